"""Requests between companies: who may ask whom, one winner in every race, mail to the right side."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from companies.models import Company, CompanyStatus, Project
from companies.services.projects import set_open_for_requests
from matching.models import DeclinedPair, Match, MatchStatus
from matching.services.blocks import keep_apart
from notifications.models import OutboxEmail
from partnerships.errors import RequestRefusedError
from partnerships.models import PartnershipRequest, RequestStatus
from partnerships.services.requests import Wording, accept_request, decline_request, send_request, withdraw_request
from tests.factories import (
    PITCH,
    ApprovedMatchFactory,
    CompanyFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    UserFactory,
)
from tests.seen import seen_by_receiver
from values.errors import PortalError, ReasonMissingError, StateConflictError

WORDING = Wording("technology_transfer", PITCH, "en", "Is your permit valid for ten years?")


def member_of(company: Company, **fields: Any) -> User:
    return MembershipFactory(company=company, user=UserFactory(**fields)).user


def request_emails() -> QuerySet[OutboxEmail]:
    """What is written about requests themselves; an introduction has mails of its own."""
    return OutboxEmail.objects.filter(about_type=ContentType.objects.get_for_model(PartnershipRequest))


def send(
    project: Project, wanted: Project, *, by: User | None = None, receiver_project: Project | None = None
) -> PartnershipRequest:
    return send_request(
        project, receiver=wanted.company, receiver_project=receiver_project, wording=WORDING, by=by or UserFactory()
    )


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run the actions in as many threads, each with its own connection; what each returned or raised, in order."""
    outcomes: list[object] = [None] * len(actions)
    barrier = threading.Barrier(len(actions))

    def run(index: int) -> None:
        barrier.wait()
        try:
            outcomes[index] = actions[index]()
        except PortalError as error:
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db
def test_sending_a_request_writes_to_the_people_of_the_receiver_in_their_language() -> None:
    project, wanted = ProjectFactory(), LuxembourgProjectFactory()
    sender = member_of(project.company, email="k@korea.example", language="ko")
    member_of(wanted.company, email="l@lux.example", language="fr")

    request = send(project, wanted, by=sender, receiver_project=wanted)

    assert (request.sender, request.receiver, request.receiver_project) == (project.company, wanted.company, wanted)
    assert (request.due_at - request.sent_at).days == 20 or (request.due_at - request.sent_at).days == 21
    assert list(OutboxEmail.objects.values_list("recipient", "language", "kind")) == [
        ("l@lux.example", "fr", "response_news")
    ]
    assert PITCH in OutboxEmail.objects.get().text
    assert list(request.events.values_list("kind", "user")) == [("sent", sender.pk)]


@pytest.mark.django_db
def test_a_request_to_the_own_company_or_country_is_refused_kindly() -> None:
    project, neighbour = ProjectFactory(), ProjectFactory()

    with pytest.raises(RequestRefusedError, match="your own company"):
        send(project, project)
    with pytest.raises(RequestRefusedError, match="between Korea and Luxembourg"):
        send(project, neighbour)

    assert not PartnershipRequest.objects.exists()


@pytest.mark.django_db
def test_a_request_needs_verified_companies_and_a_published_project() -> None:
    wanted = LuxembourgProjectFactory()

    with pytest.raises(RequestRefusedError, match="must be verified"):
        send(ProjectFactory(company=CompanyFactory(status=CompanyStatus.SUSPENDED)), wanted)
    with pytest.raises(RequestRefusedError, match="published projects"):
        send(ProjectFactory(status="draft"), wanted)


@pytest.mark.django_db
def test_a_project_of_somebody_else_or_no_longer_public_cannot_be_asked_for() -> None:
    project, wanted = ProjectFactory(), LuxembourgProjectFactory()

    with pytest.raises(RequestRefusedError, match="no longer public"):
        send(project, wanted, receiver_project=LuxembourgProjectFactory())
    with pytest.raises(RequestRefusedError, match="no longer public"):
        send(project, wanted, receiver_project=LuxembourgProjectFactory(company=wanted.company, status="draft"))


@pytest.mark.django_db
def test_a_project_closed_for_requests_is_not_asked_for() -> None:
    project, wanted = ProjectFactory(), LuxembourgProjectFactory()
    set_open_for_requests(wanted, is_open=False)

    with pytest.raises(RequestRefusedError, match="Partnership requests are not accepted here at the moment"):
        send(project, wanted, receiver_project=wanted)
    with pytest.raises(RequestRefusedError, match="Partnership requests are not accepted here at the moment"):
        send(project, wanted)
    other = LuxembourgProjectFactory(company=wanted.company)

    assert send(project, wanted).receiver_project is None
    assert other.is_open_for_requests


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["sender", "receiver", "staff"])
def test_a_block_refuses_in_the_same_words_whoever_asked_for_it(who: str) -> None:
    project, wanted = ProjectFactory(), LuxembourgProjectFactory()
    company = {"sender": project.company, "receiver": wanted.company, "staff": None}[who]
    keep_apart(wanted.company, project.company, user=UserFactory(), company=company)

    with pytest.raises(RequestRefusedError) as error:
        send(project, wanted)

    assert str(error.value) == (
        "A request between these two companies is not possible. Other companies may suit you just as well."
    )


