"""The mail of meetings: the personal schedule, and each later change to the two sides it concerns.

Every mail carries a calendar file in which an entry keeps its UID and counts up with each change.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from accounts.models import User
from events.models import Event, Meeting, PlaceKind, Registration
from events.queries.video import video_address
from events.services.calendar_entries import meeting_entry, write_attachment
from events.services.registration_emails import path_of
from matching.queries import people_of
from meetings.queries.meeting_obstacles import Spot
from notifications.models import About, EmailKind
from notifications.services import EmailAttachment, queue_email
from values.calendar_files import Method

SCHEDULE = "schedule"
ADDED, MOVED, CANCELLED = "meeting added", "meeting moved", "meeting cancelled"


class OwnMeeting(NamedTuple):
    """A meeting as one side reads of it. A mail never holds the address of a video room: it may be passed on."""

    meeting: Meeting
    other: Registration
    has_video: bool


def email_schedule(registration: Registration, meetings: Sequence[Meeting], *, edition: int) -> None:
    """All meetings of this company in the order of the day, with one file that holds them all."""
    rows = [own_meeting(meeting, registration) for meeting in meetings]
    for person in people_of(registration.company):
        queue_email(
            person,
            kind=EmailKind.EVENT,
            about=About(registration, str(edition)),
            topic=SCHEDULE,
            template="event_schedule",
            context=_context(registration) | {"rows": rows, "is_first": edition == 1},
            attachments=[_calendar(meetings, registration, person, Method.REQUEST)],
        )


def email_added(meeting: Meeting) -> None:
    """A meeting that came after the schedule was published."""
    _email_sides(meeting, topic=ADDED, template="event_meeting_added", method=Method.REQUEST)


def email_moved(meeting: Meeting, *, before: Spot) -> None:
    _email_sides(meeting, topic=MOVED, template="event_meeting_moved", method=Method.REQUEST, before=before)


def email_cancelled_meeting(meeting: Meeting, *, left: Registration | None = None) -> None:
    """`left` is the side that no longer comes to the event: it knows, and the other is told so."""
    method, template = Method.CANCEL, "event_meeting_cancelled"
    _email_sides(meeting, topic=CANCELLED, template=template, method=method, without=left, left=left)


def own_meeting(meeting: Meeting, registration: Registration) -> OwnMeeting:
    has_video = meeting.place.kind == PlaceKind.VIDEO and bool(video_address(meeting))
    return OwnMeeting(meeting, meeting.other_side(registration), has_video)


def _email_sides(
    meeting: Meeting, *, topic: str, template: str, method: Method, without: Registration | None = None, **said: object
) -> None:
    for side in meeting.sides:
        if without is None or side.pk != without.pk:
            for person in people_of(side.company):
                queue_email(
                    person,
                    kind=EmailKind.EVENT,
                    about=About(meeting, str(meeting.sequence)),
                    topic=topic,
                    template=template,
                    context=_context(side) | {"row": own_meeting(meeting, side)} | said,
                    attachments=[_calendar([meeting], side, person, method)],
                )


def _context(registration: Registration) -> dict[str, object]:
    event: Event = registration.event
    return {"event": event, "company": registration.company, "path": path_of(registration)}


def _calendar(meetings: Iterable[Meeting], side: Registration, person: User, method: Method) -> EmailAttachment:
    entries = [meeting_entry(one, company_id=side.company_id, language=person.language) for one in meetings]
    return write_attachment(entries, attendee=person.email, method=method)
