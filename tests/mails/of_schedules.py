"""The mails of meetings, each written by what writes it."""

from collections.abc import Callable
from typing import Any

from events.models import Meeting, MeetingStatus, PlaceKind
from meetings.queries.meeting_obstacles import Spot
from meetings.services.meeting_emails import email_added, email_cancelled_meeting, email_moved, email_schedule
from tests.events.factories import MeetingFactory, MeetingPlaceFactory
from tests.mails.readers import MailWriter, all_read, people_of


def planned(write: Callable[[Meeting], None], *, kind: str = PlaceKind.TABLE, **fields: Any) -> MailWriter:
    def tell(language: str) -> None:
        made = MeetingFactory(**{"status": MeetingStatus.CONFIRMED} | fields)
        made.place = MeetingPlaceFactory(event=made.event, kind=kind, detail="by the window")
        made.event.link_pattern = "https://meet.example/{room}"
        for thing in (made, made.event):
            thing.save()
        people_of(made.korean.company, made.luxembourg.company, language=language)
        all_read(language)
        write(Meeting.objects.with_sides().get(pk=made.pk))

    return tell


def schedule(edition: int) -> Callable[[Meeting], None]:
    return lambda meeting: email_schedule(meeting.korean, [meeting], edition=edition)


def moved(meeting: Meeting) -> None:
    before = meeting.event.starts_at
    email_moved(meeting, before=Spot(meeting.place, before, meeting.starts_at))


SCHEDULE_MAILS: dict[str, list[MailWriter]] = {
    "event_schedule": [planned(schedule(1)), planned(schedule(2), kind=PlaceKind.VIDEO)],
    "event_meeting_added": [planned(email_added), planned(email_added, kind=PlaceKind.VIDEO)],
    "event_meeting_moved": [planned(moved)],
    "event_meeting_cancelled": [
        planned(email_cancelled_meeting, status=MeetingStatus.CANCELLED, cancel_reason="Flooded."),
        planned(lambda one: email_cancelled_meeting(one, left=one.korean), status=MeetingStatus.CANCELLED),
    ],
}
