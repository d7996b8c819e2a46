import json
from typing import Any

import pytest
from icalendar import Calendar

from accounts.models import User
from events.models import Attendance, Meeting, MeetingStatus, Registration, SlotAnswer
from events.services.registration_decisions import cancel_registration
from matching.services.blocks import keep_apart
from meetings.errors import MeetingChangedError, MeetingRefusedError
from meetings.queries.meeting_obstacles import Spot
from meetings.services.meeting_outcomes import mark_held, mark_missed, settle_past_meetings
from meetings.services.meetings import (
    cancel_meeting,
    cancel_meetings_of,
    move_meeting,
    pin_meeting,
    place_by_hand,
    seen_of,
    swap_meetings,
)
from notifications.models import EventKind, OutboxEmail, WebhookEvent
from notifications.services.presend_checks import reason_to_cancel
from tests.events.day import make_day
from tests.factories import UserFactory, WebhookFactory
from tests.meetings.matchmaking import Matchmaking, make_matchmaking

pytestmark = pytest.mark.django_db


def published(**fields: Any) -> Matchmaking:
    day = make_matchmaking(**fields)
    day.meeting(0, 0, slot=0, table=0)
    day.meeting(1, 1, slot=0, table=1)
    day.publish()
    OutboxEmail.objects.all().delete()
    day.event.refresh_from_db()
    return day


def refusal(day: Matchmaking, korean: int, luxembourg: int, slot: int, table: int) -> str:
    with pytest.raises(MeetingRefusedError) as refused:
        place_by_hand(day.koreans[korean], day.luxembourgers[luxembourg], spot=day.spot(slot, table))
    return str(refused.value)


def calendar_of(email: OutboxEmail) -> Any:
    return Calendar.from_ical(bytes(email.attachments.get().content))


def test_a_draft_placed_by_hand_is_pinned_and_nobody_is_told() -> None:
    day = make_matchmaking()

    meeting = place_by_hand(day.koreans[0], day.luxembourgers[0], spot=day.spot(1))

    assert (meeting.status, meeting.is_pinned) == (MeetingStatus.PLANNED, True)
    assert OutboxEmail.objects.count() == 0


def test_conflicts_are_refused_with_who_is_where() -> None:
    day = make_matchmaking(3)
    day.meeting(0, 0, slot=0, table=0)

    assert refusal(day, 0, 1, 0, 1) == "Hanmaru 0 already has a meeting with Netzklar 0 at 11:00, Table 1."
    assert refusal(day, 1, 0, 0, 1) == "Netzklar 0 already has a meeting with Hanmaru 0 at 11:00, Table 1."
    assert refusal(day, 1, 1, 0, 0) == "Table 1 is taken at that time: Hanmaru 0 is meeting Netzklar 0 at 11:00."
    assert refusal(day, 0, 0, 1, 0) == "These two companies already have a meeting at 11:00, Table 1."


def test_who_said_not_to_be_free_is_asked_first() -> None:
    day = make_matchmaking()
    SlotAnswer.objects.create(registration=day.koreans[0], slot=day.slots[0], is_free=False)

    assert refusal(day, 0, 0, 0, 0) == "Hanmaru 0 is not free at this time. Ask the company first."
    assert place_by_hand(day.koreans[0], day.luxembourgers[0], spot=day.spot(0), is_asked=True)


def test_a_table_is_not_for_guests_online_nor_a_video_room_for_two_on_site() -> None:
    day = make_matchmaking()
    day.koreans[1].attendance = Attendance.ONLINE
    day.koreans[1].save()
    video = Spot(day.video, day.slots[0].starts_at, day.slots[0].ends_at)

    assert refusal(day, 1, 0, 0, 0) == "Hanmaru 1 is taking part online: choose a video room."
    with pytest.raises(MeetingRefusedError, match="choose a table"):
        place_by_hand(day.koreans[0], day.luxembourgers[0], spot=video)


def test_companies_kept_apart_are_not_brought_together_by_hand() -> None:
    day = make_matchmaking()
    keep_apart(day.koreans[0].company, day.luxembourgers[0].company, user=UserFactory())

    assert refusal(day, 0, 0, 0, 0) == "One of the two companies asked not to be brought together with the other."


