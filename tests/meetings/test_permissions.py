"""Who may see and answer what of the meetings at an event: each rule once."""

import pytest

from events.models import Meeting, MeetingRequest, MeetingStatus
from meetings.permissions import meeting_requests_received_by, meeting_requests_sent_by, meetings_of
from tests.events.day import make_day
from tests.events.factories import MeetingRequestFactory
from tests.events.guests import a_pair, member_of
from tests.factories import ReviewerFactory

pytestmark = pytest.mark.django_db


def test_a_meeting_is_for_its_two_sides_once_they_were_told() -> None:
    day, other = make_day(), make_day()

    assert [list(meetings_of(user)) for user in (day.korean, day.luxembourger)] == [[day.meeting]] * 2
    assert day.meeting not in meetings_of(other.korean)
    Meeting.objects.filter(pk=day.meeting.pk).update(status=MeetingStatus.PLANNED)
    assert not meetings_of(day.korean).exists()


def test_a_request_is_answered_by_the_company_it_was_sent_to_and_taken_back_by_the_other() -> None:
    sender, receiver = a_pair()
    request: MeetingRequest = MeetingRequestFactory(event=sender.event, sender=sender, receiver=receiver)
    people = [member_of(sender.company), member_of(receiver.company), ReviewerFactory()]

    assert [list(meeting_requests_received_by(person)) for person in people] == [[], [request], []]
    assert [list(meeting_requests_sent_by(person)) for person in people] == [[request], [], []]
