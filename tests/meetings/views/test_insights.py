"""Events in figures: counted by hand, by event and month, with the same queries however many, as files."""

from csv import reader
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from events.models import Attendee, EventInvitation, GoingOn, Meeting, MeetingStatus
from meetings.queries.results import Results, by_month, results_of_events
from meetings.services.feedback import Answer, give_feedback
from partnerships.models import Collaboration
from partnerships.queries.cases import Period
from tests.events.day import Day, make_day, today
from tests.events.factories import EventFactory, RegistrationFactory
from tests.factories import CompanyFactory, ReviewerFactory

pytestmark = pytest.mark.django_db
PAGE = "/staff/events/insights/"
YES = Answer(was_worth_it=True, going_on=GoingOn.YES)


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


def world() -> Day:
    """One meeting held with two yes, one missed, one still a draft; of five companies two came."""
    event = today()
    day = make_day(event=event, status=MeetingStatus.HELD)
    make_day(event=event, status=MeetingStatus.MISSED)
    RegistrationFactory(event=event)
    RegistrationFactory(event=event, status="cancelled")
    make_day(event=today(starts_at=timezone.now() + timedelta(days=70)), status=MeetingStatus.PLANNED)
    Attendee.objects.filter(registration__in=[day.meeting.korean, day.meeting.luxembourg]).update(
        checked_in_at=timezone.now()
    )
    for _number in range(3):
        EventInvitation.objects.create(event=event, company=CompanyFactory(), score=0.5)
    for side, person in zip(day.meeting.sides, (day.korean, day.luxembourger), strict=True):
        give_feedback(day.meeting, registration=side, by=person, answer=YES)
    Collaboration.objects.update(stage="agreed", agreed_at=timezone.now(), agreement_type="licence")
    return day


def test_what_an_event_led_to_is_counted() -> None:
    day = world()

    found = {row.event: row.results for row in results_of_events(Period())}

    assert found[day.event] == Results(
        invited=3,
        registered=5,
        came=2,
        planned=2,
        held=1,
        missed=1,
        answers=2,
        worth_it=2,
        both_yes=1,
        introduced=1,
        agreed=1,
    )
    assert len(found) == 2


def test_whoever_took_part_online_in_a_meeting_came() -> None:
    day = make_day(status=MeetingStatus.HELD)
    type(day.meeting.korean).objects.filter(pk=day.meeting.korean_id).update(attendance="online")

    (row,) = results_of_events(Period())

    assert row.results.came == 1


def test_months_are_those_of_luxembourg() -> None:
    at_midnight = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    EventFactory(starts_at=at_midnight)
    EventFactory(starts_at=at_midnight - timedelta(hours=2))

    assert sorted(by_month(results_of_events(Period()))) == ["2026-12", "2027-01"]


def test_drafts_and_cancelled_events_are_left_out() -> None:
    EventFactory(status="draft")
    EventFactory(status="cancelled", cancelled_at=timezone.now())

    assert results_of_events(Period()) == []


def test_the_page_and_its_files_say_the_same(staff: Client) -> None:
    world()

    page = staff.get(PAGE)
    table = page.context["tables"][0]
    csv: Any = staff.get(f"{PAGE}download/", {"format": "csv", "table": "events"})
    rows = list(reader(StringIO(csv.getvalue().decode("utf-8-sig"))))
    workbook = load_workbook(BytesIO(staff.get(f"{PAGE}download/", {"format": "xlsx"}).content))

    assert [row[1:4] for row in rows[1:]][-1] == [str(figure.value) for figure in table.rows[-1].figures[:3]]
    assert workbook.sheetnames == ["events", "event-months", "definitions"]
    assert "Meetings held" in page.content.decode()


def test_a_period_narrows_the_events(staff: Client) -> None:
    world()
    tomorrow = (timezone.now() + timedelta(days=1)).date().isoformat()

    rows = staff.get(PAGE, {"start": tomorrow}).context["tables"][0].rows

    assert len(rows) == 2  # the coming event, and the total
    assert staff.get(PAGE, {"start": "2027-02-01", "end": "2027-01-01"}).status_code == 422
    assert staff.get(f"{PAGE}download/", {"start": "2027-02-01", "end": "2027-01-01"}).status_code == 422
    assert staff.get(f"{PAGE}download/", {"table": "nothing"}).status_code == 404


def test_nothing_is_counted_where_there_is_nothing(staff: Client) -> None:
    assert staff.get(PAGE).status_code == 200


def test_the_page_asks_the_same_however_many_events_there_are(staff: Client) -> None:
    counts = []
    for _round in range(2):
        world()
        staff.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            staff.get(PAGE)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15
    assert Meeting.objects.count() == 6
