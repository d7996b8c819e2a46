"""An event that takes place now: both sides registered and there, a meeting that has begun."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from accounts.models import User
from companies.models import Company
from events.models import Attendee, Event, Meeting, MeetingStatus
from tests.events.factories import AttendeeFactory, EventFactory, MeetingFactory, RegistrationFactory
from tests.factories import (
    CompanyFactory,
    LuxembourgCompanyFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ProjectFactory,
)


class Day(NamedTuple):
    """Two people of two companies in the middle of their meeting."""

    event: Event
    meeting: Meeting
    korean: User
    luxembourger: User
    korean_guest: Attendee
    luxembourg_guest: Attendee


def today(**fields: Any) -> Event:
    """An event that began two hours ago, or when it is said, and lasts for seven."""
    start = fields.get("starts_at") or timezone.now().replace(second=0, microsecond=0) - timedelta(hours=2)
    return EventFactory(**{"starts_at": start, "ends_at": start + timedelta(hours=7)} | fields)


def make_day(
    *,
    with_projects: bool = True,
    event: Event | None = None,
    korean_company: Company | None = None,
    **meeting_fields: Any,
) -> Day:
    """The two have been in their confirmed meeting for twelve minutes of twenty."""
    event = event or today()
    companies = korean_company or CompanyFactory(), LuxembourgCompanyFactory()
    korean, luxembourger = (RegistrationFactory(event=event, company=company) for company in companies)
    begun = meeting_fields.get("starts_at") or timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=12)
    fields = {"starts_at": begun, "ends_at": begun + timedelta(minutes=20), "status": MeetingStatus.CONFIRMED}
    if with_projects:
        fields["korean_project"] = ProjectFactory(company=companies[0])
        fields["luxembourg_project"] = LuxembourgProjectFactory(company=companies[1])
    meeting = MeetingFactory(event=event, korean=korean, luxembourg=luxembourger, **fields | meeting_fields)
    people = [MembershipFactory(company=company).user for company in companies]
    guests = [AttendeeFactory(registration=side, user=user) for side, user in zip(meeting.sides, people, strict=True)]
    return Day(event, meeting, *people, *guests)
