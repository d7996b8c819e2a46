"""Staff prepare an event: nothing typed is lost, and every step is refused in words."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.models import Event, RecordKind
from notifications.models import OutboxEmail
from tests.events.factories import EventFactory, EventSessionFactory, RegistrationFactory
from tests.events.world import make_matchmaking_day
from tests.factories import MembershipFactory, ReviewerFactory

pytestmark = pytest.mark.django_db
QUEUE = "/staff/events/"
FILLED = {
    "format": "matchmaking",
    "language": "en",
    "title": "Water meets waste",
    "summary": "A day of meetings.",
    "attendance": "hybrid",
    "country": "LU",
    "venue": "Salle du Viaduc",
    "address": "12 rue de l’Écluse",
    "time_zone": "Europe/Luxembourg",
    "starts_at": "2027-01-21T09:30",
    "ends_at": "2027-01-21T16:30",
    "registration_closes_at": "2027-01-08T17:00",
    "most_people": "2",
    "languages": ["en", "ko"],
    "organiser": "ASEIC",
    "meeting_minutes": "20",
    "break_minutes": "4",
    "most_meetings": "8",
    "open_requests": "8",
    "request_days": "5",
}


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


def page_of(event: Event, step: str = "") -> str:
    return f"{QUEUE}{event.public_id}/{step}"


def test_an_event_is_created_by_the_clock_of_its_venue(staff: Client) -> None:
    staff.post(f"{QUEUE}new/", FILLED)

    event = Event.objects.get()
    assert (event.status, event.starts_at.isoformat()) == ("draft", "2027-01-21T08:30:00+00:00")
    assert event.texts.get().title == "Water meets waste"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends_at": "2027-01-21T08:00"}, "ends before it starts"),
        ({"time_zone": "Luxemburg"}, "There is no such time zone"),
        ({"registration_closes_at": "2027-02-01T17:00"}, "closes after the event ends"),
        ({"starts_at": "2027-03-28T02:30", "ends_at": "2027-03-28T09:00"}, "02:30 does not exist on that day"),
        ({"starts_at": "2027-10-31T02:30", "ends_at": "2027-10-31T09:00"}, "02:30 occurs twice on that day"),
        ({"starts_at": "tomorrow"}, "Enter a day and a time"),
        ({"starts_at": "0001-01-01T00:00"}, "Enter a day and a time"),
        ({"country": ""}, "Choose the country"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(staff: Client, change: dict[str, str], words: str) -> None:
    answer = staff.post(f"{QUEUE}new/", FILLED | change)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Water meets waste" in answer.content.decode()
    assert next(iter(change.values())) in answer.content.decode()
    assert not Event.objects.exists()


def test_fewer_places_than_companies_are_refused_at_their_field(staff: Client) -> None:
    event = make_matchmaking_day()
    form = staff.get(page_of(event, "edit/")).context["form"]

    answer = staff.post(page_of(event, "edit/"), FILLED | {"seen": form.initial["seen"], "capacity": "1"})

    assert "2 companies are already registered" in answer.context["form"].errors["capacity"][0]


def test_a_stale_form_is_refused_with_what_was_typed(staff: Client) -> None:
    event = make_matchmaking_day()
    seen = staff.get(page_of(event, "edit/")).context["form"].initial["seen"]
    Event.objects.update(venue="Cercle Cité")

    answer = staff.post(page_of(event, "edit/"), FILLED | {"seen": seen, "title": "Quite another title"})

    assert answer.status_code == 409
    assert "while you were writing" in answer.content.decode()
    assert "Quite another title" in answer.content.decode()


def test_the_form_says_beforehand_how_many_will_be_told(staff: Client) -> None:
    event = make_matchmaking_day()
    MembershipFactory(company=event.registrations.all()[0].company)

    assert "1 person has this event in their calendar" in staff.get(page_of(event, "edit/")).content.decode()


def test_an_event_goes_from_draft_to_cancelled(staff: Client) -> None:
    event = EventFactory(status="draft")
    MembershipFactory(company=RegistrationFactory(event=event).company)
    page = staff.get(page_of(event)).content.decode()
    seen = page.partition('name="seen" value="')[2].partition('"')[0]

    for step, data in (
        ("publish/", {"seen": seen}),
        ("close/", {}),
        ("reopen/", {}),
        ("cancel/", {"reason": "Flood."}),
    ):
        staff.post(page_of(event, step), data)

    kinds = [record.kind for record in event.records.all()]
    assert kinds == [RecordKind.PUBLISHED, RecordKind.CLOSED, RecordKind.REOPENED, RecordKind.CANCELLED]
    assert OutboxEmail.objects.get().topic == "event_cancelled"
    assert "Flood." in staff.get(page_of(event)).content.decode()


def test_a_step_that_somebody_else_took_is_said(staff: Client) -> None:
    event = EventFactory(status="closed")

    page = staff.post(page_of(event, "close/"), follow=True).content.decode()

    assert "someone else has changed this event" in page


def test_cancelling_without_a_reason_changes_nothing(staff: Client) -> None:
    event = EventFactory()

    assert staff.post(page_of(event, "cancel/"), {"reason": " "}).status_code == 422
    assert Event.objects.get().status == "published"


def test_a_copy_is_a_draft_on_another_day(staff: Client) -> None:
    event = make_matchmaking_day()

    staff.post(page_of(event, "duplicate/"), {"day": (timezone.now() + timedelta(days=100)).date().isoformat()})

    assert Event.objects.filter(status="draft").count() == 1


def test_places_that_meetings_need_are_kept(staff: Client) -> None:
    event = EventFactory()

    staff.post(page_of(event, "places/"), {"tables": "3", "rooms": "1", "detail": "Foyer"})

    assert event.places.count() == 4
    assert staff.post(page_of(event, "places/"), {"tables": "-1", "rooms": "x"}).status_code == 422


def test_a_translation_is_written_beside_its_original(staff: Client) -> None:
    event = make_matchmaking_day()
    first = event.sessions.all()[0]
    words = {"title": "Wasser trifft Abfall", "summary": "Ein Tag.", f"session-{first.pk}-title": "Einlass"}

    staff.post(page_of(event, "in/de/"), words)

    assert event.texts.get(language="de").title == "Wasser trifft Abfall"
    assert first.texts.get(language="de").title == "Einlass"
    assert staff.get(page_of(event, "in/en/")).status_code == 404
    assert staff.get(page_of(event, "in/xx/")).status_code == 404


def test_what_is_no_picture_is_refused_in_words(staff: Client) -> None:
    event = EventFactory()

    assert "Choose an image." in staff.post(page_of(event, "picture/"), {}).content.decode()


@pytest.mark.parametrize("path", ["", "?tab=drafts", "?tab=past"])
def test_a_list_asks_the_same_for_one_event_and_for_three(
    staff: Client, path: str, django_assert_num_queries: Any
) -> None:
    def add() -> None:
        for status in ("draft", "published", "over"):
            event = EventFactory(status=status)
            RegistrationFactory(event=event)

    add()
    staff.get(QUEUE + path)
    with CaptureQueriesContext(connection) as for_one:
        staff.get(QUEUE + path)
    add()
    add()

    with django_assert_num_queries(len(for_one)):
        staff.get(QUEUE + path)


def test_the_page_of_an_event_asks_the_same_for_more_of_everything(
    staff: Client, django_assert_num_queries: Any
) -> None:
    event = EventFactory()
    EventSessionFactory(event=event)
    RegistrationFactory(event=event)
    staff.get(page_of(event))
    with CaptureQueriesContext(connection) as for_one:
        staff.get(page_of(event))
    for _number in range(2):
        EventSessionFactory(event=event)
        RegistrationFactory(event=event)

    with django_assert_num_queries(len(for_one)):
        staff.get(page_of(event))
