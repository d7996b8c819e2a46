"""The last look before a mail about meetings leaves: it may have been moved or called off since it was written."""

from django.utils.translation import gettext_noop, pgettext

from companies.models import Company
from events.models import COMING_STATUSES, Meeting, MeetingStatus, Registration
from meetings.services.meeting_emails import ADDED, CANCELLED, MOVED, SCHEDULE
from notifications.models import OutboxEmail


def reason_against_meeting(email: OutboxEmail) -> str:
    """Why a mail about one meeting should no longer leave, in English for staff; empty if it should.

    That a meeting is called off is told whatever happens: it stands in somebody's calendar.
    """
    if email.topic not in {ADDED, MOVED, CANCELLED}:
        return ""
    meeting = email.among(Meeting.objects.with_sides()).first()
    wanted = MeetingStatus.CANCELLED if email.topic == CANCELLED else MeetingStatus.CONFIRMED
    if meeting is None or meeting.status != wanted or str(meeting.sequence) != email.occasion:
        return gettext_noop("the meeting has since changed")
    sides = {side.company_id for side in meeting.sides}
    if email.topic != CANCELLED and Company.objects.acting().filter(pk__in=sides).count() < len(sides):
        return pgettext("why an e-mail was cancelled", "a company is suspended")
    return ""


def reason_against_schedule(email: OutboxEmail) -> str:
    """Why a personal schedule should no longer leave: its reader does not come, or nothing takes place."""
    if email.topic != SCHEDULE:
        return ""
    registration = email.among(Registration.objects.select_related("event")).first()
    if registration is None or not registration.is_confirmed:
        return gettext_noop("the registration has since changed")
    if registration.event.status not in COMING_STATUSES:
        return gettext_noop("the event is over or has been cancelled")
    if not Company.objects.acting().filter(pk=registration.company_id).exists():
        return pgettext("why an e-mail was cancelled", "a company is suspended")
    return ""
