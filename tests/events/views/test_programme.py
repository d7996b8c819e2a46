"""The programme is filled in row by row or pasted, looked at, and then kept."""

import pytest
from django.test import Client

from events.models import Event
from tests.events.factories import EventFactory, in_three_weeks
from tests.events.world import make_matchmaking_day
from tests.factories import ReviewerFactory

pytestmark = pytest.mark.django_db
PASTED = """Programme
09:30 Doors and coffee
• 10:00 – 10:20\tWelcome\tJane Doe\tMain hall
10:20 One-to-one meetings, first part – Foyer
23:45 Closing"""


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


def page_of(event: Event) -> str:
    return f"/staff/events/{event.public_id}/programme/"


def shown(staff: Client, event: Event) -> dict[str, object]:
    """The form as its page shows it."""
    context = staff.get(page_of(event)).context
    return sent(context)


def sent(context: object) -> dict[str, object]:
    rows, seen = context["rows"], context["seen"]  # type: ignore[index]
    data = {"seen": seen, "form-TOTAL_FORMS": rows.total_form_count(), "form-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        for name in row.fields:
            value = row[name].value()
            if hasattr(value, "isoformat"):
                value = value.isoformat()
            if value not in (None, False, ""):
                data[f"form-{number}-{name}"] = value
    return data


def test_a_page_sent_as_it_was_shown_changes_nothing(staff: Client) -> None:
    event = make_matchmaking_day()
    before = list(event.sessions.values())

    staff.post(page_of(event), shown(staff, event))

    assert list(event.sessions.values()) == before
    assert event.records.get().data == {"programme": [None, 7]}


def test_a_pasted_programme_is_shown_before_it_is_kept(staff: Client) -> None:
    event = EventFactory(time_zone="UTC")

    answer = staff.post(page_of(event), {"then": "read", "text": PASTED})

    page = answer.content.decode()
    assert "Line 1: Programme" in page
    assert "09:30 Doors and coffee" in page
    titles = [row["title"].value() for row in answer.context["rows"]][:4]
    assert titles == ["Doors and coffee", "Welcome", "One-to-one meetings, first part", "Closing"]
    assert [row["is_for_meetings"].value() for row in answer.context["rows"]][:4] == [False, False, True, False]
    assert not event.sessions.exists()


def test_what_lies_outside_is_refused_and_nothing_typed_is_lost(staff: Client) -> None:
    event = EventFactory(time_zone="UTC")
    read = staff.post(page_of(event), {"then": "read", "text": PASTED}).context

    answer = staff.post(page_of(event), sent(read))

    assert answer.status_code == 409
    assert "lies outside the event" in answer.content.decode()
    assert "Main hall" in answer.content.decode()
    assert not event.sessions.exists()


def test_a_programme_that_fits_is_kept(staff: Client) -> None:
    event = EventFactory(time_zone="UTC")
    text = "09:30 Doors\n10:00 Meetings\n12:00-12:30 Lunch"
    read = staff.post(page_of(event), {"then": "read", "text": text}).context

    staff.post(page_of(event), sent(read))

    assert [(item.starts_at.hour, item.ends_at.hour, item.is_for_meetings) for item in event.sessions.all()] == [
        (9, 10, False),
        (10, 12, True),
        (12, 12, False),
    ]
    assert event.slots.count() == 5


def test_a_programme_goes_on_after_midnight(staff: Client) -> None:
    event = EventFactory(time_zone="UTC", starts_at=in_three_weeks(22))
    read = staff.post(page_of(event), {"then": "read", "text": "22:00 Dinner\n00:30 Music"}).context

    staff.post(page_of(event), sent(read))

    dinner, music = event.sessions.all()
    assert dinner.ends_at == music.starts_at
    assert (music.starts_at - dinner.starts_at).total_seconds() == 2.5 * 3600


@pytest.mark.parametrize("text", ["", "nothing to read", "x" * 30_000])
def test_what_cannot_be_read_leaves_the_programme(staff: Client, text: str) -> None:
    event = make_matchmaking_day()

    answer = staff.post(page_of(event), {"then": "read", "text": text})

    assert answer.context["rows"][0]["title"].value() == "Doors and coffee"
    assert event.sessions.count() == 7


def test_a_row_without_its_times_is_refused_at_them(staff: Client) -> None:
    event = EventFactory()
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-title": "Welcome"}

    answer = staff.post(page_of(event), data)

    assert answer.status_code == 422
    assert "Enter when it starts and ends." in answer.content.decode()
