"""Two people deal with one request at the same time: one wins, the other is told."""

import pytest

from matching.models import DeclinedPair
from notifications.models import OutboxEmail
from partnerships.models import PartnershipRequest, RequestEvent, RequestStatus
from partnerships.services.requests import accept_request, decline_request, withdraw_request
from tests.factories import (
    LuxembourgProjectFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    UserFactory,
)
from tests.partnerships.services.test_requests import at_once, member_of, request_emails, send
from tests.seen import seen_by_receiver
from values.errors import StateConflictError


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(10))
def test_accept_decline_and_withdraw_at_once_have_one_winner(_round: int, accepted: list[int]) -> None:
    request = PartnershipRequestFactory()
    sender, receiver, colleague = (
        member_of(request.sender, email="k@korea.example"),
        member_of(request.receiver, email="l@lux.example"),
        UserFactory(),
    )

    outcomes = at_once(
        lambda: accept_request(request, by=receiver, seen=seen_by_receiver(request)),
        lambda: decline_request(request, by=colleague, reason="not_now", seen=seen_by_receiver(request)),
        lambda: withdraw_request(request, by=sender),
    )

    winners = [outcome for outcome in outcomes if isinstance(outcome, PartnershipRequest)]
    losers = [outcome for outcome in outcomes if isinstance(outcome, StateConflictError)]
    request.refresh_from_db()
    assert (len(winners), len(losers)) == (1, 2)
    assert request.status == winners[0].status
    assert request_emails().count() == 1
    assert RequestEvent.objects.get().kind == request.status
    assert accepted == ([request.pk] if request.status == RequestStatus.ACCEPTED else [])
    assert DeclinedPair.objects.count() == (1 if request.status == RequestStatus.DECLINED else 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(5))
def test_two_members_accepting_at_once_accept_once(_round: int, accepted: list[int]) -> None:
    request = PartnershipRequestFactory()
    member_of(request.sender)
    one, other = member_of(request.receiver), member_of(request.receiver)

    outcomes = at_once(
        lambda: accept_request(request, by=one, seen=seen_by_receiver(request)),
        lambda: accept_request(request, by=other, seen=seen_by_receiver(request)),
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["PartnershipRequest", "StateConflictError"]
    assert accepted == [request.pk]
    assert request_emails().count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(5))
def test_two_colleagues_asking_the_same_company_at_once_ask_once(_round: int) -> None:
    project, wanted = ProjectFactory(), LuxembourgProjectFactory()
    member_of(wanted.company)

    outcomes = at_once(lambda: send(project, wanted), lambda: send(project, wanted, receiver_project=wanted))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["PartnershipRequest", "RequestRefusedError"]
    assert PartnershipRequest.objects.count() == 1
    assert OutboxEmail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(5))
def test_the_quota_holds_when_two_colleagues_ask_at_once(_round: int) -> None:
    project = ProjectFactory()
    for _number in range(4):
        send(project, LuxembourgProjectFactory())
    fifth, sixth = LuxembourgProjectFactory(), LuxembourgProjectFactory()

    outcomes = at_once(lambda: send(project, fifth), lambda: send(project, sixth))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["PartnershipRequest", "RequestRefusedError"]
    assert PartnershipRequest.objects.count() == 5
