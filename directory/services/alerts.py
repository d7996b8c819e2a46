"""Mail about what is new in saved searches: one for a search and period, however often this runs."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse
from django.utils import timezone, translation

from directory.models import DocumentType, SavedSearch
from directory.queries.directory import NEWEST, PAGE_SIZE, DirectoryHit
from directory.queries.news import find_news
from directory.services.alert_times import next_alert
from jobs.clock import database_now
from jobs.sweeps import for_each_row
from notifications.models import About, EmailKind
from notifications.services import queue_email
from taxonomy.languages import guess_language

OVERLAP = timedelta(days=1)
"""The directory knows of a publication some time after it happened: so far back a result may still be news."""


def announce_new_results() -> int:
    """Write the mail of every search that is due and has something new; how many mails.

    May run twice, or twice at once. A search that fails is tried again next time.
    """
    now = database_now()
    due = SavedSearch.objects.due(now=now)
    return len(for_each_row("directory.announce_new_results", due, partial(_announce, now=now)))


def about_period(search: SavedSearch) -> About:
    """The search in the period that ends now."""
    due = search.next_alert_at.astimezone(UTC) if search.next_alert_at else timezone.now()
    return About(search, occasion=f"{due:%Y%m%dT%H%M}")


def _announce(search_id: int, now: datetime) -> bool:
    """Whether a mail was written; the row's lock and its due time make sure that nobody else writes it too."""
    due = SavedSearch.objects.due(now=now).filter(pk=search_id)
    search = due.select_for_update(skip_locked=True, of=("self",)).select_related("user").first()
    if search is None:
        return False
    since = max(search.created_at, search.seen_until - OVERLAP)
    fresh = find_news(search, since=since, language=search.user.language)
    news = [hit for entry_id, hit in fresh if entry_id not in search.told_ids]
    if news:
        _email_news(search, news)
    _move_on(search, now, [entry_id for entry_id, _hit in fresh])
    return bool(news)


def _move_on(search: SavedSearch, now: datetime, entry_ids: list[int]) -> None:
    due_at = next_alert(search.frequency, after=now, time_zone=search.user.time_zone)
    SavedSearch.objects.filter(pk=search.pk).update(next_alert_at=due_at, seen_until=now, told_ids=entry_ids)


def _email_news(search: SavedSearch, news: Sequence[DirectoryHit]) -> None:
    with translation.override(search.user.language):
        pieces = [_piece(hit) for hit in news]
    context = {
        "search": search,
        "news": pieces,
        "is_cut": len(news) == PAGE_SIZE,
        "search_path": _newest_first(search),
        "settings_path": reverse("directory:saved_search_edit", args=[search.pk]),
    }
    queue_email(
        search.user,
        kind=EmailKind.SAVED_SEARCH,
        about=about_period(search),
        topic="news",
        template="saved_search",
        context=context,
    )


def _newest_first(search: SavedSearch) -> str:
    parameters = [(name, value) for name, value in parse_qsl(search.query) if name != "sort"]
    document_type = "project_list" if search.document_type == DocumentType.PROJECT else "company_list"
    return f"{reverse(f'directory:{document_type}')}?{urlencode([*parameters, ('sort', NEWEST)])}"


def _piece(hit: DirectoryHit) -> dict[str, object]:
    company, project = hit.company, hit.project
    thing = project or company
    other_name = company.shown_name if project else company.other_name
    return {
        "title": project.title if project else company.shown_name,
        "summary": thing.summary,
        "language": project.language if project else guess_language(company.summary),
        "who_and_where": ", ".join(word for word in (other_name, company.place) if word),
        "path": reverse(f"directory:{'project' if project else 'company'}_detail", args=[thing.public_id]),
    }
