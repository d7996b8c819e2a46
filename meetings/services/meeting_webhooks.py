"""What webhooks are told of schedules and meetings: ids, states and times; never who said what, nor a video room."""

from django.urls import reverse

from events.models import Event, Meeting, Registration
from notifications.models import About, EventKind
from notifications.services.webhook_events import page_of, publish_event, thing_at


def publish_edition(event: Event, *, edition: int, meetings: int) -> None:
    """Once for each publication of the schedule."""
    page = page_of(reverse("meetings:schedule", args=[event.public_id]))
    publish_event(
        EventKind.SCHEDULE_PUBLISHED,
        about=About(event, str(edition)),
        tell=lambda: {
            "event": thing_at("staff_event_detail", event.public_id) | {"page": page},
            "schedule": thing_at("schedule", event.public_id),
            "edition": edition,
            "meetings": meetings,
        },
    )


def publish_meeting(meeting: Meeting) -> None:
    """Once for each state of a meeting that its sides know of."""
    about = About(meeting, f"{meeting.status} {meeting.sequence}")
    publish_event(EventKind.MEETING_CHANGED, about=about, tell=lambda: describe_meeting(meeting))


def describe_meeting(meeting: Meeting) -> dict[str, object]:
    return {
        "meeting": thing_at("staff_meeting_detail", meeting.public_id)
        | {
            "status": meeting.status,
            "starts_at": meeting.starts_at.isoformat(),
            "ends_at": meeting.ends_at.isoformat(),
            "place": meeting.place_id,
        },
        "event": thing_at("staff_event_detail", meeting.event.public_id),
        "korean": _describe_side(meeting.korean),
        "luxembourg": _describe_side(meeting.luxembourg),
    }


def _describe_side(registration: Registration) -> dict[str, object]:
    return {
        "registration": thing_at("staff_registration_detail", registration.public_id),
        "company": thing_at("company_detail", registration.company.public_id),
    }
