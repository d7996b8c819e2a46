from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from events.models import Meeting, MeetingStatus
from tests.events.factories import MeetingFactory, MeetingPlaceFactory, RegistrationFactory
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def another(meeting: Meeting, **fields: Any) -> Meeting:
    """A second meeting of the event with nothing in common, save what is named."""
    event = meeting.event
    own = {
        "korean": RegistrationFactory(event=event),
        "luxembourg": RegistrationFactory(event=event, company=CompanyFactory(country="LU")),
        "place": MeetingPlaceFactory(event=event),
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
    }
    return MeetingFactory(event=event, **own | fields)


@pytest.mark.parametrize("field", ["korean", "luxembourg", "place"])
def test_nobody_and_no_place_is_in_two_meetings_at_once(field: str) -> None:
    meeting = MeetingFactory()
    half_later = meeting.starts_at + timedelta(minutes=10)

    with pytest.raises(IntegrityError, match=f"events_meeting_{field}_once"), transaction.atomic():
        another(
            meeting,
            starts_at=half_later,
            ends_at=half_later + timedelta(minutes=20),
            **{field: getattr(meeting, field)},
        )

    assert Meeting.objects.count() == 1


def test_one_meeting_may_begin_when_the_other_ends() -> None:
    meeting = MeetingFactory()

    later = another(
        meeting, korean=meeting.korean, starts_at=meeting.ends_at, ends_at=meeting.ends_at + timedelta(minutes=20)
    )

    assert later.pk


def test_a_cancelled_meeting_frees_its_time_and_place() -> None:
    meeting = MeetingFactory(status=MeetingStatus.CANCELLED)

    again = another(meeting, korean=meeting.korean, luxembourg=meeting.luxembourg, place=meeting.place)

    assert again.pk


def test_two_companies_meet_once_at_an_event() -> None:
    meeting = MeetingFactory()
    later = meeting.starts_at + timedelta(hours=1)

    with pytest.raises(IntegrityError, match="events_meeting_pair_once"):
        another(
            meeting,
            korean=meeting.korean,
            luxembourg=meeting.luxembourg,
            starts_at=later,
            ends_at=later + timedelta(minutes=20),
        )
