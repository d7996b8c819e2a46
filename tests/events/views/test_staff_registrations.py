"""Registrations as staff see them: decisions on many, invitations by the engine, the file."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.models import Event, EventInvitation, EventRecord, Registration
from notifications.models import EmailKind, OutboxEmail
from notifications.services import set_preferences
from tests.events.factories import AttendeeFactory, EventFactory, RegistrationFactory
from tests.events.guests import a_pair, korean_company, member_of
from tests.factories import LuxembourgProjectFactory, MatchFactory, ReviewerFactory


@pytest.fixture
def event(db: None) -> Event:
    return EventFactory(is_confirmed_automatically=False)


@pytest.fixture
def staff(db: None) -> Client:
    client = Client()
    client.force_login(ReviewerFactory())
    return client


def page(name: str, event: Event) -> str:
    return reverse(f"events:{name}", args=[event.public_id])


def requested(event: Event) -> Registration:
    made: Registration = RegistrationFactory(
        event=event, company=korean_company(), status="requested", confirmed_at=None
    )
    AttendeeFactory(registration=made)
    return made


def test_many_are_confirmed_at_once_and_what_changed_meanwhile_is_said(event: Event, staff: Client) -> None:
    one, two, gone = (requested(event) for _company in range(3))
    ticked = [f"{entry.public_id}:requested" for entry in (one, two, gone)]
    Registration.objects.filter(pk=gone.pk).update(status="cancelled")

    answer = staff.post(page("registration_decide", event), {"decision": "confirm", "chosen": ticked}, follow=True)

    assert "2 decisions saved." in answer.text
    assert f"{gone.company}: nothing was changed" in answer.text
    assert set(Registration.objects.values_list("status", flat=True)) == {"confirmed", "cancelled"}


def test_declining_asks_for_a_reason_and_keeps_what_was_ticked(event: Event, staff: Client) -> None:
    one = requested(event)
    ticked = f"{one.public_id}:requested"

    refused = staff.post(page("registration_decide", event), {"decision": "decline", "chosen": ticked})
    done = staff.post(page("registration_decide", event), {"decision": "decline", "chosen": ticked, "reason": "Full."})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert f'value="{ticked}" checked' in refused.text
    one.refresh_from_db()
    assert (one.status, one.end_reason) == ("declined", "Full.")


def test_nothing_ticked_is_said(event: Event, staff: Client) -> None:
    requested(event)

    answer = staff.post(page("registration_decide", event), {"decision": "confirm"})

    assert (answer.status_code, "Select at least one registration." in answer.text) == (422, True)


def test_the_list_costs_the_same_for_one_and_for_three(event: Event, staff: Client) -> None:
    counts = []
    for more in (1, 2):
        for _number in range(more):
            requested(event)
        staff.get(page("registration_list", event))
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(page("registration_list", event)).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_list_is_narrowed_by_state_and_name(event: Event, staff: Client) -> None:
    one = requested(event)
    other = RegistrationFactory(event=event)

    text = staff.get(page("registration_list", event) + "?status=requested").text
    named = staff.get(page("registration_list", event) + f"?text={other.company.name}").text

    assert (one.public_id in text, other.public_id in text) == (True, False)
    assert (one.public_id in named, other.public_id in named) == (False, True)


def test_the_file_has_a_line_for_each_person_and_no_formula(event: Event, staff: Client) -> None:
    one = requested(event)
    AttendeeFactory(registration=one, name="=HYPERLINK(1)")

    answer = staff.get(page("registration_export", event))
    content = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    header, *lines = csv.reader(io.StringIO(content))

    assert header[0] == "Company"
    assert [line[4] for line in lines] == [one.attendees.earliest("pk").name, "'=HYPERLINK(1)"]


def test_the_companies_that_fit_best_are_invited_once_and_only_those_who_agreed_are_written_to(
    event: Event, staff: Client
) -> None:
    a_pair(event)
    wanted = LuxembourgProjectFactory().company
    reader, _other = member_of(wanted), member_of(wanted)
    set_preferences(reader, choices={EmailKind.ANNOUNCEMENT: True})
    assert wanted.name in staff.get(page("invitation_list", event)).text

    staff.post(page("invitation_list", event), {"chosen": wanted.public_id})
    again = staff.post(page("invitation_list", event), {"chosen": wanted.public_id})

    assert EventInvitation.objects.get().company == wanted
    email = OutboxEmail.objects.get()
    assert (email.recipient, email.kind) == (reader.email, "announcement")
    assert EventRecord.objects.get().kind == "invited"
    assert (again.status_code, "neither registered nor invited" in again.text) == (409, True)


def test_while_nobody_comes_the_companies_with_the_best_matches_are_proposed(event: Event, staff: Client) -> None:
    match = MatchFactory(score=0.8)

    candidates = staff.get(page("invitation_list", event)).context["candidates"]

    companies = {match.korean_project.company, match.luxembourg_project.company}
    assert {(entry.company, entry.score) for entry in candidates} == {(company, 0.8) for company in companies}


def test_a_closed_event_invites_nobody(event: Event, staff: Client) -> None:
    match = MatchFactory()
    Event.objects.filter(pk=event.pk).update(status="closed")

    answer = staff.post(page("invitation_list", event), {"chosen": match.korean_project.company.public_id})

    assert (answer.status_code, "is closed" in answer.text) == (409, True)
    assert not EventInvitation.objects.exists()
