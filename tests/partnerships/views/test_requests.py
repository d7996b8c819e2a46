"""The inbox and the page of one request: who sees what, in which order, and what a loser is told."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from companies.models import Company
from partnerships.models import Introduction, PartnershipRequest, RequestStatus
from partnerships.services.requests import withdraw_request
from tests.factories import (
    ContactFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.seen import seen_by_receiver

INBOX = "/partnerships/"


@pytest.fixture
def request_(db: None) -> PartnershipRequest:
    return PartnershipRequestFactory()


@pytest.fixture
def receiver(request_: PartnershipRequest) -> User:
    user: User = MembershipFactory(company=request_.receiver).user
    return user


@pytest.fixture
def sender(request_: PartnershipRequest) -> User:
    user: User = MembershipFactory(company=request_.sender).user
    return user


def page_of(request: PartnershipRequest, step: str = "detail") -> str:
    return reverse(f"partnerships:request_{step}", args=[request.public_id])


def ended(status: str, **fields: object) -> PartnershipRequest:
    """A request that was answered or ran out a day after it was sent."""
    sent_at = timezone.now() - timedelta(days=30)
    request: PartnershipRequest = PartnershipRequestFactory(sent_at=sent_at, **fields)
    values: dict[str, object] = {"status": status}
    if status in ("accepted", "declined"):
        values["answered_at"] = sent_at + timedelta(days=2)
    if status == "declined":
        values["decline_reason"] = "no_fit"
    PartnershipRequest.objects.filter(pk=request.pk).update(**values)
    request.refresh_from_db()
    return request


def test_the_inbox_puts_what_needs_my_answer_first(
    client: Client, request_: PartnershipRequest, receiver: User
) -> None:
    mine = request_.receiver_project
    old = ended("expired", receiver_project=mine)
    sent = PartnershipRequestFactory(sender_project=mine, receiver_project=ProjectFactory())
    urgent = PartnershipRequestFactory(receiver_project=mine, due_at=timezone.now() + timedelta(days=1))
    client.force_login(receiver)

    page = client.get(INBOX)

    assert [row["entry"] for row in page.context["rows"]] == [urgent, request_, sent, old]
    assert [row["needs_answer"] for row in page.context["rows"]] == [True, True, False, False]
    assert page.context["waiting"] == 2
    assert [row["entry"] for row in client.get(INBOX, {"box": "sent"}).context["rows"]] == [sent]
    assert len(client.get(INBOX, {"box": "received"}).context["rows"]) == 3


def test_the_navigation_counts_what_waits(client: Client, request_: PartnershipRequest, receiver: User) -> None:
    client.force_login(receiver)

    page = client.get(reverse("companies:own_companies")).content.decode()

    assert 'Requests&nbsp;<span class="badge badge--amber">1<span' in page


def test_the_inbox_asks_the_same_number_of_queries_for_one_and_three(
    client: Client, request_: PartnershipRequest, receiver: User
) -> None:
    client.force_login(receiver)
    client.get(INBOX)
    with CaptureQueriesContext(
        connection,
    ) as for_one:
        client.get(INBOX)
    for _number in range(2):
        PartnershipRequestFactory(receiver_project=request_.receiver_project)
    with CaptureQueriesContext(connection) as for_three:
        client.get(INBOX)

    assert len(for_three) == len(for_one)


def test_the_staff_list_asks_the_same_number_of_queries_for_one_and_three(
    client: Client, request_: PartnershipRequest
) -> None:
    client.force_login(ReviewerFactory())
    address = reverse("partnerships:request_queue")
    client.get(address)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address)
    for _number in range(2):
        PartnershipRequestFactory()
    with CaptureQueriesContext(connection) as for_three:
        client.get(address)

    assert len(for_three) == len(for_one)


def test_a_request_shows_its_words_the_fit_and_no_contact(
    client: Client, request_: PartnershipRequest, receiver: User
) -> None:
    contact = ContactFactory(company=request_.sender)
    client.force_login(receiver)

    page = client.get(page_of(request_))

    text = page.content.decode()
    assert request_.pitch in text
    assert page.context["reasons"].criteria
    assert "Yes, we are interested" in text
    assert contact.email not in text
    assert contact.name not in text


def test_the_sender_sees_no_answer_form_and_the_receiver_no_withdrawal(
    client: Client, request_: PartnershipRequest, receiver: User, sender: User
) -> None:
    client.force_login(sender)
    sent = client.get(page_of(request_)).content.decode()
    client.force_login(receiver)
    received = client.get(page_of(request_)).content.decode()

    assert ("Yes, we are interested" in sent, "Withdraw the request" in sent) == (False, True)
    assert ("Yes, we are interested" in received, "Withdraw the request" in received) == (True, False)


def test_only_the_receiver_answers_and_only_the_sender_withdraws(
    client: Client, request_: PartnershipRequest, receiver: User, sender: User
) -> None:
    client.force_login(sender)
    assert client.post(page_of(request_, "accept")).status_code == 404
    assert client.post(page_of(request_, "decline"), {"reason": "no_fit"}).status_code == 404
    client.force_login(receiver)
    assert client.post(page_of(request_, "withdraw")).status_code == 404

    request_.refresh_from_db()
    assert request_.status == RequestStatus.SENT


def test_accepting_says_what_comes_next(client: Client, request_: PartnershipRequest, receiver: User) -> None:
    client.force_login(receiver)

    page = client.post(page_of(request_, "accept"), {"seen": seen_by_receiver(request_)}, follow=True)

    introduction = Introduction.objects.get()
    assert reverse("partnerships:introduction_detail", args=[introduction.public_id]) in page.content.decode()
    assert "Continue to the introduction" in page.content.decode()


@pytest.mark.parametrize(
    ("side", "words", "leads_home"),
    [
        (
            "receiver",
            "Companies must be verified before they can contact others, and yours is not verified at the moment",
            True,
        ),
        ("sender", "Both companies must be verified, and the other company is not verified at the moment", False),
    ],
)
def test_who_cannot_accept_is_told_before_and_what_to_do(
    side: str, words: str, leads_home: bool, client: Client, request_: PartnershipRequest, receiver: User
) -> None:
    Company.objects.filter(pk=getattr(request_, f"{side}_id")).update(status="suspended")
    client.force_login(receiver)

    page = client.get(page_of(request_)).content.decode()
    refused = client.post(page_of(request_, "accept"))

    assert words in page
    assert page_of(request_, "accept") not in page
    assert page_of(request_, "decline") in page
    assert (page.count(f'href="{reverse("companies:own_companies")}"') > 2) == leads_home  # the menu has it twice
    assert refused.status_code == 409
    assert words in refused.content.decode()


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/partnerships/", "Requests"),
        ("/introductions/", "Requests"),
        ("/collaborations/", "Collaborations"),
        ("/cases/", None),
        ("/insights/", None),
    ],
)
def test_the_menu_marks_where_one_is(path: str, label: str | None, client: Client, receiver: User) -> None:
    client.force_login(receiver)

    page = client.get(path).content.decode()

    marked = re.findall(r'<li><a href="[^"]+" aria-current="[^"]+">(\w+)', page.partition("<main")[0])
    assert set(marked) == ({label} if label else set())


def test_declining_without_a_reason_keeps_the_comment(
    client: Client, request_: PartnershipRequest, receiver: User
) -> None:
    client.force_login(receiver)

    page = client.post(page_of(request_, "decline"), {"reason": "", "comment": "We like your work."})

    assert page.status_code == 422
    assert "Please choose a reason" in page.content.decode()
    assert "We like your work." in page.content.decode()


def test_who_comes_too_late_is_told_and_keeps_what_they_typed(
    client: Client, request_: PartnershipRequest, receiver: User
) -> None:
    withdraw_request(request_, by=UserFactory(full_name="Kim Jiwoo"))
    client.force_login(receiver)

    page = client.post(page_of(request_, "decline"), {"reason": "no_fit", "comment": "We like your work."})

    assert page.status_code == 409
    assert "Kim Jiwoo has already dealt with this request. Its status is now “withdrawn”" in page.content.decode()
    assert "We like your work." in page.content.decode()


def test_after_a_decline_the_sender_sees_a_polite_reason_and_others_who_fit(
    client: Client, request_: PartnershipRequest, sender: User, receiver: User
) -> None:
    better, closed = MatchFactory(korean_project=request_.sender_project), LuxembourgProjectFactory()
    closed.is_open_for_requests = False
    closed.save(update_fields=["is_open_for_requests"])
    MatchFactory(korean_project=request_.sender_project, luxembourg_project=closed, score=0.9)
    MatchFactory(korean_project=request_.sender_project, luxembourg_project=request_.receiver_project, score=0.95)
    client.force_login(receiver)
    client.post(page_of(request_, "decline"), {"reason": "competitor", "seen": seen_by_receiver(request_)})
    client.force_login(sender)

    page = client.get(page_of(request_))

    assert [row["project"] for row in page.context["alternatives"]] == [better.luxembourg_project]
    assert "Their own work is too close to yours" in page.content.decode()
    assert "They are a competitor" not in page.content.decode()


def test_the_response_rate_shows_from_three_requests_on(client: Client, request_: PartnershipRequest) -> None:
    company_page = reverse("directory:company_detail", args=[request_.receiver.public_id])
    mine = request_.receiver_project
    ended("accepted", receiver_project=mine)
    ended("expired", receiver_project=mine)
    ended("withdrawn", receiver_project=mine)

    assert "answered" not in client.get(company_page).content.decode()
    ended("declined", receiver_project=mine)
    page = client.get(company_page).content.decode()
    assert "67% of 3 answered" in page
    assert "within 2 days on average" in page


def test_staff_see_who_waits_longest_and_remind(client: Client, request_: PartnershipRequest, receiver: User) -> None:
    older = PartnershipRequestFactory(sent_at=timezone.now() - timedelta(days=9))
    done = ended("accepted")
    client.force_login(ReviewerFactory())
    address = reverse("partnerships:request_queue")

    assert list(client.get(address).context["page"]) == [older, request_]
    assert list(client.get(address, {"state": "accepted"}).context["page"]) == [done]
    assert list(client.get(address, {"text": request_.receiver.name}).context["page"]) == [request_]
    assert list(client.get(address, {"country": "KR"}).context["page"]) == []
    first = client.post(page_of(request_, "nudge"), follow=True).content.decode()
    second = client.post(page_of(request_, "nudge"), follow=True).content.decode()
    assert "The recipient has been reminded by e-mail" in first
    assert "No reminder was sent:" in second
