"""The event in the hand of those who take part: what is shown when, in whose hours, and to whom."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from events.models import Attendance, Meeting, MeetingStatus, PlaceKind, Registration
from tests.events.day import Day, make_day, today
from tests.events.factories import MeetingFactory, MeetingPlaceFactory
from tests.factories import MembershipFactory, UserFactory
from tests.meetings.busy_day import make_busy_day

pytestmark = pytest.mark.django_db


def shown(client: Client, day: Day, page: str = "now/") -> str:
    client.force_login(day.korean)
    response = client.get(f"/me/events/{day.event.public_id}/{page}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_meeting_now_says_where_with_whom_and_how_long(client: Client) -> None:
    day = make_day()

    page = shown(client, day)

    assert re.search(r'class="sign"><b>1</b><small>table</small>', page)
    assert f'<h1 id="now-with">{day.meeting.luxembourg.company.shown_name}</h1>' in page
    assert re.search(r"<b>[78] minutes left</b>", page)
    assert day.luxembourg_guest.name in page


def test_both_clocks_stand_beside_each_other_and_the_venue_s_first_on_site(client: Client) -> None:
    day = make_day()
    day.korean.time_zone = "Asia/Seoul"
    day.korean.save()

    times = re.findall(r'my-day__time"> <b>([^<]+)</b> <small>([^<]+)</small>', shown(client, day))
    Registration.objects.filter(pk=day.meeting.korean_id).update(attendance=Attendance.ONLINE)
    online = re.findall(r'my-day__time"> <b>([^<]+)</b> <small>([^<]+)</small>', shown(client, day))

    ((venue, seoul),) = times
    assert online == [(seoul, venue)]
    hours = (datetime.strptime(seoul, "%H:%M") - datetime.strptime(venue, "%H:%M")).seconds / 3600  # noqa: DTZ007
    assert hours in (7, 8)


def test_one_clock_is_enough_where_both_show_the_same(client: Client) -> None:
    page = shown(client, make_day())

    assert "All times are in Luxembourg time." in page


def test_before_and_after_the_event_it_is_said_so(client: Client) -> None:
    soon = timezone.now() + timedelta(days=2)
    coming = make_day(event=today(starts_at=soon), starts_at=soon)
    past = make_day(event=today(ends_at=timezone.now() - timedelta(minutes=1)), ends_at=timezone.now())

    assert "The event begins:" in shown(client, coming)
    assert "This event is over." in shown(client, past)


def test_the_day_asks_for_the_last_meeting_that_has_no_answer(client: Client) -> None:
    busy = make_busy_day()
    other = busy.meetings[0].luxembourg.company.shown_name

    page = shown(client, busy.day)

    assert f"Would you like to continue the conversation with {other}?" in page
    assert "in 2 h" in page
    assert page.index("Lunch") < page.index("PlantWatch", page.index("my-day"))


def test_the_video_room_is_for_the_two_sides_alone(client: Client) -> None:
    busy = make_busy_day()
    online = busy.meetings[4]
    room = f"https://meet.example/{online.room_key}"

    assert room in shown(client, busy.day)
    client.force_login(busy.day.luxembourger)
    assert online.room_key not in client.get(f"/me/events/{busy.event.public_id}/now/").content.decode()


def test_no_room_is_shown_once_the_meeting_is_off(client: Client) -> None:
    busy = make_busy_day()
    Meeting.objects.filter(pk=busy.meetings[4].pk).update(status=MeetingStatus.CANCELLED)

    assert "meet.example" not in shown(client, busy.day)


def test_somebody_who_does_not_take_part_finds_nothing(client: Client) -> None:
    day = make_day()
    stranger = MembershipFactory().user
    pages = ["now/", "feedback/", "meetings.ics", f"feedback/{day.meeting.public_id}/"]
    client.force_login(stranger)

    assert [client.get(f"/me/events/{day.event.public_id}/{page}").status_code for page in pages] == [404] * 4
    assert client.post(f"/me/events/{day.event.public_id}/now/{day.meeting.public_id}/absent/").status_code == 404


def test_a_draft_of_the_schedule_is_not_shown(client: Client) -> None:
    day = make_day(status=MeetingStatus.PLANNED)

    assert day.meeting.luxembourg.company.shown_name not in shown(client, day)


def test_a_participant_says_that_nobody_comes_and_staff_see_it(client: Client) -> None:
    day = make_day()
    client.force_login(day.korean)

    address = f"/me/events/{day.event.public_id}/now/{day.meeting.public_id}/absent/"
    page = client.post(address, follow=True).content.decode()

    assert "The organisers know that you are waiting." in page
    day.meeting.refresh_from_db()
    assert day.meeting.absence_reported_by == day.meeting.korean


def test_the_meetings_of_the_day_go_into_any_calendar(client: Client) -> None:
    busy = make_busy_day()
    client.force_login(busy.day.korean)

    file = client.get(f"/me/events/{busy.event.public_id}/meetings.ics")

    entries = [str(entry["summary"]) for entry in Calendar.from_ical(file.content).walk("VEVENT")]
    assert len(entries) == 5
    assert "Meeting with Fibertone S.A." in entries


def test_a_colleague_sees_the_same_day(client: Client) -> None:
    day = make_day()
    colleague = MembershipFactory(company=day.meeting.korean.company, user=UserFactory()).user
    client.force_login(colleague)

    assert client.get(f"/me/events/{day.event.public_id}/now/").status_code == 200


def test_an_online_meeting_has_the_room_s_number(client: Client) -> None:
    event = today()
    day = make_day(event=event, place=MeetingPlaceFactory(event=event, kind=PlaceKind.VIDEO, number=7))

    page = shown(client, day)

    assert re.search(r'class="sign"><b>7</b><small>video room</small>', page)
    assert "Open the video room" not in page


def test_a_moved_meeting_is_marked(client: Client) -> None:
    day = make_day()
    later = timezone.now() + timedelta(hours=1)
    MeetingFactory(
        event=day.event,
        korean=day.meeting.korean,
        status=MeetingStatus.CONFIRMED,
        starts_at=later,
        ends_at=later + timedelta(minutes=20),
        sequence=1,
    )

    assert '<span class="badge badge--amber">changed</span>' in shown(client, day)
