"""The pages of registrations, partners and requests, each language, on phone and desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from events.models import Registration
from events.services.fits import compute_fits
from tests.browser.looking import look_around
from tests.browser.test_suggestion_journey import verified
from tests.events.factories import AttendeeFactory, MeetingRequestFactory, RegistrationFactory
from tests.events.guests import a_pair, member_of
from tests.events.world import make_matchmaking_day
from tests.factories import LuxembourgProjectFactory, ProjectFactory, ReviewerFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses() -> dict[User | None, list[str]]:
    event = make_matchmaking_day(capacity=9)
    korean, luxembourger = a_pair(event)
    Registration.objects.filter(pk=korean.pk).update(attendance="online")
    AttendeeFactory(registration=korean, name="Kim Min-ji", role="Head of sales")
    others = [a_pair(event)[1] for _number in range(3)]
    compute_fits(event.pk)
    MeetingRequestFactory(event=event, sender=luxembourger, receiver=korean)
    MeetingRequestFactory(event=event, sender=korean, receiver=others[0])
    MeetingRequestFactory(event=event, sender=korean, receiver=others[1], status="declined", decline_reason="full")
    offer = {"status": "offered", "offer_due_at": timezone.now() + timedelta(days=1), "confirmed_at": None}
    offered = RegistrationFactory(event=event, company=ProjectFactory().company, **offer)
    own, staff = f"/me/events/{korean.public_id}/", f"/staff/events/{event.public_id}/"
    register = f"/me/events/{event.public_id}/register/"
    return {
        verified(_guest_of(korean)): [
            "/me/events/",
            own,
            f"{own}edit/",
            f"{own}partners/",
            f"{own}requests/",
            f"{own}ask/{others[2].public_id}/",
        ],
        verified(member_of(offered.company)): [f"/me/events/{offered.public_id}/"],
        verified(member_of(LuxembourgProjectFactory().company)): [register],
        verified(UserFactory()): [register, "/me/"],
        verified(ReviewerFactory()): [f"{staff}registrations/", f"{staff}invitations/"],
    }


def _guest_of(registration: Registration) -> User:
    """Works in Seoul, so that some of the times are at night."""
    guest = registration.company.memberships.get().user
    guest.time_zone = "Asia/Seoul"
    guest.save()
    return guest


def test_pages_of_registrations_are_accessible_and_fit_the_screen(
    addresses: dict[User | None, list[str]], visit: Any
) -> None:
    assert look_around(visit, addresses) == []
