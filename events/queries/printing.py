"""What is printed for an event: badges, signs of the tables, lists of those who come, and the schedule of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from events.models import TOLD_STATUSES, Attendance, Attendee, Event, Meeting, MeetingPlace, Registration
from events.queries.day import expected_attendees


def badges_of(event: Event) -> QuerySet[Attendee]:
    """Of everybody who is expected on site, by company."""
    return expected_attendees(event).filter(registration__attendance=Attendance.ON_SITE)


@dataclass(frozen=True, slots=True)
class TableSign:
    place: MeetingPlace
    meetings: Sequence[Meeting]


def signs_of(event: Event) -> list[TableSign]:
    """Of every table and video room, with its meetings of the day."""
    meetings: dict[int, list[Meeting]] = defaultdict(list)
    for meeting in _meetings(event):
        meetings[meeting.place_id].append(meeting)
    return [TableSign(place, meetings.get(place.pk, [])) for place in event.places.all()]


def registrations_by_company(event: Event, *, listed_alone: bool) -> QuerySet[Registration]:
    """Confirmed ones by name; `listed_alone` for what leaves the hands of staff: only those who agreed to be shown."""
    found = Registration.objects.confirmed().acting().filter(event=event)
    found = found.filter(is_listed=True) if listed_alone else found
    return (
        found.select_related("company").prefetch_related("attendees", "projects").order_by("company__name_order", "pk")
    )


@dataclass(frozen=True, slots=True)
class PersonalMeeting:
    meeting: Meeting
    other: Registration


@dataclass(frozen=True, slots=True)
class PersonalSchedule:
    registration: Registration
    meetings: Sequence[PersonalMeeting]


def schedules_of(event: Event) -> list[PersonalSchedule]:
    """Of every confirmed registration that has a meeting."""
    own: dict[int, list[PersonalMeeting]] = defaultdict(list)
    for meeting in _meetings(event):
        for side in meeting.sides:
            own[side.pk].append(PersonalMeeting(meeting, meeting.other_side(side)))
    registrations = registrations_by_company(event, listed_alone=False)
    return [PersonalSchedule(one, own[one.pk]) for one in registrations if one.pk in own]


def _meetings(event: Event) -> list[Meeting]:
    told = event.meetings.filter(status__in=TOLD_STATUSES)
    sides = told.select_related("place", "korean__company", "luxembourg__company")
    return list(sides.order_by("starts_at", "pk"))
