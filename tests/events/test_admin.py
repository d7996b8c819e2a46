"""Administrators look up events, registrations and computations; nobody writes any of them there."""

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event, Registration, ScheduleRun
from tests.events.factories import AttendeeFactory
from tests.factories import AdministratorFactory
from tests.signing_in import sign_in_afresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    sign_in_afresh(client, AdministratorFactory())
    return client


def test_everything_is_shown_but_the_key_on_the_badge(administrator: Client) -> None:
    guest = AttendeeFactory(name="Kim Min-ji")
    event = guest.registration.event
    run = ScheduleRun.objects.create(event=event, number=1, error="The solver stopped.")

    pages = {
        row: administrator.get(reverse(f"admin:events_{row._meta.model_name}_change", args=[row.pk]))
        for row in (event, guest.registration, run)
    }
    lists = [
        administrator.get(reverse(f"admin:events_{row._meta.model_name}_changelist"), {"q": event.public_id})
        for row in pages
    ]

    assert {page.status_code for page in (*pages.values(), *lists)} == {200}
    assert [event.public_id in page.content.decode() for page in lists] == [True, True, True]
    assert "Kim Min-ji" in pages[guest.registration].content.decode()
    assert not any(guest.badge_key in page.content.decode() for page in (*pages.values(), *lists))


def test_nobody_writes_there(administrator: Client) -> None:
    registration = AttendeeFactory().registration
    before = (Event.objects.values().get(), Registration.objects.values().get())

    answers = [
        administrator.post(reverse(f"admin:events_{name}_{step}", args=args), {"status": "cancelled"}).status_code
        for name, row in (("event", registration.event), ("registration", registration))
        for step, args in (("change", [row.pk]), ("add", []))
    ]

    assert answers == [403] * 4
    assert administrator.post(reverse("admin:events_event_delete", args=[registration.event_id])).status_code == 403
    assert (Event.objects.values().get(), Registration.objects.values().get()) == before
