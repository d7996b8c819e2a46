"""Whether mail about a saved search still leaves, by what became of the search since it was written."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from directory.models import SavedSearch
from directory.services.alerts import about_period
from directory.services.saved_searches import delete_search, pause_search
from notifications.models import EmailKind, OutboxEmail
from notifications.services import queue_email
from notifications.services.presend_checks import reason_to_cancel
from tests.factories import SavedSearchFactory

pytestmark = pytest.mark.django_db
UNWANTED = "the saved search was deleted or paused"


def written(reader: User, search: SavedSearch) -> OutboxEmail:
    context = {"search": search, "news": [], "is_cut": False, "search_path": "/", "settings_path": "/"}
    return queue_email(
        reader,
        kind=EmailKind.SAVED_SEARCH,
        about=about_period(search),
        topic="news",
        template="saved_search",
        context=context,
    )


def test_news_leave_while_their_reader_wants_them() -> None:
    kept, paused, deleted = (SavedSearchFactory() for _search in range(3))
    emails = [written(search.user, search) for search in (kept, paused, deleted)]

    pause_search(paused)
    delete_search(deleted)

    assert [reason_to_cancel(email) for email in emails] == ["", UNWANTED, UNWANTED]
    assert OutboxEmail.objects.count() == 3


def test_news_of_two_periods_are_two_mails_and_of_one_period_one() -> None:
    search = SavedSearchFactory(next_alert_at=timezone.now())
    first, again = written(search.user, search), written(search.user, search)
    search.next_alert_at += timedelta(days=1)

    second = written(search.user, search)

    assert first == again != second
    assert set(OutboxEmail.objects.about(search)) == {first, second}
