"""Who may see what of an event: each rule once."""

import pytest

from accounts.models import User
from events.models import Meeting, MeetingStatus, Registration, RegistrationStatus
from events.permissions import meetings_of, registrations_taking_part
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


def test_a_meeting_is_for_its_two_sides_once_they_were_told() -> None:
    day, other = make_day(), make_day()

    assert [list(meetings_of(user)) for user in (day.korean, day.luxembourger)] == [[day.meeting]] * 2
    assert day.meeting not in meetings_of(other.korean)
    Meeting.objects.filter(pk=day.meeting.pk).update(status=MeetingStatus.PLANNED)
    assert not meetings_of(day.korean).exists()
