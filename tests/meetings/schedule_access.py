"""What the addresses of the schedule's pages name, and what their forms send."""

from collections.abc import Callable

from events.models import Meeting
from meetings.services.meetings import seen_of
from meetings.services.schedule_publishing import draft_seen
from tests.events.day import make_day
from tests.meetings.matchmaking import make_matchmaking


def schedule_arguments() -> dict[str, Callable[[], list[object]]]:
    """An event with two planned meetings, and the first of them."""

    def event() -> list[object]:
        return [_two_meetings()[0].event.public_id]

    def meeting() -> list[object]:
        return [_two_meetings()[0].public_id]

    of_event = ("schedule", "schedule_compute", "schedule_publish", "meeting_place")
    of_meeting = ("manage", "move", "swap", "pin", "cancel", "link")
    return {
        **{f"meetings:{name}": event for name in of_event},
        **{f"meetings:meeting_{name}": meeting for name in of_meeting},
        "meetings:meeting_settle": lambda: [make_day().meeting.public_id],
    }


def _two_meetings() -> tuple[Meeting, Meeting]:
    day = make_matchmaking()
    return day.meeting(1, 1, slot=1), day.meeting(0, 0, slot=0)


def publishing() -> dict[str, str]:
    return {"seen": draft_seen(Meeting.objects.latest("pk").event)}


def moving() -> dict[str, str]:
    event = Meeting.objects.latest("pk").event
    slot, place = event.slots.last(), event.places.filter(kind="table").first()
    assert slot is not None
    assert place is not None
    return cancelling() | {"slot": str(slot.pk), "place": str(place.pk)}


def swapping() -> dict[str, str]:
    """With the meeting that the address names, made just before the latest."""
    return cancelling() | {"other": str(Meeting.objects.latest("pk").pk)}


def cancelling() -> dict[str, str]:
    return {"seen": seen_of(Meeting.objects.order_by("-pk")[1])}
