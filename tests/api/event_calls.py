"""Calls of the endpoints of events: of a company's own registrations, and of the organisers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from companies.models import Project
from events.models import Event, Registration, RegistrationStatus
from events.services.programme import programme_mark
from meetings.services.meetings import seen_of
from meetings.services.schedule_publishing import draft_seen
from tests.events.day import make_day, today
from tests.events.factories import EventFactory, MeetingFactory, MeetingRequestFactory, RegistrationFactory
from tests.factories import LuxembourgCompanyFactory
from tests.meetings.matchmaking import Matchmaking, make_matchmaking

Place = tuple[list[str], Any]
Makers = dict[tuple[str, str], Callable[[], Place]]
SAID = {
    "attendance": "on_site",
    "languages": ["en"],
    "language": "en",
    "attendees": [{"name": "Kim Min-ji", "role": "Head of sales"}],
}
FEEDBACK = {"was_worth_it": True, "going_on": "maybe"}
WORDS = {"title": "Water days", "summary": "A day of twenty-minute meetings."}


def event_details(**fields: Any) -> dict[str, Any]:
    """What staff send to create an event online."""
    start = timezone.now().replace(microsecond=0) + timedelta(days=30)
    times = {"starts_at": start, "ends_at": start + timedelta(hours=6), "registration_closes_at": start}
    told = {name: moment.isoformat() for name, moment in times.items()}
    rest = {"language": "en", "format": "webinar", "attendance": "online", "languages": ["en"], "organiser": "ASEIC"}
    return WORDS | told | rest | {"time_zone": "Asia/Seoul"} | fields


def own_event_places(project: Project) -> Makers:
    """Things of the company whose project it is, each of an event of its own."""
    company = project.company

    def mine(**fields: Any) -> Registration:
        made: Registration = RegistrationFactory(company=company, **fields)
        return made

    def register() -> Place:
        return [], SAID | {"event": EventFactory().public_id, "company": company.public_id}

    def ask() -> Place:
        sender = mine()
        receiver = RegistrationFactory(event=sender.event, company=LuxembourgCompanyFactory())
        return [sender.public_id], {"receiver": receiver.public_id, "reason": "Leak finding.", "language": "en"}

    def received() -> str:
        receiver = mine()
        sender = RegistrationFactory(event=receiver.event, company=LuxembourgCompanyFactory())
        asked: str = MeetingRequestFactory(event=receiver.event, sender=sender, receiver=receiver).public_id
        return asked

    def sent() -> Place:
        sender = mine()
        return [MeetingRequestFactory(event=sender.event, sender=sender).public_id], {}

    def own() -> Place:
        return [mine().public_id], {}

    of_own = ("registration_detail", "registration_cancel", "meeting_requests", "meetings")
    return {
        ("own_registration_list", "post"): register,
        **{(f"own_{name}", ""): own for name in of_own},
        ("own_registration_detail", "patch"): lambda: ([mine().public_id], SAID),
        ("own_registration_accept", ""): lambda: ([mine(**_offered()).public_id], {}),
        ("partner_list", ""): own,
        ("partner_suggestions", ""): own,
        ("own_meeting_requests", "post"): ask,
        ("meeting_request_detail", ""): lambda: ([received()], {}),
        ("meeting_request_accept", ""): lambda: ([received()], {}),
        ("meeting_request_decline", ""): lambda: ([received()], {"reason": "full"}),
        ("meeting_request_withdraw", ""): sent,
        ("own_meeting_detail", ""): lambda: (_meeting_of(mine(event=today())), {}),
        ("own_meeting_feedback", ""): lambda: (_meeting_of(mine(event=today())), FEEDBACK),
        ("own_meeting_absent", ""): lambda: (_meeting_of(mine(event=today())), {}),
    }


def _offered() -> dict[str, Any]:
    return {"status": RegistrationStatus.OFFERED, "offer_due_at": timezone.now() + timedelta(days=1)}


def _meeting_of(korean: Registration) -> list[str]:
    """A meeting that began five minutes ago."""
    begun = timezone.now() - timedelta(minutes=5)
    times = {"starts_at": begun, "ends_at": begun + timedelta(minutes=20)}
    return [MeetingFactory(event=korean.event, korean=korean, status="confirmed", **times).public_id]


def staff_event_places() -> Makers:
    def draft() -> Place:
        return [EventFactory(status="draft", registration_closes_at=timezone.now() + timedelta(days=9)).public_id], {}

    def event(status: str = "published", **body: Any) -> Place:
        return [EventFactory(status=status).public_id], body

    def requested(**body: Any) -> Place:
        return [RegistrationFactory(status=RegistrationStatus.REQUESTED).public_id], body

    steps = {
        "detail": event,
        "publish": draft,
        "close": event,
        "reopen": lambda: event("closed"),
        "cancel": lambda: event(reason="The venue is closed."),
        "duplicate": lambda: event(day="2028-03-14"),
        "programme": _programme,
        "places": lambda: event(tables=2, rooms=1),
        "texts": lambda: event(**WORDS, language="fr"),
    }
    return {
        ("event_detail", ""): event,
        ("staff_event_list", "post"): lambda: ([], event_details()),
        **{(f"staff_event_{name}", ""): maker for name, maker in steps.items()},
        ("staff_event_detail", "patch"): lambda: event(venue="Luxexpo"),
        ("staff_registration_list", ""): event,
        ("staff_registration_detail", ""): requested,
        ("staff_registration_decide", ""): lambda: requested(decision="confirm", seen="requested"),
        ("staff_registration_cancel", ""): requested,
        ("attendee_list", ""): event,
        ("attendee_check_in", ""): _arriving,
        **_schedule_places(),
    }


def _programme() -> Place:
    event: Event = EventFactory()
    times = {"starts_at": event.starts_at.isoformat(), "ends_at": event.ends_at.isoformat()}
    items = [times | {"title": "Meetings", "is_for_meetings": True}]
    return [event.public_id], {"items": items, "seen": programme_mark(event)}


def _arriving() -> Place:
    day = make_day()
    return [day.event.public_id], {"badge_key": day.korean_guest.badge_key}


def _schedule_places() -> Makers:
    def of_event(**body: Any) -> Place:
        return [make_matchmaking().event.public_id], body

    def publishing() -> Place:
        day = make_matchmaking()
        day.meeting()
        return [day.event.public_id], {"seen": draft_seen(day.event)}

    def placing() -> Place:
        day = make_matchmaking()
        sides = {"korean": day.koreans[0].public_id, "luxembourg": day.luxembourgers[0].public_id}
        return [day.event.public_id], _spot(day) | sides

    def planned(**body: Any) -> Place:
        meeting = make_matchmaking().meeting()
        return [meeting.public_id], {"seen": seen_of(meeting)} | body

    def moving() -> Place:
        day = make_matchmaking()
        meeting = day.meeting(slot=1)
        return [meeting.public_id], _spot(day) | {"seen": seen_of(meeting)}

    def swapping() -> Place:
        day = make_matchmaking()
        one, other = day.meeting(0, 0, slot=0), day.meeting(1, 1, slot=1)
        seen = {"seen": seen_of(one), "other_seen": seen_of(other)}
        return [one.public_id], {"other": other.public_id} | seen

    return {
        ("schedule", ""): of_event,
        ("schedule_compute", ""): of_event,
        ("schedule_publish", ""): publishing,
        ("staff_meeting_list", ""): of_event,
        ("staff_meeting_list", "post"): placing,
        ("staff_meeting_detail", ""): planned,
        ("staff_meeting_move", ""): moving,
        ("staff_meeting_swap", ""): swapping,
        ("staff_meeting_pin", ""): lambda: ([make_matchmaking().meeting().public_id], {"is_pinned": True}),
        ("staff_meeting_cancel", ""): planned,
        ("staff_meeting_outcome", ""): lambda: ([make_day().meeting.public_id], {"outcome": "held"}),
    }


def _spot(day: Matchmaking) -> dict[str, Any]:
    return {"starts_at": day.slots[0].starts_at.isoformat(), "place": day.tables[1].pk}
