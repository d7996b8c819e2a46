"""The address of a video room is for two companies that may meet."""

import pytest

from events.queries.video import video_address
from tests.events.factories import EventFactory, MeetingFactory
from tests.standing import reinstate, suspend

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("side", ["korean", "luxembourg"])
def test_the_room_is_closed_while_one_of_the_two_is_suspended(side: str) -> None:
    meeting = MeetingFactory(event=EventFactory(link_pattern="https://meet.example/{room}"))
    address, company = video_address(meeting), getattr(meeting, side).company

    getattr(meeting, side).company = suspend(company)
    assert (address, video_address(meeting)) == (f"https://meet.example/{meeting.room_key}", "")

    getattr(meeting, side).company = reinstate(company)
    assert video_address(meeting) == address
