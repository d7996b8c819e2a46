"""Meetings that cannot take place as they stand: something changed after they were planned."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.models import Event, Meeting, MeetingStatus, Registration
from events.queries.availability import availability_of
from meetings.queries.meeting_obstacles import needed_kind
from meetings.queries.schedule_problems import barred_pairs


@dataclass(frozen=True, slots=True)
class Conflict:
    """`reason` is for the organiser, in the reader's language."""

    meeting: Meeting
    reason: str


def conflicts_of(event: Event) -> list[Conflict]:
    """One each, in the order of the day; as many queries for six hundred participants as for two."""
    meetings = _open_meetings(event)
    if not meetings:
        return []
    acting = {one.pk: one for one in event.registrations.confirmed().acting().select_related("company")}
    free = availability_of(event)
    slots = {slot.starts_at: slot.pk for slot in event.slots.all()}
    barred = barred_pairs(acting.values())
    found = []
    for meeting in meetings:
        slot = slots.get(meeting.starts_at)
        reason = (
            _missing_side(meeting, acting)
            or ("" if (meeting.korean_id, meeting.luxembourg_id) not in barred else _kept_apart())
            or _wrong_place(meeting)
            or _wrong_time(meeting, slot, free)
        )
        if reason:
            found.append(Conflict(meeting, reason))
    return found


def _open_meetings(event: Event) -> list[Meeting]:
    still_to_come = event.meetings.filter(status__in=(MeetingStatus.PLANNED, MeetingStatus.CONFIRMED))
    return list(still_to_come.with_sides().order_by("starts_at", "place__number", "pk"))


def _missing_side(meeting: Meeting, acting: dict[int, Registration]) -> str:
    missing = [side.company.shown_name for side in meeting.sides if side.pk not in acting]
    if not missing:
        return ""
    words = _("%(company)s is not taking part: its registration is not confirmed, or the company is suspended.")
    return words % {"company": missing[0]}


def _kept_apart() -> str:
    return _("One of the two companies asked not to be brought together with the other.")


def _wrong_place(meeting: Meeting) -> str:
    if meeting.place.kind == needed_kind(meeting.korean, meeting.luxembourg):
        return ""
    return _("One company is online but the place is a table, or both are on site but the place is a video room.")


def _wrong_time(meeting: Meeting, slot: int | None, free: dict[int, frozenset[int]]) -> str:
    """Whoever pinned a meeting asked those concerned."""
    if meeting.is_pinned:
        return ""
    if slot is None:
        return _("This is no longer a time for meetings.")
    busy = [side.company.shown_name for side in meeting.sides if slot not in free.get(side.pk, frozenset())]
    return _("%(company)s is no longer free at this time.") % {"company": busy[0]} if busy else ""
