"""Participants, asking and answering on their pages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.models import Contact
from events.models import Event, EventFit, MeetingRequest, Registration
from meetings.services.fits import compute_fits
from meetings.services.meeting_requests import withdraw_meeting_request
from tests.events.factories import EventFactory, MeetingRequestFactory
from tests.events.guests import a_pair
from tests.factories import ContactFactory
from tests.standing import suspend


def page(name: str, thing: Registration | MeetingRequest) -> str:
    return reverse(f"meetings:{name}", args=[thing.public_id])


def asking(sender: Registration, receiver: Registration) -> str:
    return reverse("meetings:meeting_ask", args=[sender.public_id, receiver.public_id])


def client_of(registration: Registration) -> Client:
    client = Client()
    client.force_login(registration.company.memberships.get().user)
    return client


@pytest.fixture
def event(db: None) -> Event:
    return EventFactory()


@pytest.fixture
def sides(event: Event) -> tuple[Registration, Registration]:
    return a_pair(event)


Sides = tuple[Registration, Registration]


def test_the_list_names_companies_and_projects_and_no_contact(sides: Sides) -> None:
    korean, luxembourger = sides
    contact: Contact = ContactFactory(company=luxembourger.company)
    compute_fits(korean.event_id)

    text = client_of(korean).get(page("partner_list", korean)).text

    assert luxembourger.company.name in text
    assert luxembourger.projects.get().title in text
    assert "Best for your projects" in text
    assert contact.email not in text
    assert contact.name not in text


@pytest.mark.parametrize("fields", [{"is_listed": False}, {"status": "waiting"}])
def test_who_did_not_agree_or_does_not_come_is_not_on_it(sides: Sides, fields: dict[str, object]) -> None:
    korean, luxembourger = sides
    compute_fits(korean.event_id)
    Registration.objects.filter(pk=luxembourger.pk).update(**fields)

    assert luxembourger.company.name not in client_of(korean).get(page("partner_list", korean)).text


def test_who_is_not_confirmed_does_not_see_it(sides: Sides) -> None:
    korean, luxembourger = sides
    Registration.objects.filter(pk=korean.pk).update(status="waiting")

    text = client_of(korean).get(page("partner_list", korean)).text

    assert luxembourger.company.name not in text
    assert "when your registration is confirmed" in text


def test_the_list_and_its_suggestions_cost_the_same_for_one_and_for_three(event: Event, sides: Sides) -> None:
    korean, counts = sides[0], []
    for more in (0, 2):
        for _number in range(more):
            a_pair(event)
        compute_fits(event.pk)
        client = client_of(korean)
        client.get(page("partner_list", korean))
        with CaptureQueriesContext(connection) as queries:
            client.get(page("partner_list", korean))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_asking_and_accepting_between_two_browsers(sides: Sides) -> None:
    korean, luxembourger = sides
    asked = {"reason": "We hear leaks.", "language": "en"}

    answer = client_of(korean).post(asking(korean, luxembourger), asked, follow=True)
    assert "Your request has been sent." in answer.text
    request = MeetingRequest.objects.get()
    inbox = client_of(luxembourger).get(page("meeting_requests", luxembourger)).text
    assert "We hear leaks." in inbox
    assert client_of(korean).post(page("meeting_request_accept", request)).status_code == 404

    client_of(luxembourger).post(page("meeting_request_accept", request))

    request.refresh_from_db()
    assert request.status == "accepted"


def test_asking_back_says_that_it_is_agreeing(sides: Sides) -> None:
    korean, luxembourger = sides
    MeetingRequestFactory(event=korean.event, sender=luxembourger, receiver=korean)
    form = client_of(korean).get(asking(korean, luxembourger))
    assert "has already asked you" in form.text

    asked = {"reason": "Gladly.", "language": "en"}
    answer = client_of(korean).post(asking(korean, luxembourger), asked, follow=True)

    assert "You have accepted" in answer.text


def test_a_refusal_keeps_what_was_typed(event: Event, sides: Sides) -> None:
    korean, luxembourger = sides
    Event.objects.filter(pk=event.pk).update(open_requests=1)
    MeetingRequestFactory(event=event, sender=korean, receiver=a_pair(event)[1])

    asked = {"reason": "Typed with care.", "language": "en"}
    answer = client_of(korean).post(asking(korean, luxembourger), asked)

    assert answer.status_code == 409
    assert "which is the maximum" in answer.text
    assert "Typed with care." in answer.text


def test_declining_needs_a_reason_and_says_so_at_that_request(sides: Sides) -> None:
    korean, luxembourger = sides
    request = MeetingRequestFactory(event=korean.event, sender=korean, receiver=luxembourger)
    client = client_of(luxembourger)

    refused = client.post(page("meeting_request_decline", request), {"reason": ""})
    done = client.post(page("meeting_request_decline", request), {"reason": "full"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "Choose a reason" in refused.text
    assert "Our day is full." in client_of(korean).get(page("meeting_requests", korean)).text


def test_who_answers_too_late_reads_why(sides: Sides) -> None:
    korean, luxembourger = sides
    request = MeetingRequestFactory(event=korean.event, sender=korean, receiver=luxembourger)
    withdraw_meeting_request(request)

    answer = client_of(luxembourger).post(page("meeting_request_accept", request))

    assert answer.status_code == 409
    assert "“withdrawn”" in answer.text


def test_one_takes_back_what_one_asked(sides: Sides) -> None:
    korean, luxembourger = sides
    request = MeetingRequestFactory(event=korean.event, sender=korean, receiver=luxembourger)

    assert client_of(luxembourger).post(page("meeting_request_withdraw", request)).status_code == 404
    client_of(korean).post(page("meeting_request_withdraw", request))

    request.refresh_from_db()
    assert request.status == "withdrawn"


def test_the_inbox_costs_the_same_for_one_request_and_for_three(event: Event, sides: Sides) -> None:
    korean, counts = sides[0], []
    for more in (1, 2):
        for _number in range(more):
            MeetingRequestFactory(event=event, sender=a_pair(event)[1], receiver=korean)
        client = client_of(korean)
        client.get(page("meeting_requests", korean))
        with CaptureQueriesContext(connection) as queries:
            client.get(page("meeting_requests", korean))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_list_is_narrowed_by_country_and_by_words(event: Event, sides: Sides) -> None:
    korean, luxembourger = sides
    neighbour, other = a_pair(event)
    compute_fits(event.pk)
    client, address = client_of(korean), page("partner_list", korean)

    def named(query: str) -> set[int]:
        return {row["registration"].pk for row in client.get(f"{address}?{query}").context["rows"]}

    assert named("country=LU") == {luxembourger.pk, other.pk}
    assert named(f"text={neighbour.company.name}") == {neighbour.pk}
    assert named(f"text={other.projects.get().title}") == {other.pk}
    assert named("country=Mars") == {luxembourger.pk, neighbour.pk, other.pk}


def test_the_best_fits_come_first(event: Event, sides: Sides) -> None:
    korean, luxembourger = sides
    _neighbour, better = a_pair(event)
    compute_fits(event.pk)
    EventFit.objects.filter(korean=korean, luxembourg=better).update(score=0.9)
    EventFit.objects.filter(korean=korean, luxembourg=luxembourger).update(score=0.2)

    rows = client_of(korean).get(page("partner_list", korean)).context["rows"]

    assert [row["registration"].pk for row in rows][:2] == [better.pk, luxembourger.pk]


def test_a_suspended_company_does_not_see_who_comes(sides: Sides) -> None:
    korean, luxembourger = sides
    suspend(korean.company)

    assert luxembourger.company.name not in client_of(korean).get(page("partner_list", korean)).text
