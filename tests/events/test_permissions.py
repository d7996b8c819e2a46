"""Who may see what of an event: each rule once."""

import pytest

from accounts.models import User
from events.models import Registration, RegistrationStatus
from events.permissions import (
    companies_to_register,
    own_registrations,
    registrations_taking_part,
    registrations_visible_to,
)
from tests.events.day import make_day
from tests.factories import MembershipFactory, ReviewerFactory

pytestmark = pytest.mark.django_db


def test_a_person_takes_part_with_the_confirmed_registrations_of_their_companies() -> None:
    day = make_day()
    registration = day.meeting.korean
    outsider: User = MembershipFactory().user

    assert list(registrations_taking_part(day.korean)) == [registration]
    assert [list(registrations_taking_part(user)) for user in (outsider, ReviewerFactory())] == [[], []]
    Registration.objects.filter(pk=registration.pk).update(status=RegistrationStatus.CANCELLED)
    assert not registrations_taking_part(day.korean).exists()


def test_a_registration_is_changed_by_its_company_and_read_by_staff_too() -> None:
    day = make_day()
    registration = day.meeting.korean
    outsider: User = MembershipFactory().user
    people = [day.korean, day.luxembourger, outsider, ReviewerFactory()]

    assert [registration in own_registrations(person) for person in people] == [True, False, False, False]
    assert [registration in registrations_visible_to(person) for person in people] == [True, False, False, True]


def test_a_company_registers_once_and_again_after_it_has_left() -> None:
    day = make_day()
    registration = day.meeting.korean

    assert not companies_to_register(day.korean, day.event).exists()
    Registration.objects.filter(pk=registration.pk).update(status=RegistrationStatus.CANCELLED)
    assert list(companies_to_register(day.korean, day.event)) == [registration.company]
