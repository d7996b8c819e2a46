"""What happens to a saved search: it is kept, renamed, paused, resumed, deleted."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from directory.errors import SavedSearchRefusedError
from directory.models import SavedSearch
from directory.services.alert_times import next_alert
from jobs.clock import database_now

MOST_SEARCHES = 50
"""For one person."""


@transaction.atomic
def save_search(user: User, *, document_type: str, query: str, name: str, frequency: str) -> SavedSearch:
    """Keep a search. Raises SavedSearchRefusedError when the person has it, or one of that name, or too many."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # two at once must not both be the last one allowed
    mine = SavedSearch.objects.filter(user=user)
    if same := mine.filter(document_type=document_type, query=query).first():
        raise SavedSearchRefusedError(_("You have already saved this search as “%(name)s”.") % {"name": same.name})
    if mine.count() >= MOST_SEARCHES:
        raise SavedSearchRefusedError(
            _("You have %(count)d saved searches, which is the maximum. Delete one that you no longer need.")
            % {"count": MOST_SEARCHES}
        )
    search = SavedSearch(user=user, document_type=document_type, query=query, name=name, frequency=frequency)
    search.next_alert_at = _due(search)
    return _write(search)


@transaction.atomic
def update_search(search: SavedSearch, *, name: str, frequency: str) -> SavedSearch:
    """Rename it, or change how often mail comes. Raises SavedSearchRefusedError when the name is taken."""
    current = _lock(search)
    current.name, current.frequency = name, frequency
    current.next_alert_at = _due(current)
    return _write(current, update_fields=["name", "frequency", "next_alert_at"])


@transaction.atomic
def pause_search(search: SavedSearch) -> SavedSearch:
    """No mail about it until it is resumed."""
    current = _lock(search)
    current.is_paused, current.next_alert_at = True, None
    return _write(current, update_fields=["is_paused", "next_alert_at"])


@transaction.atomic
def resume_search(search: SavedSearch) -> SavedSearch:
    """Mail again; what came meanwhile is told with the next one."""
    current = _lock(search)
    current.is_paused = False
    current.next_alert_at = _due(current)
    return _write(current, update_fields=["is_paused", "next_alert_at"])


def delete_search(search: SavedSearch) -> None:
    search.delete()


def _lock(search: SavedSearch) -> SavedSearch:
    return SavedSearch.objects.select_for_update(of=("self",)).select_related("user").get(pk=search.pk)


def _due(search: SavedSearch) -> datetime | None:
    if search.is_paused:
        return None
    return next_alert(search.frequency, after=database_now(), time_zone=search.user.time_zone)


def _write(search: SavedSearch, **options: Any) -> SavedSearch:
    try:
        with transaction.atomic():
            search.save(**options)
    except IntegrityError as error:
        if "directory_search_name_unique" not in str(error):
            raise
        raise SavedSearchRefusedError(
            _("You already have a search named “%(name)s”. Choose a different name.") % {"name": search.name}
        ) from error
    return search
