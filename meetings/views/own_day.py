"""The event in the hand of those who take part: now and next, whom to meet where, and when nobody comes."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.permissions import SignedInRequest, sign_in_required
from events.models import PUBLIC_STATUSES, Attendance, Meeting, Registration
from events.permissions import registrations_taking_part
from events.services.calendar_entries import event_entry, meeting_entry, organizer_address
from jobs.clock import database_now
from meetings.permissions import meetings_of
from meetings.queries.own_day import own_day, own_meetings
from meetings.services.absences import report_absence
from values.calendar_files import write_calendar
from values.errors import PortalError
from values.formats.locales import reader_language


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clock on the wall where the reader is, and the other one where it shows another time."""

    main: ZoneInfo
    beside: ZoneInfo | None


def clocks_of(registration: Registration, user: User) -> Clocks:
    """Who is on site reads the venue's clock first, who takes part online their own."""
    venue, own = ZoneInfo(registration.event.time_zone), ZoneInfo(user.time_zone)
    main, other = (venue, own) if registration.attendance == Attendance.ON_SITE else (own, venue)
    start = registration.event.starts_at
    is_same = start.astimezone(main).utcoffset() == start.astimezone(other).utcoffset()
    return Clocks(main, None if is_same else other)


def find_own(user: User, public_id: str) -> Registration:
    """The confirmed registration with which this person takes part in the event."""
    found = registrations_taking_part(user).filter(event__public_id=public_id, event__status__in=PUBLIC_STATUSES)
    registration = found.order_by("pk").first()
    if registration is None:
        raise Http404
    return registration


def find_side(user: User, public_id: str, meeting_id: str) -> tuple[Meeting, Registration]:
    """A meeting of this person's, and the side for which they speak."""
    meetings = meetings_of(user).filter(event__public_id=public_id)
    meeting = get_object_or_404(meetings, public_id=meeting_id)
    mine = set(registrations_taking_part(user).filter(event=meeting.event).values_list("pk", flat=True))
    side = next((side for side in meeting.sides if side.pk in mine), None)
    if side is None:
        raise Http404
    return meeting, side


@require_safe
@never_cache
@sign_in_required
def own_now(request: SignedInRequest, public_id: str) -> HttpResponse:
    registration, now = find_own(request.user, public_id), database_now()
    context = {
        "event": registration.event,
        "registration": registration,
        "day": own_day(registration, now=now),
        "clocks": clocks_of(registration, request.user),
        "now": now,
    }
    return render(request, "meetings/now.html", context)


@require_POST
@sign_in_required
def absence_report(request: SignedInRequest, public_id: str, meeting_id: str) -> HttpResponse:
    meeting, side = find_side(request.user, public_id, meeting_id)
    try:
        report_absence(meeting, registration=side)
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Thank you. The organisers have been told and are looking for the other company."))
    return redirect("meetings:own_now", public_id=public_id)


@require_safe
@never_cache
@sign_in_required
def own_calendar(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The event and one's meetings as a file for any calendar."""
    registration, language = find_own(request.user, public_id), reader_language()
    meetings = [
        meeting_entry(own.meeting, company_id=registration.company_id, language=language)
        for own in own_meetings(registration, now=database_now())
    ]
    entries = [event_entry(registration.event, language=language), *meetings]
    content = write_calendar(entries, organizer=organizer_address(), now=timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="meetings.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
