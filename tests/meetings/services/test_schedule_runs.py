from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import Attendance, Meeting, MeetingRequestStatus, MeetingStatus, ScheduleRun, ScheduleStatus
from matching.services.blocks import keep_apart
from meetings.errors import ScheduleRefusedError
from meetings.queries.schedule import runs_to_wake
from meetings.services import schedule_runs
from meetings.services.schedule_runs import give_up_hopeless_runs, request_schedule, work_on_schedule
from tests.events.factories import EventFactory, MeetingRequestFactory
from tests.factories import ReviewerFactory, UserFactory
from tests.meetings.matchmaking import Matchmaking, make_matchmaking

pytestmark = pytest.mark.django_db


def compute(day: Matchmaking) -> ScheduleRun:
    run = request_schedule(day.event, by=ReviewerFactory())
    assert work_on_schedule(run.pk)
    run.refresh_from_db()
    return run


def pairs(day: Matchmaking) -> set[tuple[int, int]]:
    return set(Meeting.objects.filter(event=day.event).values_list("korean_id", "luxembourg_id"))


def test_everybody_meets_everybody_where_there_is_time() -> None:
    day = make_matchmaking()
    day.fit_all(0.6)

    run = compute(day)

    assert (run.status, run.value, run.bound, run.left_out) == (ScheduleStatus.DONE, 2.4, 2.4, [])
    meetings = Meeting.objects.filter(event=day.event)
    assert {meeting.status for meeting in meetings} == {MeetingStatus.PLANNED}
    assert len(pairs(day)) == meetings.count() == 4
    assert {meeting.score for meeting in meetings} == {0.6}
    assert all(meeting.korean_project_id for meeting in meetings)


def test_computing_again_changes_nothing_and_leaves_what_is_pinned() -> None:
    day = make_matchmaking()
    day.fit_all()
    pinned = day.meeting(1, 1, slot=2, table=1, is_pinned=True)
    columns = ("korean_id", "luxembourg_id", "starts_at", "place_id")

    compute(day)
    first = set(Meeting.objects.values_list(*columns))
    compute(day)

    assert set(Meeting.objects.values_list(*columns)) == first
    assert Meeting.objects.get(pk=pinned.pk).place == day.tables[1]


def test_a_run_is_asked_for_once_and_done_once() -> None:
    day = make_matchmaking()
    run = request_schedule(day.event, by=ReviewerFactory())

    assert request_schedule(day.event, by=ReviewerFactory()) == run
    assert runs_to_wake() == [run.pk]
    assert [work_on_schedule(run.pk), work_on_schedule(run.pk)] == [True, False]
    assert runs_to_wake() == []


def test_an_agreed_meeting_is_planned_even_where_the_engine_sees_no_fit() -> None:
    day = make_matchmaking(slots=1, tables=1)
    day.fit(0, 0, 0.9)
    agreed = MeetingRequestFactory(
        event=day.event,
        sender=day.luxembourgers[1],
        receiver=day.koreans[1],
        status=MeetingRequestStatus.ACCEPTED,
    )

    compute(day)

    meeting = Meeting.objects.get(event=day.event)
    assert (meeting.korean, meeting.luxembourg, meeting.request) == (day.koreans[1], day.luxembourgers[1], agreed)


def test_companies_kept_apart_and_those_who_want_no_meetings_are_left_alone() -> None:
    day = make_matchmaking()
    day.fit_all()
    keep_apart(day.koreans[0].company, day.luxembourgers[0].company, user=UserFactory())
    day.koreans[1].wants_meetings = False
    day.koreans[1].save()

    compute(day)

    assert pairs(day) == {(day.koreans[0].pk, day.luxembourgers[1].pk)}


def test_a_guest_online_meets_in_a_video_room_and_not_at_night() -> None:
    """In winter the day begins at 10:00 in Luxembourg: 18:00 in Seoul. After 20:00 nobody there is asked."""
    start = timezone.now().replace(month=1, day=21, hour=9, minute=0, second=0, microsecond=0)
    start = start.replace(year=start.year + 1)
    day = make_matchmaking(1, slots=6, starts_at=start, ends_at=start + timedelta(hours=7))
    day.fit_all()
    day.koreans[0].attendance = Attendance.ONLINE
    day.koreans[0].save()

    compute(day)

    meeting = Meeting.objects.get(event=day.event)
    assert meeting.place == day.video
    assert meeting.ends_at <= start + timedelta(hours=2)


def test_who_is_left_out_is_named_with_the_reason() -> None:
    day = make_matchmaking()
    day.fit(0, 0, 0.9)
    day.fit(1, 1, 0.18)

    run = compute(day)

    assert [(entry["registration"], entry["reason"], entry["data"]["best"]) for entry in run.left_out] == [
        (day.koreans[1].pk, "no_partner", 0.18),
        (day.luxembourgers[1].pk, "no_partner", 0.18),
    ]


def test_what_was_pinned_while_it_was_computed_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    day = make_matchmaking()
    day.fit_all()
    run = request_schedule(day.event, by=ReviewerFactory())
    solve = schedule_runs.make_schedule

    def pin_meanwhile(problem):  # type: ignore[no-untyped-def]
        if not Meeting.objects.exists():
            day.meeting(0, 1, slot=1, is_pinned=True)
        return solve(problem)

    monkeypatch.setattr(schedule_runs, "make_schedule", pin_meanwhile)

    assert [work_on_schedule(run.pk), work_on_schedule(run.pk)] == [False, True]
    assert len(pairs(day)) == 4


def test_a_run_that_fails_again_and_again_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    day = make_matchmaking()
    run = request_schedule(day.event, by=ReviewerFactory())

    def break_down(problem):  # type: ignore[no-untyped-def]
        raise ArithmeticError("no solution")

    monkeypatch.setattr(schedule_runs, "make_schedule", break_down)
    for _attempt in range(schedule_runs.MOST_ATTEMPTS):
        ScheduleRun.objects.update(due_at=timezone.now() - timedelta(minutes=1))
        with pytest.raises(ArithmeticError):
            work_on_schedule(run.pk)

    assert give_up_hopeless_runs() == 1
    run.refresh_from_db()
    assert (run.status, run.error) == (ScheduleStatus.FAILED, "ArithmeticError: no solution")


def test_nothing_is_computed_for_an_event_without_slots_or_tables() -> None:
    with pytest.raises(ScheduleRefusedError, match="no time for meetings"):
        request_schedule(EventFactory(), by=ReviewerFactory())
    with pytest.raises(ScheduleRefusedError, match="published events only"):
        request_schedule(EventFactory(status="draft"), by=ReviewerFactory())
