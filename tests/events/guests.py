"""Companies that come to an event, with somebody to act for each."""

from typing import Any

from accounts.models import User
from companies.models import Company
from events.models import Event, Registration
from events.services.registrations import Answers, Guest
from notifications.models import OutboxEmail
from tests.events.factories import EventFactory, RegistrationFactory
from tests.factories import (
    CompanyFactory,
    LuxembourgCompanyFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ProjectFactory,
    UserFactory,
)


def member_of(company: Company, **fields: Any) -> User:
    member: User = MembershipFactory(company=company, user=UserFactory(**fields)).user
    return member


def answers(**fields: Any) -> Answers:
    """A company comes with one person, on site."""
    said: dict[str, Any] = {
        "attendance": "on_site",
        "languages": ["en"],
        "guests": [Guest("Kim Min-ji", "Head of sales")],
        "language": "en",
        "wish": "Pilot sites.",
    }
    return Answers(**said | fields)


def a_pair(event: Event | None = None, **fields: Any) -> tuple[Registration, Registration]:
    """A Korean and a Luxembourg registration of one event, confirmed and listed, each with a project and a member."""
    event = event or EventFactory()
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    sides = []
    for project in (korean, luxembourger):
        registration = RegistrationFactory(event=event, company=project.company, **fields)
        registration.projects.add(project)
        member_of(project.company)
        sides.append(registration)
    return sides[0], sides[1]


def korean_company() -> Company:
    """With a member, so that its mail has a reader."""
    company: Company = CompanyFactory()
    member_of(company)
    return company


def luxembourg_company() -> Company:
    company: Company = LuxembourgCompanyFactory()
    member_of(company)
    return company


def mails() -> list[tuple[str, str]]:
    """Topic and reader of everything that was written, in order."""
    return list(OutboxEmail.objects.order_by("pk").values_list("topic", "recipient"))
