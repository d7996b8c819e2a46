"""What stands against a meeting of two at a time and place, in words for the organiser."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from events.calendars.zones import write_time
from events.models import Attendance, Event, Meeting, MeetingPlace, PlaceKind, Registration
from events.queries.availability import free_slots
from matching.queries import are_kept_apart


@dataclass(frozen=True, slots=True)
class Spot:
    """A time and a place of an event."""

    place: MeetingPlace
    starts_at: datetime
    ends_at: datetime


def obstacle_to(
    korean: Registration,
    luxembourg: Registration,
    spot: Spot,
    *,
    moved: tuple[Meeting, ...] = (),
    is_asked: bool = False,
) -> str:
    """Why these two cannot meet there then; empty when they can.

    `moved` are meetings that leave their own place and time in the same step. `is_asked`: both said to the organiser
    that they can, whatever they ticked.
    """
    return (
        obstacle_between(korean, luxembourg, moved=moved)
        or _obstacle_of_place(korean, luxembourg, spot.place)
        or _obstacle_of_others(korean, luxembourg, spot, moved)
        or ("" if is_asked else _obstacle_of_availability(korean, luxembourg, spot))
    )


def obstacle_between(korean: Registration, luxembourg: Registration, *, moved: tuple[Meeting, ...] = ()) -> str:
    """Why these two cannot meet at all."""
    for side in (korean, luxembourg):
        if not Registration.objects.confirmed().acting().filter(pk=side.pk).exists():
            return _(
                "%(company)s is not taking part: its registration is not confirmed, or the company is suspended."
            ) % _of(side)
    if are_kept_apart(korean.company, luxembourg.company):
        return _("One of the two companies asked not to be brought together with the other.")
    others = Meeting.objects.taking().filter(korean=korean, luxembourg=luxembourg)
    if standing := others.exclude(pk__in=[meeting.pk for meeting in moved]).with_sides().first():
        return _("These two companies already have a meeting at %(time)s, %(place)s.") % _where(standing)
    return ""


def needed_kind(korean: Registration, luxembourg: Registration) -> str:
    """Two on site meet at a table; whoever meets a guest online joins from a video room."""
    is_online = Attendance.ONLINE in {korean.attendance, luxembourg.attendance}
    return PlaceKind.VIDEO if is_online else PlaceKind.TABLE


def meetings_during(event: Event, spot: Spot) -> QuerySet[Meeting]:
    """Those that take up time then."""
    during = Q(starts_at__lt=spot.ends_at, ends_at__gt=spot.starts_at)
    return event.meetings.taking().filter(during).with_sides()


def _obstacle_of_place(korean: Registration, luxembourg: Registration, place: MeetingPlace) -> str:
    if place.event_id != korean.event_id or korean.event_id != luxembourg.event_id:
        return _("This place belongs to another event.")
    kind = needed_kind(korean, luxembourg)
    if place.kind == kind:
        return ""
    if kind == PlaceKind.TABLE:
        return _("Both companies are on site: choose a table.")
    online = korean if korean.attendance == Attendance.ONLINE else luxembourg
    return _("%(company)s is taking part online: choose a video room.") % _of(online)


def _obstacle_of_others(korean: Registration, luxembourg: Registration, spot: Spot, moved: tuple[Meeting, ...]) -> str:
    others = meetings_during(korean.event, spot).exclude(pk__in=[meeting.pk for meeting in moved])
    for other in others:
        for side in (korean, luxembourg):
            if side.pk in {other.korean_id, other.luxembourg_id}:
                partner = other.other_side(side).company.shown_name
                words = _("%(company)s already has a meeting with %(partner)s at %(time)s, %(place)s.")
                return words % {**_of(side), "partner": partner, **_where(other)}
        if other.place_id == spot.place.pk:
            words = _("%(place)s is taken at that time: %(korean)s is meeting %(luxembourger)s at %(time)s.")
            names = {"korean": other.korean.company.shown_name, "luxembourger": other.luxembourg.company.shown_name}
            return words % {**names, **_where(other)}
    return ""


def _obstacle_of_availability(korean: Registration, luxembourg: Registration, spot: Spot) -> str:
    slots = set(korean.event.slots.filter(starts_at=spot.starts_at).values_list("pk", flat=True))
    for side in (korean, luxembourg):
        if slots and not slots & free_slots(side):
            return _("%(company)s is not free at this time. Ask the company first.") % _of(side)
    return ""


def _of(registration: Registration) -> dict[str, str]:
    return {"company": registration.company.shown_name}


def _where(meeting: Meeting) -> dict[str, str]:
    """By the venue's clock, as the organiser's grid has it."""
    return {
        "time": write_time(meeting.starts_at, ZoneInfo(meeting.event.time_zone)),
        "place": meeting.place.shown_name,
    }