def test_a_meeting_moved_after_publication_is_told_to_its_two_sides_with_a_counted_up_entry() -> None:
    day = published()
    meeting = Meeting.objects.get(korean=day.koreans[0])

    moved = move_meeting(meeting, spot=day.spot(2, 1), seen=seen_of(meeting))

    assert (moved.sequence, moved.is_pinned, moved.place) == (1, True, day.tables[1])
    emails = OutboxEmail.objects.order_by("pk")
    assert {email.user.memberships.get().company for email in emails if email.user} == {
        day.koreans[0].company,
        day.luxembourgers[0].company,
    }
    calendar = calendar_of(emails[0])
    (entry,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], entry["SEQUENCE"]) == ("REQUEST", 1)
    assert entry["UID"].startswith(meeting.public_id)
    assert entry["DTSTART"].dt == day.slots[2].starts_at


def test_a_mail_of_a_meeting_that_moved_again_does_not_leave() -> None:
    day = published()
    meeting = Meeting.objects.get(korean=day.koreans[0])
    moved = move_meeting(meeting, spot=day.spot(2), seen=seen_of(meeting))
    first = OutboxEmail.objects.order_by("pk").first()
    assert first is not None
    assert reason_to_cancel(first) == ""

    move_meeting(moved, spot=day.spot(1), seen=seen_of(moved))

    assert reason_to_cancel(first) == "the meeting has since changed"


def test_whoever_saw_an_older_place_moves_nothing() -> None:
    day = published()
    meeting = Meeting.objects.get(korean=day.koreans[0])
    seen = seen_of(meeting)
    move_meeting(meeting, spot=day.spot(1), seen=seen)

    with pytest.raises(MeetingChangedError):
        move_meeting(meeting, spot=day.spot(2), seen=seen)
    with pytest.raises(MeetingChangedError):
        cancel_meeting(meeting, seen=seen, by=UserFactory())


def test_two_meetings_swap_their_times_and_places() -> None:
    day = make_matchmaking()
    one = day.meeting(0, 0, slot=0, table=0)
    other = day.meeting(0, 1, slot=1, table=1)

    swap_meetings(one, other, seen=(seen_of(one), seen_of(other)))

    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.starts_at, one.place) == (day.slots[1].starts_at, day.tables[1])
    assert (other.starts_at, other.place, other.is_pinned) == (day.slots[0].starts_at, day.tables[0], True)


def test_a_swap_that_makes_a_conflict_changes_nothing() -> None:
    day = make_matchmaking(3)
    one, other = day.meeting(0, 0, slot=0, table=0), day.meeting(1, 1, slot=1, table=0)
    day.meeting(0, 2, slot=1, table=1)

    with pytest.raises(MeetingRefusedError, match="Hanmaru 0 already has a meeting with Netzklar 2"):
        swap_meetings(one, other, seen=(seen_of(one), seen_of(other)))

    one.refresh_from_db()
    assert one.starts_at == day.slots[0].starts_at


def test_a_draft_that_is_cancelled_vanishes_and_a_known_one_is_taken_out_of_calendars() -> None:
    day = published()
    known = Meeting.objects.get(korean=day.koreans[0])
    draft = day.meeting(0, 1, slot=1)

    cancel_meeting(draft, seen=seen_of(draft), by=UserFactory())
    cancel_meeting(known, seen=seen_of(known), by=UserFactory(), reason="The hall is flooded.")

    assert not Meeting.objects.filter(pk=draft.pk).exists()
    known.refresh_from_db()
    assert (known.status, known.sequence) == (MeetingStatus.CANCELLED, 1)
    emails = list(OutboxEmail.objects.all())
    assert len(emails) == 2
    assert all("The hall is flooded." in email.text for email in emails)
    calendar = calendar_of(emails[0])
    assert (calendar["METHOD"], calendar.walk("VEVENT")[0]["STATUS"]) == ("CANCEL", "CANCELLED")


