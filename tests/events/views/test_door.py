"""The door on a phone: whom staff see, how they check people in, and what a code on a badge opens for whom."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from companies.models import Company
from events.models import Attendee, Event, Registration
from tests.events.day import Day, make_day, today
from tests.events.factories import AttendeeFactory, RegistrationFactory
from tests.factories import CompanyFactory, ReviewerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(ReviewerFactory(full_name="Ana Weber"))
    return client


def names_on(client: Client, event: Event, **query: str) -> list[str]:
    page = client.get(f"/staff/events/{event.public_id}/day/", query)
    return re.findall(r'door__name">([^<]+)<', page.content.decode())


def words_after(client: Client, address: str, **data: str) -> str:
    return client.post(address, data, follow=True).content.decode()


def test_everybody_expected_is_found_by_name_and_company(staff: Client) -> None:
    event = today()
    hanbit = RegistrationFactory(event=event, company=CompanyFactory(name="Hanbit Water", name_local="한빛워터"))
    AttendeeFactory(registration=hanbit, name="Minji Kim")
    AttendeeFactory(registration=RegistrationFactory(event=event), name="Jisoo Park")
    AttendeeFactory(registration=RegistrationFactory(event=event, status="waiting"), name="Not Yet")

    assert set(names_on(staff, event)) == {"Minji Kim", "Jisoo Park"}
    for text in ("minji", "hanbit", "한빛", "kim water"):
        assert names_on(staff, event, q=text) == ["Minji Kim"]
    assert names_on(staff, event, q="nobody") == []


def test_a_check_in_comes_back_to_the_list_as_it_was(staff: Client) -> None:
    day = make_day()
    address = f"/staff/events/{day.event.public_id}/day/{day.korean_guest.pk}/check-in/?q=guest&show=missing"

    response = staff.post(address)

    assert response.headers["Location"] == f"/staff/events/{day.event.public_id}/day/?q=guest&show=missing"
    assert names_on(staff, day.event, show="missing") == [day.luxembourg_guest.name]
    assert names_on(staff, day.event, show="arrived") == [day.korean_guest.name]
    assert "1 of 2 here" in staff.get(f"/staff/events/{day.event.public_id}/day/").content.decode()


def test_a_second_check_in_says_when_and_by_whom(staff: Client) -> None:
    day = make_day()
    address = f"/staff/events/{day.event.public_id}/day/{day.korean_guest.pk}/check-in/"
    staff.post(address)

    words = words_after(staff, address)

    assert re.search(rf"{day.korean_guest.name} was already checked in at \d\d:\d\d by Ana Weber", words)


def test_a_mistake_is_taken_back(staff: Client) -> None:
    day = make_day()
    base = f"/staff/events/{day.event.public_id}/day/"
    staff.post(f"{base}{day.korean_guest.pk}/check-in/")
    seen = re.findall(r'name="seen" value="([^"]+)"', staff.get(base).content.decode())[0]

    assert "was changed in the meantime" in words_after(staff, f"{base}{day.korean_guest.pk}/undo/", seen="older")
    assert "Check-in undone" in words_after(staff, f"{base}{day.korean_guest.pk}/undo/", seen=seen)
    assert not Attendee.objects.filter(checked_in_at__isnull=False).exists()


def test_the_code_on_a_badge_opens_one_button_for_staff(staff: Client) -> None:
    attendee = make_day().korean_guest
    address = f"/staff/events/badge/{attendee.badge_key}/"

    page = staff.get(address).content.decode()
    words = words_after(staff, address)

    assert page.count(">Check in</button>") == 1
    assert attendee.name in page
    assert "Here since" in words
    assert Attendee.objects.get(pk=attendee.pk).checked_in_at is not None


@pytest.mark.parametrize("who", ["korean", "luxembourger"])
def test_the_code_on_a_badge_opens_nothing_for_others(client: Client, who: str) -> None:
    day = make_day()
    address = f"/staff/events/badge/{day.korean_guest.badge_key}/"

    visitor = client.get(address)
    client.force_login(getattr(day, who))
    answers = [client.get(address), client.post(address), client.get("/staff/events/badge/no-such-key/")]

    assert visitor.status_code == 302
    assert visitor.headers["Location"].startswith("/accounts/login/")
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert day.korean_guest.name not in answers[0].content.decode()


def test_a_walk_in_is_found_by_company_and_let_in(staff: Client) -> None:
    event, company = today(), CompanyFactory(name="Daejeon Membranes")
    address = f"/staff/events/{event.public_id}/day/walk-in/"

    page = staff.get(address, {"text": "membranes"}).content.decode()
    words = words_after(staff, address, company=company.public_id, name="Sora Han", role="CTO")

    assert company.public_id in page
    assert "Checked in: Sora Han" in words
    assert Registration.objects.get().company == company


def test_a_walk_in_without_a_place_keeps_what_was_typed(staff: Client) -> None:
    event, company = today(capacity=1), CompanyFactory()
    RegistrationFactory(event=event)
    sent = {"company": company.public_id, "name": "Sora Han"}

    page = staff.post(f"/staff/events/{event.public_id}/day/walk-in/", sent)

    assert page.status_code == 422
    assert "all 1 places are taken" in page.content.decode()
    assert 'value="Sora Han"' in page.content.decode()
    assert company.shown_name in page.content.decode()


def big_event(companies: int) -> tuple[Event, Day]:
    """An event at which so many companies are registered, and one meeting."""
    event = today(capacity=None)
    day = make_day(event=event)
    rows = [
        Company(
            name=f"Guest company {number:03}", country="LU", city="Wiltz", status="verified", languages=["fr"], nace=[]
        )
        for number in range(companies)
    ]
    made = Company.objects.bulk_create(rows)
    fields = {"status": "confirmed", "attendance": "on_site", "languages": ["en"], "language": "en"}
    registrations = Registration.objects.bulk_create(
        Registration(event=event, company=company, confirmed_at=timezone.now(), **fields) for company in made
    )
    now = timezone.now() - timedelta(minutes=5)
    Attendee.objects.bulk_create(
        Attendee(registration=one, name=f"Person {one.pk}", checked_in_at=now if one.pk % 2 else None)
        for one in registrations
    )
    return event, day


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "page", ["day/", "day/?q=person", "day/tables/", "screen/", "outcomes/", "print/badges/", "print/door/"]
)
def test_pages_of_600_participants_ask_as_much_as_those_of_few(staff: Client, page: str) -> None:
    few, many = big_event(3)[0], big_event(598)[0]

    asked = [queries_of(staff, f"/staff/events/{event.public_id}/{page}") for event in (few, many)]

    assert asked[0] == asked[1] <= 20


def test_the_hand_of_one_of_600_asks_as_much_as_of_few(client: Client) -> None:
    asked = []
    for companies in (3, 598):
        event, day = big_event(companies)
        member: User = day.korean
        client.force_login(member)
        asked.append(queries_of(client, f"/me/events/{event.public_id}/now/"))

    assert asked[0] == asked[1] <= 25
