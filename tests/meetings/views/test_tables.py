"""What happens at the tables, on a phone and on the screen of the hall, and what is printed."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from events.models import Attendee, Meeting, MeetingStatus, Registration
from meetings.queries.tables import places_now
from tests.events.day import make_day
from tests.factories import ReviewerFactory
from tests.meetings.busy_day import BusyDay, make_busy_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy() -> BusyDay:
    return make_busy_day()


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


def page_of(client: Client, busy: BusyDay, page: str) -> str:
    response = client.get(f"/staff/events/{busy.event.public_id}/{page}/")
    assert response.status_code == 200
    return response.content.decode()


def test_each_table_knows_its_meeting_now_and_the_next(busy: BusyDay) -> None:
    _first, _second, running, at_two, online, soon = busy.meetings

    places = places_now(busy.event, now=timezone.now())

    found = [(place.now and place.now.meeting, place.next and place.next.meeting) for place in places]
    assert found == [(running, None), (at_two, None), (None, soon), (None, None), (None, online)]
    assert [place.needs_attention for place in places] == [True, True, False, False, False]


def test_tables_where_somebody_waits_come_first(staff: Client, busy: BusyDay) -> None:
    Attendee.objects.update(checked_in_at=timezone.now())

    page = page_of(staff, busy, "day/tables")

    assert page.index("waiting: nobody has come") < page.index("Fibertone")
    assert page.count("not checked in") == 0


def test_a_no_show_frees_the_table(staff: Client, busy: BusyDay) -> None:
    meeting = busy.meetings[2]
    address = f"/staff/events/{busy.event.public_id}/day/meetings/{meeting.public_id}/missed/"

    staff.post(address, {"side": meeting.luxembourg.public_id})

    meeting.refresh_from_db()
    assert (meeting.status, meeting.missed_by) == (MeetingStatus.MISSED, meeting.luxembourg)
    assert places_now(busy.event, now=timezone.now())[0].now is None


def test_the_screen_names_companies_and_nobody_else(staff: Client, busy: BusyDay) -> None:
    page = page_of(staff, busy, "screen")

    assert "Hanbit Water" in page
    assert "Léon Bayer" not in page
    assert 'hx-trigger="every 30s"' in page


def test_badges_have_a_code_that_says_nothing_about_the_person(staff: Client, busy: BusyDay) -> None:
    page = page_of(staff, busy, "print/badges")

    people = Attendee.objects.filter(registration__attendance="on_site").count()
    assert page.count('class="badge-code"') == people == 6
    assert "style=" not in page
    assert "PlantWatch" not in page  # takes part online


def test_the_list_that_is_handed_out_shows_only_who_agreed_and_no_people(staff: Client, busy: BusyDay) -> None:
    Registration.objects.filter(company__name="Eaux Plateau").update(is_listed=False)

    handed_out, door = (page_of(staff, busy, f"print/{what}") for what in ("participants", "door"))

    assert "Hanbit Water" in handed_out
    assert "Eaux Plateau" not in handed_out
    assert "Léon Bayer" not in handed_out
    assert "Eaux Plateau" in door
    assert "Léon Bayer" in door


def test_each_company_has_its_own_schedule_and_each_table_its_sign(staff: Client, busy: BusyDay) -> None:
    schedules, signs = (page_of(staff, busy, f"print/{what}") for what in ("schedules", "tables"))

    assert schedules.count("sheet--a6") == Registration.objects.count() == 7
    assert signs.count("sheet--a4") == 5
    assert re.search(r"<b>4</b>", signs)


def test_nothing_else_is_printed(staff: Client, busy: BusyDay) -> None:
    assert staff.get(f"/staff/events/{busy.event.public_id}/print/contacts/").status_code == 404


def test_a_meeting_that_ended_gives_way_to_the_next(busy: BusyDay) -> None:
    day = make_day(event=busy.event, status=MeetingStatus.CONFIRMED)
    now = timezone.now()
    Meeting.objects.filter(pk=busy.meetings[2].pk).update(ends_at=now - timedelta(minutes=1))

    (place,) = [place for place in places_now(busy.event, now=now) if place.place == day.meeting.place]

    assert place.now is not None
    assert place.now.meeting == day.meeting
