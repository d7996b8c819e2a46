"""Rounds of the races between organisers of one event: each step is taken once, nothing is overwritten.

As in `tests.partnerships.races`, everybody acts on a connection of their own.
"""

from collections.abc import Callable

from events.errors import EventError
from events.models import Event, RecordKind
from events.services.event_states import cancel_event, close_registration, publish_event
from events.services.event_times import close_due_registrations, end_events
from events.services.events import DETAILS, EventWords, update_event
from events.services.programme import ProgrammeItem, programme_mark, set_programme
from notifications.models import OutboxEmail
from tests.events.factories import EventFactory, RegistrationFactory
from tests.factories import MembershipFactory, ReviewerFactory
from tests.partnerships.threads import at_once


def _kinds(event: Event) -> list[str]:
    return list(event.records.values_list("kind", flat=True))


def _refused(outcomes: list[object]) -> int:
    return sum(isinstance(outcome, EventError) for outcome in outcomes)


def _as_stored(**fields: object) -> Event:
    event: Event = EventFactory(**fields)
    event.refresh_from_db()
    return event


def two_organisers_publish() -> str:
    first, second, event = ReviewerFactory(), ReviewerFactory(), _as_stored(status="draft")

    outcomes = at_once(
        lambda: publish_event(event, user=first, seen=event.updated_at),
        lambda: publish_event(event, user=second, seen=event.updated_at),
    )

    assert (_refused(outcomes), _kinds(event)) == (1, [RecordKind.PUBLISHED])
    return "one published, the other is told"


def two_organisers_change() -> str:
    staff, event = ReviewerFactory(), _as_stored()
    MembershipFactory(company=RegistrationFactory(event=event).company)
    words = EventWords("Water meets waste", "A day of meetings.")
    details = {name: getattr(event, name) for name in DETAILS}

    def change(venue: str) -> Callable[[], object]:
        values = details | {"venue": venue}
        return lambda: update_event(event, user=staff, details=values, words=words, seen=event.updated_at)

    outcomes = at_once(change("Cercle Cité"), change("Hôtel de Ville"))

    assert (_refused(outcomes), _kinds(event)) == (1, [RecordKind.CHANGED])
    assert OutboxEmail.objects.about(event).count() == 1
    return f"{Event.objects.get(pk=event.pk).venue} stands, one mail"


def two_organisers_write_the_programme() -> str:
    staff, event = ReviewerFactory(), _as_stored()
    seen = programme_mark(event)

    def write(title: str) -> Callable[[], object]:
        item = ProgrammeItem(event.starts_at, event.ends_at, title, is_for_meetings=True)
        return lambda: set_programme(event, user=staff, items=[item], seen=seen)

    outcomes = at_once(write("Meetings"), write("Welcome"))

    assert (_refused(outcomes), event.sessions.count()) == (1, 1)
    return "one programme"


def an_event_is_closed_and_cancelled() -> str:
    staff, event = ReviewerFactory(), _as_stored()

    at_once(
        lambda: close_registration(event, user=staff),
        lambda: cancel_event(event, user=staff, reason="The hall is flooded."),
    )

    event.refresh_from_db()
    assert event.status == "cancelled"
    assert _kinds(event).count(RecordKind.CANCELLED) == 1
    return " ".join(_kinds(event))


def two_workers_end_an_event() -> str:
    event = _as_stored(status="closed")
    Event.objects.filter(pk=event.pk).update(
        starts_at=event.starts_at.replace(year=2020),
        registration_closes_at=event.starts_at.replace(year=2020),
        ends_at=event.ends_at.replace(year=2020),
    )

    at_once(end_events, end_events, close_due_registrations)

    assert _kinds(event) == [RecordKind.OVER]
    return "over once"


EVENT_RACES: list[Callable[[], str]] = [
    two_organisers_publish,
    two_organisers_change,
    two_organisers_write_the_programme,
    an_event_is_closed_and_cancelled,
    two_workers_end_an_event,
]
