"""The pages of one's own registrations: what they show, what they refuse, and what stays typed."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from events.models import Event, EventIntention, Registration
from tests.events.factories import EventFactory, MeetingSlotFactory, RegistrationFactory
from tests.events.guests import member_of
from tests.factories import CompanyFactory, MembershipFactory, ProjectFactory, ReviewerFactory, UserFactory

TYPED = {
    "name_1": "Kim Min-ji",
    "role_1": "Sales",
    "attendance": "on_site",
    "languages": ["en", "ko"],
    "language": "en",
    "wish": "Pilot sites for our sensors.",
    "wants_meetings": "on",
    "is_listed": "on",
    "list_text": "2026-12",
}


def page(name: str, thing: Event | Registration) -> str:
    return reverse(f"events:{name}", args=[thing.public_id])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def event(db: None) -> Event:
    event = EventFactory()
    MeetingSlotFactory(event=event)
    MeetingSlotFactory(event=event)
    return event


@pytest.fixture
def member(db: None) -> User:
    return member_of(ProjectFactory().company, full_name="Kim Min-ji", time_zone="Asia/Seoul")


def test_a_member_registers_and_sees_it(event: Event, member: User) -> None:
    client = signed_in(member)
    first = event.slots.first()
    assert first is not None

    answer = client.post(page("registration_create", event), TYPED | {"free": [str(first.pk)]}, follow=True)

    made = Registration.objects.get()
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == page("registration_detail", made)
    assert "You are registered." in answer.text
    assert (made.status, made.is_listed, made.languages) == ("confirmed", True, ["en", "ko"])
    assert sorted(made.slot_answers.values_list("is_free", flat=True)) == [False, True]


def test_what_was_typed_stays_when_the_event_closes_meanwhile(event: Event, member: User) -> None:
    Event.objects.filter(pk=event.pk).update(status="closed")

    answer = signed_in(member).post(page("registration_create", event), TYPED | {"free": []}, follow=True)

    assert answer.status_code == 422  # no time was ticked
    free = [str(slot.pk) for slot in event.slots.all()]
    answer = signed_in(member).post(page("registration_create", event), TYPED | {"free": free}, follow=True)
    assert answer.status_code == 409
    assert "Registration for this event is closed" in answer.text
    assert "Pilot sites for our sensors." in answer.text


def test_two_colleagues_register_and_the_second_is_told(event: Event, member: User) -> None:
    company = member.memberships.get().company
    RegistrationFactory(event=event, company=company)
    free = [str(slot.pk) for slot in event.slots.all()]

    answer = signed_in(member).post(page("registration_create", event), TYPED | {"free": free})

    assert answer.status_code == 409
    assert "already registered" in answer.text


def test_guests_online_are_asked_before_they_meet_at_night(event: Event, member: User) -> None:
    """Slots at 10:00 UTC are in the evening in Seoul; those after 20:00 there are not ticked."""
    late = MeetingSlotFactory(event=event, starts_at=event.starts_at.replace(hour=12))

    form = signed_in(member).get(page("registration_create", event)).context["form"]

    (day,) = form.days()
    marks = {entry.slot.pk: (entry.is_night, entry.is_ticked) for entry in day}
    assert form.zone == ZoneInfo("Asia/Seoul")
    assert form["attendance"].value() == "online"
    assert marks[late.pk] == (True, False)
    assert list(marks.values()).count((False, True)) == 2


def test_times_are_shown_by_both_clocks(event: Event, member: User) -> None:
    text = signed_in(member).get(page("registration_create", event)).text

    first = event.slots.first()
    assert first is not None
    for zone in ("Asia/Seoul", "Europe/Luxembourg"):
        assert f"{first.starts_at.astimezone(ZoneInfo(zone)):%H:%M}" in text


def test_a_visitor_finds_the_event_again_after_signing_up(event: Event) -> None:
    client = Client()
    answer = client.get(page("registration_create", event))
    assert "/login/" in answer.headers["Location"]
    newcomer = UserFactory()

    client.force_login(newcomer)

    assert EventIntention.objects.get().user == newcomer
    assert page("registration_create", event) in client.get(reverse("companies:own_companies")).text
    assert page("registration_create", event) in client.get(reverse("events:own_events")).text
    text = client.get(page("registration_create", event)).text
    assert reverse("companies:own_company_create") in text


def test_who_changed_their_mind_is_not_reminded(event: Event, member: User) -> None:
    EventIntention.objects.create(event=event, user=member)
    others = EventIntention.objects.create(event=event, user=UserFactory())

    answer = signed_in(member).post(page("intention_drop", event), follow=True)

    assert "You will no longer be reminded" in answer.text
    assert list(EventIntention.objects.all()) == [others]


def test_a_company_that_waits_for_verification_is_kept_in_mind(event: Event) -> None:
    member = MembershipFactory(company=CompanyFactory(status="submitted")).user

    text = signed_in(member).get(page("registration_create", event)).text

    assert "must be verified" in text
    assert EventIntention.objects.get().user == member


def test_an_event_nobody_may_read_of_takes_no_registration(member: User) -> None:
    draft = EventFactory(status="draft")

    assert signed_in(member).get(page("registration_create", draft)).status_code == 404


def test_people_and_times_are_changed_and_a_stale_page_is_refused(event: Event, member: User) -> None:
    client, free = signed_in(member), [str(slot.pk) for slot in event.slots.all()]
    client.post(page("registration_create", event), TYPED | {"free": free})
    made = Registration.objects.get()
    form = client.get(page("registration_edit", made)).context["form"]
    typed = TYPED | {"free": free[:1], "seen": form["seen"].value(), "attendee_1": form["attendee_1"].value()}

    first = client.post(page("registration_edit", made), typed | {"wish": "Another wish."})
    second = client.post(page("registration_edit", made), typed | {"wish": "Typed for nothing?"})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Typed for nothing?" in second.text
    assert Registration.objects.get().wish == "Another wish."
    assert client.get(page("registration_edit", made)).context["form"]["free"].value() == free[:1]


def test_an_offered_place_is_accepted_on_its_page(event: Event, member: User) -> None:
    company = member.memberships.get().company
    offered = RegistrationFactory(
        event=event, company=company, status="offered", offer_due_at=event.starts_at, confirmed_at=None
    )
    client = signed_in(member)
    assert "A place is free for you" in client.get(page("registration_detail", offered)).text

    client.post(page("offer_accept", offered))
    again = client.post(page("offer_accept", offered))

    offered.refresh_from_db()
    assert offered.status == "confirmed"
    assert (again.status_code, "A colleague has already accepted" in again.text) == (409, True)


def test_cancelling_is_for_the_company_and_for_staff(event: Event, member: User) -> None:
    made = RegistrationFactory(event=event, company=member.memberships.get().company)
    other = RegistrationFactory(event=event)

    assert signed_in(member).post(page("registration_cancel", other)).status_code == 404
    assert signed_in(member).post(page("registration_cancel", made), {"reason": "Ill."}).status_code == 302
    assert signed_in(ReviewerFactory()).post(page("registration_cancel", other)).status_code == 302

    assert set(Registration.objects.values_list("status", flat=True)) == {"cancelled"}
    made.refresh_from_db()
    assert (made.ended_by, made.end_reason) == (member, "Ill.")


@pytest.mark.parametrize("status", ["requested", "waiting", "offered", "declined", "cancelled", "confirmed"])
def test_a_registration_shows_how_it_stands(event: Event, member: User, status: str) -> None:
    company = member.memberships.get().company
    made = RegistrationFactory(
        event=event,
        company=company,
        status=status,
        waiting_since=event.starts_at,
        offer_due_at=event.starts_at,
        end_reason="Too late.",
    )

    answer = signed_in(member).get(page("registration_detail", made))

    assert answer.status_code == 200
    assert ("Too late." in answer.text) == (status == "declined")


def test_own_events_cost_as_many_queries_for_one_as_for_three(member: User) -> None:
    client, company, counts = signed_in(member), member.memberships.get().company, []
    for more in (1, 2):
        for _number in range(more):
            RegistrationFactory(event=EventFactory(), company=company)
        client.get(reverse("events:own_events"))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("events:own_events")).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_form_keeps_who_one_is_among_two_companies(event: Event, member: User) -> None:
    second: Any = MembershipFactory(user=member).company

    text = signed_in(member).get(page("registration_create", event) + f"?company={second.public_id}").text

    assert f"<strong>{second.name}</strong>" in text
    assert f"?company={member.memberships.order_by('pk')[0].company.public_id}" in text
