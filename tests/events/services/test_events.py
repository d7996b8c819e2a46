"""Making and changing events: what cannot be is refused, and nobody's calendar changes silently."""

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from accounts.models import User
from events.errors import EventMovedError, EventRefusedError
from events.models import Event, EventStatus, MeetingSlot, RecordKind
from events.services.events import DETAILS, EventWords, create_event, update_event
from events.services.programme import lay_slots
from notifications.models import OutboxEmail
from tests.events.factories import (
    EventFactory,
    EventSessionFactory,
    MeetingFactory,
    RegistrationFactory,
    in_three_weeks,
)
from tests.factories import MembershipFactory, ReviewerFactory, UserFactory

pytestmark = pytest.mark.django_db
WORDS = EventWords("Water meets waste", "A day of meetings.")


@pytest.fixture
def staff() -> User:
    return ReviewerFactory()


def details_of(event: Event, **changes: object) -> dict[str, object]:
    return {name: getattr(event, name) for name in DETAILS} | changes


def change(event: Event, staff: User, **changes: object) -> Event:
    text = event.texts.get(language=event.language)
    words = EventWords(text.title, text.summary, text.description)
    return update_event(event, user=staff, details=details_of(event, **changes), words=words, seen=event.updated_at)


def calendar_to(person: User) -> Any:
    return Calendar.from_ical(bytes(OutboxEmail.objects.get(user=person).attachments.get().content))


def test_a_new_event_is_a_draft_with_its_text_and_a_record(staff: User) -> None:
    event = create_event(user=staff, details=details_of(EventFactory.build()), words=WORDS)

    assert (event.status, event.texts.get().title) == (EventStatus.DRAFT, "Water meets waste")
    assert event.records.get().kind == RecordKind.CREATED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_at": in_three_weeks(8)}, "ends_at"),
        ({"ends_at": in_three_weeks() + timedelta(days=40)}, "ends_at"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"registration_closes_at": in_three_weeks(23)}, "registration_closes_at"),
        ({"registration_opens_at": in_three_weeks()}, "registration_opens_at"),
        ({"country": ""}, "country"),
        ({"link_pattern": "https://meet.example/"}, "link_pattern"),
        ({"link_pattern": "http://meet.example/{room}"}, "link_pattern"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(staff: User, changes: dict[str, object], field: str) -> None:
    with pytest.raises(EventRefusedError) as refusal:
        create_event(user=staff, details=details_of(EventFactory.build()) | changes, words=WORDS)

    assert refusal.value.field == field
    assert not Event.objects.exists()


def test_an_event_online_says_nothing_of_a_place(staff: User) -> None:
    event = create_event(user=staff, details=details_of(EventFactory.build(), attendance="online"), words=WORDS)

    assert (event.country, event.venue, event.address) == ("", "", "")


def test_there_are_never_fewer_places_than_companies_that_hold_one(staff: User) -> None:
    event = EventFactory()
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, status="requested")
    RegistrationFactory(event=event, status="waiting", waiting_since=event.created_at)

    with pytest.raises(EventRefusedError, match="2 companies are already registered"):
        change(event, staff, capacity=1)
    assert change(event, staff, capacity=2).capacity == 2


def test_somebody_elses_change_is_not_overwritten(staff: User) -> None:
    event = EventFactory()
    seen = event.updated_at
    change(event, staff, venue="Cercle Cité")

    with pytest.raises(EventMovedError, match="while you were writing"):
        update_event(event, user=staff, details=details_of(event), words=WORDS, seen=seen)
    assert Event.objects.get().venue == "Cercle Cité"


def test_whoever_is_registered_is_told_of_another_time_with_the_calendar_entry(staff: User) -> None:
    event = EventFactory()
    event.refresh_from_db()
    korean = MembershipFactory(company=RegistrationFactory(event=event).company, user=UserFactory()).user
    waiting = RegistrationFactory(event=event, status="waiting", waiting_since=event.created_at)
    MembershipFactory(company=waiting.company, user=UserFactory())
    gone = RegistrationFactory(event=event, status="cancelled")
    MembershipFactory(company=gone.company, user=UserFactory())

    moved = change(
        event, staff, starts_at=event.starts_at + timedelta(hours=1), ends_at=event.ends_at + timedelta(hours=1)
    )

    assert OutboxEmail.objects.count() == 2
    calendar = calendar_to(korean)
    (entry,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], entry["SEQUENCE"], entry["DTSTART"].dt) == ("REQUEST", 1, moved.starts_at)
    assert entry["ATTENDEE"] == f"mailto:{korean.email}"
    text = OutboxEmail.objects.get(user=korean).text
    assert "before:" in text
    assert "(Luxembourg)" in text


@pytest.mark.parametrize("changes", [{"organiser": "ASEIC"}, {"capacity": 70}, {"interpretation": "Korean"}])
def test_what_nobody_has_in_the_calendar_is_changed_without_a_mail(staff: User, changes: dict[str, object]) -> None:
    event = EventFactory()
    event.refresh_from_db()
    MembershipFactory(company=RegistrationFactory(event=event).company)

    changed = change(event, staff, **changes)

    assert not OutboxEmail.objects.exists()
    assert event.records.get().kind == RecordKind.CHANGED
    assert changed.sequence == 1


def test_a_draft_is_changed_without_a_mail(staff: User) -> None:
    event = EventFactory(status="draft")
    event.refresh_from_db()
    MembershipFactory(company=RegistrationFactory(event=event).company)

    change(event, staff, venue="Cercle Cité")

    assert not OutboxEmail.objects.exists()


def test_programme_slots_and_meetings_move_along_with_their_event(staff: User) -> None:
    event = EventFactory()
    event.refresh_from_db()
    session = EventSessionFactory(event=event)
    before = [slot.starts_at for slot in lay_slots(event)]
    meeting = MeetingFactory(event=event, status="confirmed")
    person = MembershipFactory(company=meeting.korean.company).user
    later = timedelta(minutes=24)

    change(event, staff, starts_at=event.starts_at + later, ends_at=event.ends_at + later)

    session.refresh_from_db()
    assert session.starts_at == event.starts_at + timedelta(hours=1) + later
    assert list(MeetingSlot.objects.values_list("starts_at", flat=True)) == [start + later for start in before]
    moved = meeting.starts_at + later
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.sequence) == (moved, 1)
    entries = calendar_to(person).walk("VEVENT")
    assert [str(entry["UID"]).partition("@")[0] for entry in entries] == [event.public_id, meeting.public_id]


def test_an_event_that_becomes_shorter_than_its_programme_is_refused(staff: User) -> None:
    event = EventFactory()
    event.refresh_from_db()
    EventSessionFactory(event=event)

    with pytest.raises(EventRefusedError, match="outside the event"):
        change(event, staff, ends_at=event.starts_at + timedelta(hours=2))


def test_a_text_that_turns_out_to_be_in_another_language_goes_there(staff: User) -> None:
    event = EventFactory()
    event.refresh_from_db()
    EventSessionFactory(event=event)

    changed = change(event, staff, language="fr")

    assert [text.language for text in changed.texts.all()] == ["fr"]
    assert changed.sessions.get().texts.get().language == "fr"


@pytest.mark.parametrize("status", ["over", "cancelled"])
def test_what_is_over_is_not_changed_any_more(staff: User, status: str) -> None:
    event = EventFactory(status=status, cancelled_at=in_three_weeks() if status == "cancelled" else None)
    event.refresh_from_db()

    with pytest.raises(EventMovedError, match="can no longer be changed"):
        change(event, staff, venue="Cercle Cité")
