"""Events as everybody reads of them, by their own clock and in their own language."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from events.models import Event, EventText
from tests.events.factories import EventFactory, EventPictureFactory, EventSessionFactory, RegistrationFactory
from tests.events.world import make_matchmaking_day
from tests.factories import MembershipFactory, ReviewerFactory, UserFactory
from tests.standing import suspend

pytestmark = pytest.mark.django_db
START = datetime(2027, 1, 21, 8, 30, tzinfo=UTC)


def page_of(event: Event, part: str = "") -> str:
    return f"/events/{event.public_id}/{part}"


def read(client: Client, path: str, **headers: str) -> str:
    return re.sub(r"\s+", " ", client.get(path, **headers).content.decode())


def test_a_visitor_reads_by_the_clock_of_their_language(client: Client) -> None:
    event = make_matchmaking_day(start=START, registration_closes_at=START - timedelta(days=10))

    korean = read(client, page_of(event), headers={"accept-language": "ko"})  # type: ignore[arg-type]

    assert "17:30" in korean
    assert "물과 순환경제: 한국과 룩셈부르크 기업 상담회" in korean
    assert f"mailto:{event.contact_email}" in korean
    assert "09:30–16:30 (Luxembourg)" in read(client, page_of(event))


def test_a_visitor_chooses_a_clock(client: Client) -> None:
    event = make_matchmaking_day(start=START, registration_closes_at=START - timedelta(days=10))

    client.post("/events/time-zone/", {"zone": "Europe/London", "next": page_of(event)})

    page = read(client, page_of(event))
    assert "08:30–15:30, your time (London)" in page
    assert "09:30–16:30 in Luxembourg · 17:30–00:30 the next day in Seoul" in page


def test_a_clock_that_does_not_exist_is_refused_with_what_was_typed(client: Client) -> None:
    answer = client.post("/events/time-zone/", {"zone": "Mars/Olympus", "next": "//evil.example/"})

    assert answer.status_code == 422
    assert "Mars/Olympus" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()


def test_a_member_reads_by_the_clock_of_the_account(client: Client) -> None:
    event = make_matchmaking_day(start=START, registration_closes_at=START - timedelta(days=10))
    client.force_login(UserFactory(time_zone="Asia/Seoul"))

    page = read(client, page_of(event))

    assert "17:30–00:30 the next day, your time (Seoul)" in page
    assert "Fri 22 January" in page  # the last item of the programme


def test_a_draft_is_for_staff_alone(client: Client) -> None:
    event = EventFactory(status="draft")
    EventPictureFactory(event=event)
    paths = [page_of(event), page_of(event, "event.ics"), page_of(event, "picture.png")]

    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
    assert event.texts.get().title not in client.get("/events/").content.decode()
    client.force_login(ReviewerFactory())
    assert client.get(paths[2]).status_code == 200


def test_a_cancelled_event_says_so_with_its_reason(client: Client) -> None:
    event = EventFactory(status="cancelled", cancelled_at=timezone.now(), cancel_reason="The hall is flooded.")

    page = read(client, page_of(event))

    assert "This event has been cancelled" in page
    assert "The hall is flooded." in page
    assert structured(page)["eventStatus"] == "https://schema.org/EventCancelled"
    (entry,) = calendar(client, page_of(event, "event.ics"))
    assert (entry["STATUS"], str(entry["SUMMARY"])[:10]) == ("CANCELLED", "Cancelled:")


def structured(page: str) -> Any:
    script = re.search(r'<script type="application/ld\+json" nonce="([^"]+)">(.*?)</script>', page)
    assert script is not None
    assert script[1]
    return json.loads(script[2])


def test_search_engines_read_the_event_and_nothing_in_it_runs(client: Client) -> None:
    event = make_matchmaking_day(start=START, registration_closes_at=START - timedelta(days=10))
    title = "</script><script>alert(1)</script> & \u2028 “co”"
    EventText.objects.filter(event=event, language="en").update(title=title)

    page = read(client, page_of(event))

    data = structured(page)
    assert data["name"] == title.replace("\u2028", "\u2028")
    assert (data["startDate"], data["eventAttendanceMode"]) == (
        "2027-01-21T08:30:00+00:00",
        "https://schema.org/MixedEventAttendanceMode",
    )
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert "<script>alert" not in page


def calendar(client: Client, path: str) -> list[Any]:
    answer = client.get(path)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_an_event_is_kept_in_a_calendar(client: Client) -> None:
    event = make_matchmaking_day(start=START, registration_closes_at=START - timedelta(days=10))

    (entry,) = calendar(client, page_of(event, "event.ics"))

    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (START, START + timedelta(hours=7))
    assert entry["LOCATION"] == "Salle du Viaduc, 12 rue de l’Écluse, Luxembourg"
    assert entry["UID"] == f"{event.public_id}@sgbc.example"
    assert entry["URL"].endswith(page_of(event))


def test_all_events_are_subscribed_to_in_one_language(client: Client) -> None:
    make_matchmaking_day()
    EventFactory(status="draft")
    long_ago = timezone.now() - timedelta(days=500)
    EventFactory(status="over", starts_at=long_ago, registration_closes_at=long_ago)

    entries = calendar(client, "/events/calendar.ics?language=ko")

    assert [str(entry["SUMMARY"]) for entry in entries] == ["물과 순환경제: 한국과 룩셈부르크 기업 상담회"]
    assert "webcal://" in client.get("/events/").content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Seoul", "Viaduc", "Webinar"]),
        ("place=KR", ["Seoul"]),
        ("place=online", ["Viaduc", "Webinar"]),
        ("format=webinar", ["Webinar"]),
        ("green=water", ["Seoul"]),
        ("place=XX&format=party&page=99", ["Seoul", "Viaduc", "Webinar"]),
        ("when=past", ["Over"]),
    ],
)
def test_the_list_is_narrowed_by_place_kind_and_theme(client: Client, query: str, found: list[str]) -> None:
    EventFactory(text={"title": "Viaduc"})
    EventFactory(text={"title": "Seoul"}, country="KR", attendance="on_site", green_objectives=["water"])
    EventFactory(text={"title": "Webinar"}, country="", attendance="online", format="webinar")
    EventFactory(text={"title": "Over"}, status="over", starts_at=timezone.now() - timedelta(days=2))

    rows = client.get(f"/events/?{query}").context["rows"]

    assert sorted(row["event"].texts.all()[0].title for row in rows) == found


@pytest.mark.parametrize("path", ["/events/", "/events/?when=past", "/"])
def test_a_list_asks_the_same_for_one_event_and_for_three(
    client: Client, path: str, django_assert_num_queries: Any
) -> None:
    def add() -> None:
        EventFactory()
        EventFactory(status="over", starts_at=timezone.now() - timedelta(days=2))

    add()
    with CaptureQueriesContext(connection) as for_one:
        client.get(path)
    add()
    add()

    with django_assert_num_queries(len(for_one)):
        client.get(path)


def test_registration_closes_in_the_card(client: Client) -> None:
    closed = EventFactory(status="closed")
    early = EventFactory(registration_opens_at=timezone.now() + timedelta(days=1))

    assert "Registration is closed." in client.get(page_of(closed)).content.decode()
    assert "Registration is not open yet." in client.get(page_of(early)).content.decode()


def test_the_landing_page_names_the_next_events(client: Client) -> None:
    event = EventFactory()

    page = client.get("/").content.decode()

    assert event.texts.get().title in page
    assert page_of(event) in page


def test_participants_read_who_else_comes_and_nobody_else_does(client: Client) -> None:
    event = make_matchmaking_day()
    korean, luxembourger = event.registrations.order_by("pk")
    person = MembershipFactory(company=korean.company).user
    name = luxembourger.company.shown_name

    assert name not in client.get(page_of(event)).content.decode()
    client.force_login(UserFactory())
    assert name not in client.get(page_of(event)).content.decode()
    client.force_login(person)
    assert name in client.get(page_of(event)).content.decode()
    luxembourger.is_listed = False
    luxembourger.save()
    assert name not in client.get(page_of(event)).content.decode()


def test_a_suspended_company_reads_nothing_of_the_others_who_come(client: Client) -> None:
    event = make_matchmaking_day()
    korean, luxembourger = event.registrations.order_by("pk")
    client.force_login(MembershipFactory(company=korean.company).user)

    suspend(korean.company)

    page = client.get(page_of(event)).content.decode()
    assert luxembourger.company.shown_name not in page
    assert reverse("meetings:partner_list", args=[korean.public_id]) not in page


def test_the_page_of_an_event_asks_the_same_for_more_who_come(client: Client, django_assert_num_queries: Any) -> None:
    event = make_matchmaking_day()
    client.force_login(MembershipFactory(company=event.registrations.order_by("pk")[0].company).user)
    client.get(page_of(event))
    with CaptureQueriesContext(connection) as for_two:
        client.get(page_of(event))
    for _number in range(3):
        RegistrationFactory(event=event)
        EventSessionFactory(event=event)

    with django_assert_num_queries(len(for_two)):
        client.get(page_of(event))


@pytest.mark.parametrize(("path", "is_staff"), [("/suggestions/", False), ("/me/", False), ("/review/", True)])
def test_where_people_begin_the_next_events_are_named(client: Client, path: str, is_staff: bool) -> None:
    event = make_matchmaking_day()
    person = ReviewerFactory() if is_staff else MembershipFactory(company=event.registrations.all()[0].company).user
    client.force_login(person)

    page = read(client, path)

    assert "Water and circular economy: Korea meets Luxembourg" in page
    assert (f'href="/staff/events/{event.public_id}/"' in page) is is_staff
    assert ("confirmed" in page.partition('id="next-events"')[2]) is not is_staff
