import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Meeting, MeetingStatus, ScheduleRun, SlotAnswer
from meetings.services.meetings import seen_of
from meetings.services.schedule_runs import request_schedule, work_on_schedule
from tests.factories import ReviewerFactory
from tests.meetings.matchmaking import Matchmaking, make_matchmaking
from tests.signing_in import sign_in_afresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    sign_in_afresh(client, ReviewerFactory(time_zone="Asia/Seoul"))
    return client


def page_of(day: Matchmaking, step: str = "") -> str:
    return f"/staff/events/{day.event.public_id}/schedule/{step}"


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def computed(day: Matchmaking) -> ScheduleRun:
    run = request_schedule(day.event, by=ReviewerFactory())
    work_on_schedule(run.pk)
    return run


def test_the_grid_shows_every_meeting_by_both_clocks_and_how_good_it_is(staff: Client) -> None:
    day = make_matchmaking()
    day.fit_all(0.7)
    computed(day)

    page = text_of(staff, page_of(day))

    assert page.count("meeting-cell--good") == 4
    assert "Hanmaru 0" in page
    assert "19:00" in page
    assert "11:00" in page
    assert "of at most 2.8 · gap 0.0%" in page
    assert "Publish to 4 companies" in page


def test_who_has_no_meeting_stands_there_with_the_reason(staff: Client) -> None:
    day = make_matchmaking()
    day.fit(0, 0, 0.9)
    day.fit(1, 1, 0.18)
    computed(day)

    page = text_of(staff, page_of(day))

    assert page.count("No participant is a suitable partner, and nobody has asked for a meeting.") == 2
    assert "Best fit: 18 points." in page


def test_publishing_is_closed_while_a_conflict_stands_and_says_so(staff: Client) -> None:
    day = make_matchmaking()
    day.meeting()
    SlotAnswer.objects.create(registration=day.koreans[0], slot=day.slots[0], is_free=False)

    page = text_of(staff, page_of(day))

    assert "Hanmaru 0 is no longer free at this time." in page
    assert "Resolve the conflicts, then publish the schedule." in page


def test_an_event_without_times_or_tables_says_what_to_do(staff: Client) -> None:
    day = make_matchmaking(slots=0)

    assert "Mark in the programme when meetings take place" in text_of(staff, page_of(day))


def test_a_page_of_many_meetings_asks_the_database_as_often_as_one_of_few(
    staff: Client,
) -> None:
    counts = []
    for size in (2, 4):
        day = make_matchmaking(size, slots=4, tables=4)
        day.fit_all()
        computed(day)
        staff.get(page_of(day))
        with CaptureQueriesContext(connection) as queries:
            staff.get(page_of(day))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_meeting_is_placed_in_a_free_cell(staff: Client) -> None:
    day = make_matchmaking()
    form = {
        "korean": day.koreans[0].pk,
        "luxembourg": day.luxembourgers[0].pk,
        "slot": day.slots[1].pk,
        "place": day.tables[1].pk,
    }

    response = staff.post(page_of(day, "place/"), form)

    assert response.status_code == 302
    assert Meeting.objects.get().place == day.tables[1]


def test_a_conflict_is_said_beside_what_was_chosen(staff: Client) -> None:
    day = make_matchmaking()
    meeting, other = day.meeting(0, 0, slot=0), day.meeting(1, 1, slot=1)
    form = {"seen": seen_of(meeting), "slot": day.slots[1].pk, "place": day.tables[0].pk}

    response = staff.post(f"/staff/meetings/{meeting.public_id}/move/", form)

    assert response.status_code == 422
    assert "Table 1 is taken at that time: Hanmaru 1 is meeting Netzklar 1" in response.content.decode()
    other.refresh_from_db()
    assert other.starts_at == day.slots[1].starts_at


def test_a_meeting_is_moved_swapped_pinned_and_cancelled_by_forms(staff: Client) -> None:
    day = make_matchmaking()
    meeting, other = day.meeting(0, 0, slot=0), day.meeting(1, 1, slot=1)
    address = f"/staff/meetings/{meeting.public_id}/"

    staff.post(address + "swap/", {"seen": seen_of(meeting), "other": other.pk})
    meeting.refresh_from_db()
    assert meeting.starts_at == day.slots[1].starts_at
    staff.post(address + "pin/", {"is_pinned": "0"})
    meeting.refresh_from_db()
    assert not meeting.is_pinned
    assert "Move the meeting" in text_of(staff, address)
    staff.post(address + "cancel/", {"seen": seen_of(meeting)})

    assert list(Meeting.objects.all()) == [other]


def test_publishing_an_outdated_draft_is_refused_in_words(staff: Client) -> None:
    day = make_matchmaking()
    day.meeting()

    response = staff.post(page_of(day, "publish/"), {"seen": "older"}, follow=True)

    assert "someone else has just published or changed the schedule." in response.content.decode()
    assert Meeting.objects.get().status == MeetingStatus.PLANNED
