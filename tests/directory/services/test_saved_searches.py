from datetime import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import User
from directory.errors import SavedSearchRefusedError
from directory.models import SavedSearch
from directory.services.saved_searches import (
    MOST_SEARCHES,
    delete_search,
    pause_search,
    resume_search,
    save_search,
    update_search,
)
from tests.factories import SavedSearchFactory, UserFactory

pytestmark = pytest.mark.django_db
MORNING = datetime.fromisoformat("2026-11-25T07:00:00+01:00")


def save(user: User, **changes: str) -> SavedSearch:
    return save_search(
        user, **{"document_type": "project", "query": "q=water", "name": "Water", "frequency": "daily"} | changes
    )


def test_saved_search_is_due_on_the_next_morning_and_knows_what_is_old(in_2026: None) -> None:
    search = save(UserFactory(time_zone="Europe/Luxembourg"))

    assert search.next_alert_at == MORNING
    assert search.seen_until == search.created_at == timezone.now()


def test_search_without_mail_is_never_due() -> None:
    assert save(UserFactory(), frequency="never").next_alert_at is None


def test_same_search_is_kept_once_and_its_name_is_told() -> None:
    user = UserFactory()
    save(user)

    with pytest.raises(SavedSearchRefusedError, match="You have already saved this search as “Water”"):
        save(user, name="Other")

    save(user, document_type="company", name="Water companies")
    save(UserFactory())


def test_two_searches_of_one_person_have_different_names() -> None:
    user = UserFactory()
    save(user)

    with pytest.raises(SavedSearchRefusedError, match="Choose a different name"):
        save(user, query="q=air")

    assert list(user.saved_searches.values_list("query", flat=True)) == ["q=water"]


def test_nobody_keeps_more_than_the_most() -> None:
    user = UserFactory()
    SavedSearchFactory.create_batch(MOST_SEARCHES, user=user)

    with pytest.raises(SavedSearchRefusedError, match="You have 50 saved searches"):
        save(user)


def test_changed_frequency_changes_when_it_is_due(in_2026: None) -> None:
    search = save(UserFactory(time_zone="Europe/Luxembourg"))

    weekly = update_search(search, name="Rivers", frequency="weekly")
    never = update_search(search, name="Rivers", frequency="never")

    assert (weekly.name, weekly.next_alert_at) == ("Rivers", datetime.fromisoformat("2026-11-30T07:00:00+01:00"))
    assert never.next_alert_at is None


def test_renaming_to_a_name_of_another_search_is_refused() -> None:
    user = UserFactory()
    save(user)
    other = save(user, query="q=air", name="Air")

    with pytest.raises(SavedSearchRefusedError, match="You already have a search named “Water”"):
        update_search(other, name="Water", frequency="daily")

    other.refresh_from_db()
    assert other.name == "Air"


def test_paused_search_is_not_due_even_when_its_frequency_changes(in_2026: None) -> None:
    search = pause_search(save(UserFactory(time_zone="Europe/Luxembourg")))
    changed = update_search(search, name="Water", frequency="weekly")

    resumed = resume_search(changed)

    assert (search.is_paused, search.next_alert_at, changed.next_alert_at) == (True, None, None)
    assert resumed.next_alert_at == datetime.fromisoformat("2026-11-30T07:00:00+01:00")


def test_deleted_search_is_gone() -> None:
    search = save(UserFactory())

    delete_search(search)

    assert not SavedSearch.objects.exists()


def test_database_keeps_a_paused_search_from_being_due() -> None:
    search = save(UserFactory())

    with pytest.raises(IntegrityError, match="directory_search_due"):
        SavedSearch.objects.filter(pk=search.pk).update(is_paused=True)
