"""Registering for an event, and what refuses it; the waiting list is in its own file."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar

from companies.models import Company
from events.errors import RegistrationChangedError, RegistrationRefusedError
from events.models import Attendee, Event, EventIntention, MeetingRequest, Registration, SlotAnswer
from events.services.registrations import Guest, register_company, seen_of, update_registration
from notifications.models import EmailKind, OutboxEmail, WebhookEvent
from tests.events.factories import EventFactory, MeetingRequestFactory, MeetingSlotFactory, RegistrationFactory
from tests.events.guests import a_pair, answers, korean_company, mails, member_of
from tests.factories import CompanyFactory, ProjectFactory, UserFactory, WebhookFactory


def register(event: Event, company: Company, **said: Any) -> Registration:
    return register_company(event, company=company, answers=answers(**said), by=UserFactory())


@pytest.mark.django_db
def test_a_registration_is_confirmed_with_a_calendar_entry_that_a_parser_reads() -> None:
    event, company = EventFactory(sequence=3), korean_company()

    made = register(event, company)

    email = OutboxEmail.objects.get()
    assert (made.status, email.kind, email.topic) == ("confirmed", EmailKind.EVENT, "confirmed")
    calendar = Calendar.from_ical(bytes(email.attachments.get().content))
    (entry,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], entry["UID"].partition("@")[0]) == ("REQUEST", event.public_id)
    assert (entry["SEQUENCE"], entry.decoded("dtstart"), entry["STATUS"]) == (3, event.starts_at, "CONFIRMED")


@pytest.mark.django_db
def test_where_staff_confirm_it_waits_for_them() -> None:
    made = register(EventFactory(is_confirmed_automatically=False), korean_company())

    assert made.status == "requested"
    assert [topic for topic, _reader in mails()] == ["received"]


@pytest.mark.django_db
def test_everything_that_was_said_is_kept() -> None:
    project, event = ProjectFactory(), EventFactory()
    first, second = MeetingSlotFactory(event=event), MeetingSlotFactory(event=event)
    member = member_of(project.company, full_name="Kim Min-ji")
    people = [Guest("Kim Min-ji", "Head of sales"), Guest("Lee Do-yun")]

    made = register(
        event,
        project.company,
        attendance="online",
        guests=people,
        project_ids=[project.pk],
        is_listed=True,
        free={first.pk: True, second.pk: False, 10**9: True},
    )

    assert list(made.attendees.values_list("name", "role", "user")) == [
        ("Kim Min-ji", "Head of sales", member.pk),
        ("Lee Do-yun", "", None),
    ]
    assert list(made.projects.all()) == [project]
    assert dict(made.slot_answers.values_list("slot", "is_free")) == {first.pk: True, second.pk: False}
    assert (made.attendance, made.is_listed, made.list_text) == ("online", True, "2026-12")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": "closed"}, "is closed"),
        ({"registration_closes_at": timezone.now() - timedelta(minutes=1)}, "is closed"),
        ({"registration_opens_at": timezone.now() + timedelta(days=1)}, "not open yet"),
        ({"status": "cancelled", "cancelled_at": timezone.now()}, "has been cancelled"),
        ({"status": "over"}, "is over"),
    ],
)
def test_an_event_that_takes_nobody_now_says_why(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(RegistrationRefusedError, match=words):
        register(EventFactory(**fields), korean_company())

    assert not Registration.objects.exists()


@pytest.mark.django_db
def test_a_company_that_is_not_verified_is_told_where_to_look() -> None:
    with pytest.raises(RegistrationRefusedError, match="must be verified"):
        register(EventFactory(), CompanyFactory(status="submitted"))


@pytest.mark.django_db
def test_a_company_registers_once_and_again_after_cancelling() -> None:
    event, company = EventFactory(), korean_company()
    first = register(event, company)

    with pytest.raises(RegistrationRefusedError, match="already registered"):
        register(event, company)
    Registration.objects.filter(pk=first.pk).update(status="cancelled")

    assert register(event, company).status == "confirmed"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"guests": [Guest("A"), Guest("B"), Guest("C")]}, "No more than 2 people"),
        ({"guests": []}, "at least one person who will attend"),
        ({"attendance": "hybrid"}, "does not offer this way of taking part"),
    ],
)
def test_what_the_event_does_not_allow_is_refused_in_words(said: dict[str, Any], words: str) -> None:
    with pytest.raises(RegistrationRefusedError, match=words):
        register(EventFactory(), korean_company(), **said)

    assert not Registration.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{}, {"status": "draft"}])
def test_only_published_projects_of_ones_own_come_along(fields: dict[str, Any]) -> None:
    company = korean_company()
    project = ProjectFactory(company=company, **fields) if fields else ProjectFactory()

    with pytest.raises(RegistrationRefusedError, match="only published projects of your own company"):
        register(EventFactory(), company, project_ids=[project.pk])


@pytest.mark.django_db
def test_the_wish_to_register_is_gone_once_the_company_is_registered() -> None:
    event, company = EventFactory(), korean_company()
    EventIntention.objects.create(event=event, user=member_of(company))
    other = EventIntention.objects.create(event=event, user=UserFactory())

    register(event, company)

    assert list(EventIntention.objects.all()) == [other]


@pytest.mark.django_db
def test_a_change_keeps_badges_that_are_out_and_people_who_have_come() -> None:
    event = EventFactory(most_people=4)
    made = register(event, korean_company(), guests=[Guest("Kim"), Guest("Lee"), Guest("Park")])
    kim, lee, park = made.attendees.all()
    Attendee.objects.filter(pk=park.pk).update(checked_in_at=timezone.now())

    update_registration(
        made, answers=answers(guests=[Guest("Kim M.", "", kim.pk), Guest("Choi")]), seen=seen_of(_now(made))
    )

    assert set(made.attendees.values_list("name", flat=True)) == {"Kim M.", "Park", "Choi"}
    assert made.attendees.get(pk=kim.pk).badge_key == kim.badge_key
    assert not Attendee.objects.filter(pk=lee.pk).exists()


@pytest.mark.django_db
def test_an_attendee_of_another_company_is_not_renamed() -> None:
    made, other = (register(EventFactory(), korean_company()) for _company in range(2))
    theirs = other.attendees.get()

    update_registration(made, answers=answers(guests=[Guest("Mine", "", theirs.pk)]), seen=seen_of(_now(made)))

    theirs.refresh_from_db()
    assert (theirs.name, theirs.registration_id) == ("Kim Min-ji", other.pk)


@pytest.mark.django_db
def test_a_stale_form_changes_nothing() -> None:
    made = register(EventFactory(), korean_company())
    seen = seen_of(_now(made))
    update_registration(made, answers=answers(wish="First"), seen=seen)

    with pytest.raises(RegistrationChangedError, match="A colleague has changed"):
        update_registration(made, answers=answers(wish="Second"), seen=seen)

    assert _now(made).wish == "First"


@pytest.mark.django_db
def test_a_registration_that_ended_is_not_changed() -> None:
    made = RegistrationFactory(status="cancelled")

    with pytest.raises(RegistrationRefusedError, match="has ended"):
        update_registration(made, answers=answers(), seen=seen_of(_now(made)))


@pytest.mark.django_db
def test_who_wants_no_meetings_after_all_takes_back_what_nobody_answered() -> None:
    korean, luxembourger = a_pair()
    sent = MeetingRequestFactory(event=korean.event, sender=korean, receiver=luxembourger)
    received = MeetingRequestFactory(event=korean.event, sender=luxembourger, receiver=korean)

    update_registration(korean, answers=answers(wants_meetings=False), seen=seen_of(_now(korean)))

    assert [MeetingRequest.objects.get(pk=one.pk).status for one in (sent, received)] == ["withdrawn", "sent"]


@pytest.mark.django_db
def test_slots_answered_before_are_answered_anew() -> None:
    event = EventFactory()
    slot = MeetingSlotFactory(event=event)
    made = register(event, korean_company(), free={slot.pk: True})

    update_registration(made, answers=answers(free={slot.pk: False}), seen=seen_of(_now(made)))

    assert SlotAnswer.objects.get().is_free is False


@pytest.mark.django_db
def test_webhooks_hear_of_it_without_people_and_wishes() -> None:
    WebhookFactory(events=["registration.changed"])

    made = register(EventFactory(), korean_company(), wish="Something private")

    event = WebhookEvent.objects.get().body
    assert made.public_id in event
    assert "Kim Min-ji" not in event
    assert "private" not in event


def _now(registration: Registration) -> Registration:
    return Registration.objects.get(pk=registration.pk)
