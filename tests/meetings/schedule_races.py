"""Rounds of the races in an event's schedule: two organisers, or two workers, at the same moment."""

from collections.abc import Callable

from events.models import EventRecord, Meeting, MeetingStatus, RecordKind
from meetings.errors import MeetingChangedError, MeetingRefusedError
from meetings.services.meetings import cancel_meeting, move_meeting, place_by_hand, seen_of
from meetings.services.schedule_publishing import draft_seen, publish_schedule
from meetings.services.schedule_runs import request_schedule, work_on_schedule
from notifications.models import OutboxEmail
from tests.factories import ReviewerFactory
from tests.meetings.matchmaking import make_matchmaking
from tests.partnerships.threads import at_once


def _words(outcomes: list[object], error: type[Exception]) -> str:
    """What the loser was told; one won and one lost."""
    (told,) = [str(outcome) for outcome in outcomes if isinstance(outcome, error)]
    return told


def two_organisers_publish() -> str:
    day = make_matchmaking()
    day.meeting(0, 0, slot=0)
    day.meeting(1, 1, slot=1)
    seen, people = draft_seen(day.event), [ReviewerFactory(), ReviewerFactory()]

    outcomes = at_once(*[lambda by=by: publish_schedule(day.event, seen=seen, by=by) for by in people])  # type: ignore[misc]

    assert _words(outcomes, MeetingChangedError).startswith("Nothing was published: someone else")
    assert EventRecord.objects.filter(event=day.event, kind=RecordKind.SCHEDULE_PUBLISHED).count() == 1
    assert day.event.meetings.filter(status=MeetingStatus.CONFIRMED).count() == 2
    readers = [side.company.memberships.get().user.email for side in (*day.koreans, *day.luxembourgers)]
    mails = OutboxEmail.objects.filter(recipient__in=readers, topic="schedule").values_list("recipient", flat=True)
    assert sorted(mails) == sorted(readers)
    return "one published, the other was told, each company has one mail"


def two_hands_reach_for_the_last_table() -> str:
    day = make_matchmaking(slots=1, tables=1)
    couples = zip(day.koreans, day.luxembourgers, strict=True)

    outcomes = at_once(
        *[lambda one=one, other=other: place_by_hand(one, other, spot=day.spot(0)) for one, other in couples]  # type: ignore[misc]
    )

    assert "Table" in (told := _words(outcomes, MeetingRefusedError))
    assert "is taken at that time" in told
    assert day.event.meetings.count() == 1
    return "one meeting at the table, the other hand was told who sits there"


def two_hands_place_one_company_at_two_tables() -> str:
    day = make_matchmaking()
    tables = enumerate(day.luxembourgers)

    outcomes = at_once(
        *[
            lambda table=table, other=other: place_by_hand(day.koreans[0], other, spot=day.spot(0, table))  # type: ignore[misc]
            for table, other in tables
        ]
    )

    assert _words(outcomes, MeetingRefusedError).startswith("Hanmaru 0 already has a meeting with Netzklar")
    assert day.event.meetings.count() == 1
    return "one meeting, the other hand was told where the company is"


def one_moves_while_another_cancels() -> str:
    day = make_matchmaking()
    meeting, by = day.meeting(0, 0, slot=0), ReviewerFactory()
    day.publish()
    meeting.refresh_from_db()
    seen = seen_of(meeting)

    outcomes = at_once(
        lambda: move_meeting(meeting, spot=day.spot(1), seen=seen), lambda: cancel_meeting(meeting, seen=seen, by=by)
    )

    _words(outcomes, MeetingChangedError)
    meeting.refresh_from_db()
    was_moved = meeting.status == MeetingStatus.CONFIRMED
    assert (meeting.sequence, meeting.starts_at == day.slots[1].starts_at) == (1, was_moved)
    topics = OutboxEmail.objects.about(meeting).values_list("topic", flat=True)
    assert list(topics) == ["meeting moved" if was_moved else "meeting cancelled"] * 2
    return "moved, and not cancelled" if was_moved else "cancelled, and not moved"


def two_workers_compute_one_schedule() -> str:
    day = make_matchmaking()
    day.fit_all()
    run = request_schedule(day.event, by=ReviewerFactory())

    outcomes = at_once(*[lambda: work_on_schedule(run.pk)] * 2)

    assert sorted(map(bool, outcomes)) == [False, True]
    assert Meeting.objects.filter(event=day.event).count() == 4
    return "one computed it, four meetings"


SCHEDULE_RACES: list[Callable[[], str]] = [
    two_organisers_publish,
    two_hands_reach_for_the_last_table,
    two_hands_place_one_company_at_two_tables,
    one_moves_while_another_cancels,
    two_workers_compute_one_schedule,
]
