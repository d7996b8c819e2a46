"""Events and meetings as entries of a calendar; the same thing has the same UID in every file we write."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import pgettext

from events.models import Event, EventStatus, Meeting, MeetingStatus, PlaceKind
from events.queries.texts import text_in
from events.queries.video import video_address
from notifications.services import EmailAttachment
from values.calendar_files import CalendarEntry, Method, write_calendar


def organizer_address() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def event_uid(event: Event) -> str:
    return f"{event.public_id}@{_domain()}"


def meeting_uid(meeting: Meeting) -> str:
    return f"{meeting.public_id}@{_domain()}"


def event_page(event: Event) -> str:
    """The full address of its public page."""
    return f"{settings.SITE_URL}{reverse('events:event_detail', args=[event.public_id])}"


def write_place(event: Event) -> str:
    """`Salle du Viaduc, 12 rue de l’Écluse, Luxembourg`; nothing for an event online alone."""
    return ", ".join(filter(None, [event.venue, event.address]))


def event_entry(event: Event, *, language: str) -> CalendarEntry:
    """The event in this language; needs `texts`. It blocks nobody's day while one has not registered."""
    text = text_in(event, language)
    is_cancelled = event.status == EventStatus.CANCELLED
    with translation.override(language):
        title = _cancelled(text.title) if is_cancelled else text.title
        online = pgettext("place of an event", "Online")
    return CalendarEntry(
        uid=event_uid(event),
        start=event.starts_at,
        end=event.ends_at,
        summary=title,
        description="\n\n".join(filter(None, [text.summary, event.cancel_reason, event_page(event)])),
        location=write_place(event) or online,
        url=event_page(event),
        sequence=event.sequence,
        is_cancelled=is_cancelled,
    )


def meeting_entry(meeting: Meeting, *, company_id: int, language: str) -> CalendarEntry:
    """A meeting as this company's calendar shows it: whom they meet, and where."""
    theirs = meeting.korean if meeting.luxembourg.company_id == company_id else meeting.luxembourg
    is_cancelled = meeting.status == MeetingStatus.CANCELLED
    video = video_address(meeting) if meeting.place.kind == PlaceKind.VIDEO else ""
    with translation.override(language):
        title = pgettext("calendar entry", "Meeting with %(company)s") % {"company": theirs.company.shown_name}
        if is_cancelled:
            title = _cancelled(title)
    return CalendarEntry(
        uid=meeting_uid(meeting),
        start=meeting.starts_at,
        end=meeting.ends_at,
        summary=title,
        description="\n".join(filter(None, [video, event_page(meeting.event)])),
        location=", ".join(filter(None, [meeting.place.shown_name, meeting.place.detail])),
        url=video,
        sequence=meeting.sequence,
        is_cancelled=is_cancelled,
    )


def write_attachment(entries: Sequence[CalendarEntry], *, attendee: str, method: Method) -> EmailAttachment:
    """A file for one person's calendar, which replaces or removes what it holds of the same entries."""
    content = write_calendar(
        entries, organizer=organizer_address(), now=timezone.now(), method=method, attendee=attendee
    )
    return EmailAttachment("event.ics", "text/calendar", content)


def _cancelled(title: str) -> str:
    return pgettext("calendar entry", "Cancelled: %(title)s") % {"title": title}


def _domain() -> str:
    return organizer_address().rpartition("@")[2]
