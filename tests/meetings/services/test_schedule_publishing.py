import pytest
from icalendar import Calendar

from events.models import EventRecord, Meeting, MeetingStatus, RecordKind, SlotAnswer
from meetings.errors import MeetingChangedError, ScheduleRefusedError
from meetings.services.schedule_publishing import draft_seen, publish_schedule
from notifications.models import EventKind, OutboxEmail, WebhookEvent
from tests.factories import ReviewerFactory, WebhookFactory
from tests.meetings.matchmaking import make_matchmaking

pytestmark = pytest.mark.django_db


def test_publishing_confirms_all_and_tells_each_company_once_with_one_file() -> None:
    WebhookFactory(events=[EventKind.SCHEDULE_PUBLISHED])
    day = make_matchmaking()
    day.meeting(0, 0, slot=0)
    day.meeting(0, 1, slot=1)

    assert day.publish() == 2

    assert set(Meeting.objects.values_list("status", flat=True)) == {MeetingStatus.CONFIRMED}
    emails = {email.user.memberships.get().company: email for email in OutboxEmail.objects.all() if email.user}
    assert emails.keys() == {one.company for one in (day.koreans[0], *day.luxembourgers)}
    mine = emails[day.koreans[0].company]
    calendar = Calendar.from_ical(bytes(mine.attachments.get().content))
    assert [entry["SUMMARY"] for entry in calendar.walk("VEVENT")] == [
        "Meeting with Netzklar 0",
        "Meeting with Netzklar 1",
    ]
    assert EventRecord.objects.get(kind=RecordKind.SCHEDULE_PUBLISHED).data == {"meetings": 2}
    assert WebhookEvent.objects.filter(kind=EventKind.SCHEDULE_PUBLISHED).count() == 1


def test_the_second_of_two_organisers_is_told_that_it_was_done() -> None:
    day = make_matchmaking()
    day.meeting()
    seen = draft_seen(day.event)
    publish_schedule(day.event, seen=seen, by=ReviewerFactory())

    with pytest.raises(MeetingChangedError, match="someone else has just published"):
        publish_schedule(day.event, seen=seen, by=ReviewerFactory())

    assert OutboxEmail.objects.count() == 2


def test_additions_are_told_to_those_alone_who_get_another_meeting() -> None:
    day = make_matchmaking()
    day.meeting(0, 0, slot=0, table=0)
    day.meeting(1, 1, slot=0, table=1)
    day.publish()
    OutboxEmail.objects.all().delete()
    day.meeting(0, 1, slot=1)

    day.publish()

    told = {email.user.memberships.get().company for email in OutboxEmail.objects.all() if email.user}
    assert told == {day.koreans[0].company, day.luxembourgers[1].company}


def test_nothing_is_published_while_a_conflict_stands() -> None:
    day = make_matchmaking()
    meeting = day.meeting()
    SlotAnswer.objects.create(registration=day.koreans[0], slot=day.slots[0], is_free=False)

    with pytest.raises(
        ScheduleRefusedError,
        match=r"Hanmaru 0 is no longer free at this time\. Resolve this before you publish the schedule\.",
    ):
        day.publish()

    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.PLANNED


def test_an_empty_draft_is_not_published() -> None:
    with pytest.raises(ScheduleRefusedError, match="no draft"):
        make_matchmaking().publish()