def test_whoever_leaves_the_event_meets_nobody_and_the_other_side_alone_is_told() -> None:
    day = published()

    assert cancel_meetings_of(day.koreans[0], by=None) == 1

    (email,) = OutboxEmail.objects.all()
    assert email.user is not None
    assert email.user.memberships.get().company == day.luxembourgers[0].company
    assert "Hanmaru 0 is no longer taking part in the event." in email.text


def test_a_meeting_placed_after_publication_is_told_at_once() -> None:
    day = published()

    meeting = place_by_hand(day.koreans[0], day.luxembourgers[1], spot=day.spot(1))

    assert meeting.status == MeetingStatus.CONFIRMED
    assert OutboxEmail.objects.filter(topic="meeting added").count() == 2


def test_the_room_of_a_video_meeting_is_told_to_its_two_sides() -> None:
    day = make_matchmaking(link_pattern="https://meet.example/{room}")
    day.koreans[0].attendance = Attendance.ONLINE
    day.koreans[0].save()
    spot = Spot(day.video, day.slots[0].starts_at, day.slots[0].ends_at)
    meeting = place_by_hand(day.koreans[0], day.luxembourgers[0], spot=spot, is_asked=True)

    day.publish()

    entries = [calendar_of(email).walk("VEVENT")[0] for email in OutboxEmail.objects.all()]
    assert [entry["URL"] for entry in entries] == [f"https://meet.example/{meeting.room_key}"] * 2
    assert [meeting.room_key in email.text for email in OutboxEmail.objects.all()] == [False, False]


def test_a_calendar_file_is_in_the_language_of_its_reader_whoever_planned_it() -> None:
    day = make_matchmaking()
    day.tables[0].name = ""
    day.tables[0].save()
    day.meeting()
    User.objects.update(language="ko")

    day.publish()

    entry = calendar_of(OutboxEmail.objects.all()[0]).walk("VEVENT")[0]
    assert entry["LOCATION"] == "1번 테이블"
    assert entry["SUMMARY"].startswith("상담: ")


def test_a_company_that_cancels_its_registration_frees_those_it_would_have_met() -> None:
    day = published()
    registration = Registration.objects.get(pk=day.koreans[0].pk)

    cancel_registration(registration, by=UserFactory())

    assert Meeting.objects.get(korean=registration).status == MeetingStatus.CANCELLED
    (email,) = OutboxEmail.objects.filter(topic="meeting cancelled")
    assert email.user is not None
    assert email.user.memberships.get().company == day.luxembourgers[0].company


def test_webhooks_hear_of_a_move_in_no_language_and_never_of_the_room() -> None:
    WebhookFactory(events=[EventKind.MEETING_CHANGED])
    day = published()
    meeting = Meeting.objects.get(korean=day.koreans[0])

    move_meeting(meeting, spot=day.spot(1, 1), seen=seen_of(meeting))

    event = WebhookEvent.objects.get(kind=EventKind.MEETING_CHANGED)
    told = json.loads(event.body)["data"]["meeting"]
    assert (told["status"], told["place"]) == ("confirmed", day.tables[1].pk)
    assert meeting.room_key not in event.body


def test_pins_come_and_go() -> None:
    meeting = make_matchmaking().meeting()

    assert pin_meeting(meeting, is_pinned=True).is_pinned
    assert not pin_meeting(meeting, is_pinned=False).is_pinned


def test_what_came_of_a_meeting_is_said_once_it_has_begun() -> None:
    meeting = make_day().meeting

    assert mark_missed(meeting, missed_by=meeting.luxembourg).missed_by == meeting.luxembourg
    assert mark_held(meeting).status == MeetingStatus.HELD
    with pytest.raises(MeetingRefusedError, match="has not begun"):
        mark_held(make_matchmaking().meeting())


def test_a_meeting_nobody_complained_of_counts_as_held_the_next_morning() -> None:
    day = published()
    meeting = Meeting.objects.get(korean=day.koreans[0])
    Meeting.objects.filter(pk=meeting.pk).update(starts_at="2026-01-01T10:00Z", ends_at="2026-01-01T10:20Z")

    assert settle_past_meetings() == [meeting.pk]
    assert settle_past_meetings() == []