@pytest.mark.django_db
def test_a_company_asks_another_once_at_a_time_but_both_may_ask_each_other() -> None:
    project, wanted = ProjectFactory(), LuxembourgProjectFactory()
    first = send(project, wanted)

    with pytest.raises(
        RequestRefusedError, match="Your company has already sent this company a request and has not had an answer yet"
    ):
        send(ProjectFactory(company=project.company), wanted, receiver_project=wanted)
    back = send(wanted, project)
    withdraw_request(first, by=UserFactory())

    assert back.status == RequestStatus.SENT
    assert send(project, wanted).status == RequestStatus.SENT


@pytest.mark.django_db
def test_a_company_has_five_open_requests_at_most() -> None:
    project = ProjectFactory()
    requests = [send(project, LuxembourgProjectFactory()) for _number in range(5)]
    sixth = LuxembourgProjectFactory()

    with pytest.raises(RequestRefusedError, match="5 open requests"):
        send(project, sixth)
    withdraw_request(requests[0], by=UserFactory())

    assert send(project, sixth).status == RequestStatus.SENT


@pytest.mark.django_db
def test_accepting_tells_the_sender_and_the_apps_inside_the_transaction(accepted: list[int]) -> None:
    request = PartnershipRequestFactory()
    member_of(request.sender, email="k@korea.example", language="ko")
    receiver = member_of(request.receiver)

    accept_request(request, by=receiver, seen=seen_by_receiver(request))

    request.refresh_from_db()
    assert (request.status, request.answered_by) == (RequestStatus.ACCEPTED, receiver)
    assert request.answered_at is not None
    assert accepted == [request.pk]
    assert list(request_emails().values_list("recipient", "language")) == [("k@korea.example", "ko")]


@pytest.mark.django_db
def test_declining_needs_a_reason_and_tells_it_politely() -> None:
    request = PartnershipRequestFactory()
    member_of(request.sender, email="k@korea.example")
    receiver = member_of(request.receiver)

    with pytest.raises(ReasonMissingError):
        decline_request(request, by=receiver, reason="", seen=seen_by_receiver(request))
    decline_request(
        request, by=receiver, reason="competitor", comment="All the best for your line.", seen=seen_by_receiver(request)
    )

    mail = OutboxEmail.objects.get()
    assert "Their own work is too close to yours for a partnership." in mail.text
    assert "All the best for your line." in mail.text
    assert "competitor" not in mail.text


@pytest.mark.django_db
def test_a_declined_pair_of_projects_is_kept_apart_and_its_open_match_goes_out_of_date() -> None:
    request = PartnershipRequestFactory()
    match = ApprovedMatchFactory(korean_project=request.sender_project, luxembourg_project=request.receiver_project)

    decline_request(request, by=member_of(request.receiver), reason="no_fit", seen=seen_by_receiver(request))

    pair = DeclinedPair.objects.get()
    assert (pair.korean_project, pair.luxembourg_project, pair.company, pair.reason) == (
        request.sender_project,
        request.receiver_project,
        request.receiver,
        "no_fit",
    )
    assert Match.objects.get(pk=match.pk).status == MatchStatus.STALE


@pytest.mark.django_db
def test_declining_for_the_company_at_large_covers_all_its_public_projects() -> None:
    request = PartnershipRequestFactory()
    PartnershipRequest.objects.filter(pk=request.pk).update(receiver_project=None)
    LuxembourgProjectFactory(company=request.receiver)
    LuxembourgProjectFactory(company=request.receiver, status="draft")
    request.refresh_from_db()

    decline_request(request, by=member_of(request.receiver), reason="not_now", seen=seen_by_receiver(request))

    assert DeclinedPair.objects.count() == 2


@pytest.mark.django_db
def test_a_block_wished_for_while_declining_keeps_both_directions_closed() -> None:
    request = PartnershipRequestFactory()

    decline_request(
        request, by=member_of(request.receiver), reason="known", is_block_wanted=True, seen=seen_by_receiver(request)
    )

    with pytest.raises(RequestRefusedError, match="not possible"):
        send(request.receiver_project, request.sender_project)


@pytest.mark.django_db
def test_withdrawing_tells_the_receiver_and_an_answer_comes_too_late() -> None:
    request = PartnershipRequestFactory()
    sender = member_of(request.sender, full_name="Kim Jiwoo")
    receiver = member_of(request.receiver, email="l@lux.example")

    withdraw_request(request, by=sender)
    with pytest.raises(
        StateConflictError, match=r"Kim Jiwoo has already dealt with this request\. Its status is now “withdrawn”"
    ):
        accept_request(request, by=receiver, seen=seen_by_receiver(request))

    assert list(OutboxEmail.objects.values_list("recipient", flat=True)) == ["l@lux.example"]


@pytest.mark.django_db
def test_no_answer_counts_once_time_is_over_even_before_the_sweep() -> None:
    request = PartnershipRequestFactory(due_at=timezone.now())

    with pytest.raises(StateConflictError, match="The deadline to answer this request has passed"):
        accept_request(request, by=UserFactory(), seen=seen_by_receiver(request))


@pytest.mark.django_db
def test_a_request_whose_sender_was_suspended_cannot_be_accepted() -> None:
    request = PartnershipRequestFactory()
    Company.objects.filter(pk=request.sender_id).update(status=CompanyStatus.SUSPENDED)

    with pytest.raises(RequestRefusedError, match="must be verified"):
        accept_request(request, by=UserFactory(), seen=seen_by_receiver(request))

    assert PartnershipRequest.objects.get().status == RequestStatus.SENT
