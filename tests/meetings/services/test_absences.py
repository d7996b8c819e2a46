from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import MeetingStatus
from meetings.errors import FeedbackRefusedError
from meetings.services.absences import report_absence
from tests.events.day import make_day
from tests.partnerships.threads import at_once
from values.errors import StateConflictError


@pytest.mark.django_db
def test_the_side_that_waits_is_remembered_once() -> None:
    meeting = make_day().meeting

    first = report_absence(meeting, registration=meeting.korean)
    again = report_absence(meeting, registration=meeting.korean)

    assert first.absence_reported_by == again.absence_reported_by == meeting.korean
    assert first.absence_reported_at == again.absence_reported_at
    assert again.status == MeetingStatus.CONFIRMED


@pytest.mark.django_db(transaction=True)
def test_of_two_that_wait_for_each_other_one_is_told_where_to_go() -> None:
    meeting = make_day().meeting

    outcomes = at_once(*[lambda side=side: report_absence(meeting, registration=side) for side in meeting.sides])  # type: ignore[misc]

    (told,) = [str(outcome) for outcome in outcomes if isinstance(outcome, StateConflictError)]
    assert told.endswith("Please go to: Table 1.")


@pytest.mark.django_db
def test_nobody_is_late_before_the_meeting() -> None:
    soon = timezone.now() + timedelta(minutes=5)
    meeting = make_day(starts_at=soon, ends_at=soon + timedelta(minutes=20)).meeting

    with pytest.raises(FeedbackRefusedError, match="not begun"):
        report_absence(meeting, registration=meeting.korean)


@pytest.mark.django_db
def test_a_meeting_that_was_cancelled_is_looked_at_again() -> None:
    meeting = make_day(status=MeetingStatus.CANCELLED).meeting

    with pytest.raises(StateConflictError, match="changed in the meantime"):
        report_absence(meeting, registration=meeting.korean)
