"""What mail and events are about: a relation while the thing is there, and nothing broken when it is gone."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from accounts.models import User
from directory.models import SavedSearch
from matching.models import Match
from notifications.models import About, EmailKind, EventKind, OutboxEmail, WebhookEvent
from notifications.services import queue_email, queue_plain_email
from notifications.services.presend_checks import reason_to_cancel
from tests.factories import MatchFactory, SavedSearchFactory, UserFactory

pytestmark = pytest.mark.django_db
SAME_NUMBER = 4711


def write(thing: models.Model, topic: str = "news", *, reader: User | None = None, occasion: str = "") -> OutboxEmail:
    return queue_email(
        reader or UserFactory(),
        kind=EmailKind.REMINDER,
        about=About(thing, occasion),
        topic=topic,
        template="news",
        context={"when": datetime(2026, 1, 5, 9, tzinfo=UTC), "extra": ""},
    )


def test_all_mail_about_a_thing_is_found_and_no_mail_about_another() -> None:
    match, search = MatchFactory(pk=SAME_NUMBER), SavedSearchFactory(pk=SAME_NUMBER)
    first, second = write(match), write(match, "farewell", occasion="2")
    write(MatchFactory())
    other = write(search)

    assert set(OutboxEmail.objects.about(match)) == {first, second}
    assert list(OutboxEmail.objects.about(search)) == [other]
    assert (first.about, other.about) == (match, search)


def test_a_mail_knows_which_of_some_things_it_is_about() -> None:
    match, search = MatchFactory(pk=SAME_NUMBER), SavedSearchFactory(pk=SAME_NUMBER)
    email = write(match)

    assert (email.is_about(Match), email.is_about(SavedSearch)) == (True, False)
    assert list(email.among(Match.objects.all())) == [match]
    assert not email.among(Match.objects.exclude(pk=match.pk)).exists()
    assert list(SavedSearch.objects.filter(pk=email.about_id)) == [search], "the number alone would say the wrong thing"
    assert not email.among(SavedSearch.objects.all()).exists()


def test_an_account_mail_is_about_nothing() -> None:
    email = queue_plain_email("jo@company.example", subject="Test", text="It works")

    assert (email.about, email.is_about(Match), email.among(Match.objects.all()).exists()) == (None, False, False)


def test_a_mail_outlives_what_it_is_about_and_leaves_all_the_same() -> None:
    search = SavedSearchFactory()
    email = write(search)

    search.delete()

    kept = OutboxEmail.objects.get()
    assert (kept.pk, kept.text, kept.about) == (email.pk, email.text, None)
    assert (kept.is_about(SavedSearch), kept.among(SavedSearch.objects.all()).exists()) == (True, False)
    assert reason_to_cancel(kept) == ""


def test_a_kind_of_thing_cannot_go_while_there_is_mail_about_it() -> None:
    write(SavedSearchFactory())

    with pytest.raises(ProtectedError):
        ContentType.objects.get_for_model(SavedSearch).delete()


def row_of(thing: models.Model, **changes: Any) -> OutboxEmail:
    row = {"kind": EmailKind.REMINDER, "topic": "news", "recipient": "a@b.example", "language": "en"}
    return OutboxEmail(**row | About(thing, "1").fields() | changes)


def test_the_database_keeps_one_mail_for_each_kind_thing_topic_occasion_and_recipient() -> None:
    search, match = SavedSearchFactory(pk=SAME_NUMBER), MatchFactory(pk=SAME_NUMBER)
    changes: list[dict[str, Any]] = [
        {"kind": EmailKind.SUGGESTION},
        {"topic": "farewell"},
        {"occasion": "2"},
        {"recipient": "c@d.example"},
        {"about_id": SAME_NUMBER + 1},
    ]
    rows = [row_of(search), row_of(match), *(row_of(search, **change) for change in changes)]
    for row in rows:
        row.save()

    for row in rows:
        row.pk = None
        with pytest.raises(IntegrityError, match="notifications_email_once"), transaction.atomic():
            row.save(force_insert=True)

    assert OutboxEmail.objects.count() == len(rows)


@pytest.mark.parametrize("missing", [["about_type"], ["about_id"], ["about_type", "about_id"]])
def test_the_database_refuses_mail_about_nothing_that_could_be_written_twice(missing: list[str]) -> None:
    row = row_of(SavedSearchFactory(), **dict.fromkeys(missing))

    with pytest.raises(IntegrityError, match="notifications_email_about"):
        row.save()


def test_the_database_keeps_one_event_for_each_kind_thing_and_occasion() -> None:
    about = About(MatchFactory(), "1").fields()
    WebhookEvent.objects.create(kind=EventKind.MATCH_APPROVED, **about)
    WebhookEvent.objects.create(kind=EventKind.MATCH_APPROVED, **about | {"occasion": "2"})
    WebhookEvent.objects.create(kind=EventKind.INTRODUCTION_MADE, **about)

    with pytest.raises(IntegrityError, match="notifications_webhookevent_once"):
        WebhookEvent.objects.create(kind=EventKind.MATCH_APPROVED, **about)


def test_the_database_refuses_an_event_about_nothing() -> None:
    with pytest.raises(IntegrityError, match="notifications_webhookevent_about"):
        WebhookEvent.objects.create(kind=EventKind.MATCH_APPROVED)
