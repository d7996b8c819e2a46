"""Mail to everybody who registered, when an event changes or is called off, each with the calendar entry to match."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from events.calendars.zones import write_span_in_both
from events.models import LIVE_STATUSES, Attendance, Event, Meeting, Registration
from events.queries.texts import text_in
from events.services.calendar_entries import event_entry, event_page, meeting_entry, write_attachment, write_place
from notifications.models import About, EmailKind
from notifications.services import queue_email
from taxonomy.vocabulary import Country
from values.calendar_files import CalendarEntry, Method

CHANGED, CANCELLED = "event_changed", "event_cancelled"
TIMES = frozenset({"starts_at", "ends_at", "time_zone"})


def readers_of(event: Event) -> QuerySet[User]:
    """Everybody who acts for a company that is registered, or waits for a place."""
    companies = Registration.objects.filter(event=event, status__in=LIVE_STATUSES).values("company")
    people = User.objects.filter(is_active=True, memberships__company__in=companies)
    return people.distinct().order_by("pk")


def email_event_changed(event: Event, *, changed: Collection[str], earlier: Mapping[str, object]) -> None:
    """Another time or place: what it was and what it is now, and their entries anew, those of meetings too."""
    before = _as_before(event, earlier)
    meetings = Meeting.objects.filter(event=event).told()
    for person, entries in _with_entries(event, meetings):
        with translation.override(person.language):
            lines = _changed_lines(event, before, changed, ZoneInfo(person.time_zone))
        _write(event, person, topic=CHANGED, entries=entries, method=Method.REQUEST, lines=lines)


def email_event_cancelled(event: Event, *, meeting_ids: Sequence[int]) -> None:
    """Called off, with the reason; their entries are taken out of the calendar. `meeting_ids`: those they knew of."""
    for person, entries in _with_entries(event, Meeting.objects.filter(pk__in=meeting_ids)):
        _write(event, person, topic=CANCELLED, entries=entries, method=Method.CANCEL)


def _with_entries(event: Event, meetings: "QuerySet[Meeting]") -> Iterator[tuple[User, list[CalendarEntry]]]:
    """Each reader with the event's entry and those of their own companies' meetings."""
    by_company: dict[int, list[Meeting]] = {}
    for meeting in meetings.select_related("event", "place", "korean__company", "luxembourg__company"):
        for side in (meeting.korean, meeting.luxembourg):
            by_company.setdefault(side.company_id, []).append(meeting)
    for person in readers_of(event).prefetch_related("memberships"):
        own = [(company, meeting) for company in _companies_of(person) for meeting in by_company.get(company, ())]
        entries = [meeting_entry(meeting, company_id=company, language=person.language) for company, meeting in own]
        yield person, [event_entry(event, language=person.language), *entries]


def _companies_of(person: User) -> list[int]:
    return [membership.company_id for membership in person.memberships.all()]


def _as_before(event: Event, earlier: Mapping[str, object]) -> Event:
    names = ("starts_at", "ends_at", "time_zone", "attendance", "country", "venue", "address")
    return Event(**{name: earlier.get(name, getattr(event, name)) for name in names})


def _changed_lines(event: Event, before: Event, changed: Collection[str], zone: ZoneInfo) -> list[tuple[str, str, str]]:
    """What, as it was, as it is now; in the active language."""
    lines = []
    if TIMES & set(changed):
        lines.append((_("When"), _write_when(before, zone), _write_when(event, zone)))
    if set(changed) - TIMES:
        lines.append((_("Where"), _write_where(before), _write_where(event)))
    return lines


def _write_when(event: Event, zone: ZoneInfo) -> str:
    return write_span_in_both(event.starts_at, event.ends_at, zone, ZoneInfo(event.time_zone))


def _write_where(event: Event) -> str:
    country = str(Country(event.country).label) if event.country else ""
    how = str(Attendance(event.attendance).label)
    return " · ".join(filter(None, [write_place(event), country, how]))


def _write(
    event: Event,
    person: User,
    *,
    topic: str,
    entries: Sequence[CalendarEntry],
    method: Method,
    lines: Sequence[tuple[str, str, str]] = (),
) -> None:
    text = text_in(event, person.language)
    queue_email(
        person,
        kind=EmailKind.EVENT,
        about=About(event, occasion=str(event.sequence)),
        topic=topic,
        template=topic,
        context={
            "event": event,
            "title": text.title,
            "zone": ZoneInfo(person.time_zone),
            "lines": lines,
            "address": event_page(event),
        },
        attachments=[write_attachment(entries, attendee=person.email, method=method)],
    )
