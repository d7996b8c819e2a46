"""The pages of registrations, partners and requests, each language, on phone and desk."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from events.models import MeetingRequest, Registration
from meetings.services.fits import compute_fits
from notifications.models import OutboxEmail
from tests.browser.looking import carry_in
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
        verified(UserFactory()): [register, "/me/events/"],
        verified(ReviewerFactory()): [f"{staff}registrations/", f"{staff}invitations/"],
    }


def _guest_of(registration: Registration) -> User:
    """Works in Seoul, so that some of the times are at night."""
    guest = registration.company.memberships.get().user
    guest.time_zone = "Asia/Seoul"
    guest.save()
    return guest


def test_times_at_night_follow_how_one_takes_part_until_they_are_touched(visit: Any) -> None:
    event = make_matchmaking_day()
    member = verified(member_of(ProjectFactory().company, time_zone="Asia/Seoul"))
    visitor = visit()
    carry_in(visitor, member)
    page = visitor.open(f"/me/events/{event.public_id}/register/")
    nights = page.locator("[data-night]")
    expect(nights.first).not_to_be_checked()

    page.check("input[value=on_site]")
    expect(nights.first).to_be_checked()
    page.check("input[value=online]")
    expect(nights.first).not_to_be_checked()
    nights.last.check()
    page.check("input[value=on_site]")

    expect(nights.first).not_to_be_checked()
    expect(nights.last).to_be_checked()


@pytest.mark.parametrize(("language", "width"), [("ko", 390), ("fr", 1280)])
def test_a_company_registers_and_asks_for_a_meeting(visit: Any, language: str, width: int) -> None:
    event = make_matchmaking_day()
    _neighbour, other = a_pair(event)
    member = verified(member_of(ProjectFactory().company, language=language, time_zone="Asia/Seoul"))
    visitor = visit(language, width)
    carry_in(visitor, member)
    page = visitor.open(f"/me/events/{event.public_id}/register/")
    page.fill("[name=name_1]", "김민지")
    page.check("[name=is_listed]")
    page.click("#registration-form .button--primary")
    page.wait_for_url(re.compile(r"/me/events/(?!.*register)"))
    made = Registration.objects.get(company=member.memberships.get().company)
    assert (made.status, made.attendees.get().name, made.is_listed) == ("confirmed", "김민지", True)
    compute_fits(event.pk)

    page = visitor.open(f"/me/events/{made.public_id}/partners/")
    page.click(f"a[href$='/ask/{other.public_id}/'] >> nth=0")
    page.fill("[name=reason]", "누수 센서를 함께 시험하고 싶습니다.")
    page.click("#ask-form .button--primary")
    page.wait_for_url("**/requests/")

    request = MeetingRequest.objects.get(sender=made)
    assert (request.receiver, request.status, request.language) == (other, "sent", language)
    assert OutboxEmail.objects.about(request).get().topic == "asked"


def test_pages_of_registrations_are_accessible_and_fit_the_screen(
    addresses: dict[User | None, list[str]], look_around: Any
) -> None:
    assert look_around(addresses) == []
