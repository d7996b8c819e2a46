"""Letters about joining leave only while what they ask for can still be done."""

import pytest

from companies.errors import MembershipRefusedError
from companies.models import Membership
from companies.services.invitations import accept_invitation, invite, withdraw_invitation
from companies.services.joining import accept_join, ask_to_join, decline_join
from notifications.models import OutboxEmail
from notifications.services.presend_checks import reason_to_cancel
from tests.factories import CompanyFactory, MembershipFactory, ReviewerFactory, UserFactory
from tests.seen import seen_by_owner
from tests.standing import reinstate, suspend

pytestmark = pytest.mark.django_db


def reasons(topic: str) -> set[str]:
    return {reason_to_cancel(email) for email in OutboxEmail.objects.filter(topic=topic)}


def test_an_invitation_of_a_suspended_company_neither_leaves_nor_is_accepted() -> None:
    owner, person = MembershipFactory(), UserFactory(email="new@company.example")
    invitation = invite(owner.company, email=person.email, role="editor", by=owner.user)
    before = reasons("invitation")

    suspend(owner.company)
    meanwhile = reasons("invitation")
    with pytest.raises(MembershipRefusedError):
        accept_invitation(invitation, user=person)
    reinstate(owner.company)

    assert (before, meanwhile, reasons("invitation")) == ({""}, {"a company is suspended"}, {""})
    accept_invitation(invitation, user=person)
    assert Membership.objects.filter(user=person).exists()


def test_a_withdrawn_invitation_does_not_leave() -> None:
    owner = MembershipFactory()
    withdraw_invitation(invite(owner.company, email="new@company.example", role="editor", by=owner.user))

    assert reasons("invitation") == {"the invitation is no longer open"}


def test_nobody_is_let_into_a_suspended_company_and_a_request_may_still_be_declined() -> None:
    owner = MembershipFactory()
    request = ask_to_join(UserFactory(), company=owner.company)
    suspend(owner.company)

    with pytest.raises(MembershipRefusedError):
        accept_join(request, by=owner.user, seen=seen_by_owner(request))
    declined = decline_join(request, by=owner.user, seen=seen_by_owner(request))

    assert declined.status == "declined"


def test_the_rest_of_staff_are_written_to_once_one_of_them_approved() -> None:
    first, second, third = (ReviewerFactory() for _person in range(3))
    request = ask_to_join(UserFactory(), company=CompanyFactory())

    accept_join(request, by=first, seen=seen_by_owner(request))
    proposed = set(OutboxEmail.objects.filter(topic="proposed").values_list("recipient", flat=True))
    before = reasons("proposed") | reasons("asked")
    accept_join(request, by=second, seen=seen_by_owner(request))

    assert proposed == {second.email, third.email}
    assert (before, reasons("proposed") | reasons("asked")) == ({""}, {"the request is no longer open"})
