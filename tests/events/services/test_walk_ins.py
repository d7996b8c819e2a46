import pytest

from events.errors import DoorError
from events.models import Attendance, Attendee, Registration, RegistrationStatus
from events.services.registrations import Guest
from events.services.walk_ins import add_walk_in
from tests.events.day import make_day, today
from tests.events.factories import RegistrationFactory
from tests.factories import CompanyFactory, ReviewerFactory
from tests.partnerships.threads import at_once
from values.errors import PortalError

MINA = Guest("Mina Park", "Sales")


@pytest.mark.django_db
def test_a_company_that_comes_without_registering_is_let_in() -> None:
    event, company = today(), CompanyFactory(languages=["ko", "en"])

    done = add_walk_in(event, company=company, guest=MINA, by=ReviewerFactory())

    registration = Registration.objects.get()
    assert (registration.is_walk_in, registration.status, registration.languages) == (True, "confirmed", ["ko", "en"])
    assert (done.is_new, done.attendee.name, done.attendee.role) == (True, "Mina Park", "Sales")
    assert done.attendee.checked_in_at is not None


@pytest.mark.django_db
def test_another_person_of_a_registered_company_comes_too() -> None:
    day = make_day()

    add_walk_in(day.event, company=day.meeting.korean.company, guest=MINA, by=ReviewerFactory())

    assert [person.name for person in day.meeting.korean.attendees.all()] == [day.korean_guest.name, "Mina Park"]
    assert Registration.objects.count() == 2


@pytest.mark.django_db
def test_somebody_on_the_list_is_the_same_person() -> None:
    day = make_day()
    guest = Guest(day.korean_guest.name.upper())

    add_walk_in(day.event, company=day.meeting.korean.company, guest=guest, by=ReviewerFactory())

    assert Attendee.objects.count() == 2
    assert Attendee.objects.get(pk=day.korean_guest.pk).checked_in_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize("status", [RegistrationStatus.REQUESTED, RegistrationStatus.WAITING])
def test_a_company_that_waits_is_confirmed_at_the_door(status: str) -> None:
    waiting = RegistrationFactory(event=today(), status=status, confirmed_at=None)

    add_walk_in(waiting.event, company=waiting.company, guest=MINA, by=ReviewerFactory())

    waiting.refresh_from_db()
    assert (waiting.status, waiting.is_walk_in) == (RegistrationStatus.CONFIRMED, False)
    assert waiting.confirmed_at is not None


@pytest.mark.django_db
def test_a_full_event_takes_nobody_more() -> None:
    event = today(capacity=1)
    RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, status=RegistrationStatus.WAITING)

    for company in (CompanyFactory(), waiting.company):
        with pytest.raises(DoorError, match="all 1 places"):
            add_walk_in(event, company=company, guest=MINA, by=ReviewerFactory())

    assert not Attendee.objects.exists()


@pytest.mark.django_db
def test_neither_a_suspended_company_nor_an_event_online_takes_walk_ins() -> None:
    event, online = today(), today(attendance=Attendance.ONLINE, country="")

    with pytest.raises(DoorError, match="verified"):
        add_walk_in(event, company=CompanyFactory(status="suspended"), guest=MINA, by=ReviewerFactory())
    with pytest.raises(DoorError, match="online"):
        add_walk_in(online, company=CompanyFactory(), guest=MINA, by=ReviewerFactory())


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_two_at_two_doors() -> None:
    event, companies, staff = today(capacity=1), [CompanyFactory(), CompanyFactory()], ReviewerFactory()

    outcomes = at_once(
        *[lambda company=company: add_walk_in(event, company=company, guest=MINA, by=staff) for company in companies]  # type: ignore[misc]
    )

    assert sum(isinstance(outcome, PortalError) for outcome in outcomes) == 1
    assert Registration.objects.count() == 1
