"""Nobody decides on their own request, and staff never act as a company: in services, in the database, in races."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.errors import StaffRoleRefusedError
from accounts.models import User
from accounts.services.staff_roles import change_staff_role
from accounts.services.tokens import create_token
from companies.errors import InvitationRefusedError, MembershipRefusedError
from companies.models import Company, Invitation, JoinRequest, Membership
from companies.services.companies import create_company
from companies.services.invitations import accept_invitation, invite
from companies.services.joining import accept_join, ask_to_join, decline_join
from companies.services.members import remove_member
from notifications.models import OutboxEmail
from tests.companies.services.test_joining import at_once
from tests.factories import (
    AdministratorFactory,
    CompanyFactory,
    InvitationFactory,
    MembershipFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.seen import seen_by_owner
from tests.signing_in import sign_in_afresh
from values.errors import PortalError, StateConflictError

FIELDS: Any = {"name": "Glass S.A.", "country": "LU", "city": "Esch", "languages": ["fr"], "summary": "Glass."}


@pytest.mark.django_db
@pytest.mark.parametrize("factory", [ReviewerFactory, AdministratorFactory])
def test_staff_come_to_act_for_a_company_by_no_door(factory: Callable[[], User]) -> None:
    person, owner = factory(), MembershipFactory()
    invitation = InvitationFactory(company=owner.company, email=person.email)

    refusals = [
        lambda: create_company(person, fields=FIELDS),
        lambda: ask_to_join(person, company=owner.company),
        lambda: accept_invitation(invitation, user=person),
        lambda: invite(owner.company, email=person.email.upper(), role="editor", by=owner.user),
    ]

    for refused in refusals:
        with pytest.raises((MembershipRefusedError, InvitationRefusedError), match="staff cannot act for a company"):
            refused()
    assert Membership.objects.get() == owner
    assert (Company.objects.count(), JoinRequest.objects.count(), OutboxEmail.objects.count()) == (1, 0, 0)
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.django_db
@pytest.mark.parametrize("is_active", [True, False])
def test_the_database_itself_refuses_a_membership_of_staff(is_active: bool) -> None:
    reviewer, membership = ReviewerFactory(is_active=is_active), MembershipFactory()

    with pytest.raises(IntegrityError, match="staff do not act for companies"), transaction.atomic():
        Membership.objects.bulk_create([Membership(user=reviewer, company=CompanyFactory())])
    with pytest.raises(IntegrityError, match="staff do not act for companies"), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(user=reviewer)
    with pytest.raises(IntegrityError, match="staff do not act for companies"), transaction.atomic():
        User.objects.filter(pk=membership.user_id).update(staff_role="reviewer")


@pytest.mark.django_db
def test_who_becomes_staff_gives_up_their_companies_first() -> None:
    membership = MembershipFactory(company__name="Hanbit")
    MembershipFactory(company=membership.company)

    with pytest.raises(StaffRoleRefusedError, match=r"Staff cannot act for a company: first remove.*Companies: Hanbit"):
        change_staff_role(membership.user, role="reviewer")
    remove_member(membership)

    assert change_staff_role(membership.user, role="reviewer").is_reviewer
    assert change_staff_role(membership.user, role="").staff_role == ""


@pytest.mark.django_db
def test_the_administration_says_so_in_words(client: Client) -> None:
    membership = MembershipFactory(company__name="Hanbit")
    sign_in_afresh(client, AdministratorFactory())
    fields = {"email": membership.user.email, "full_name": "A", "language": "en", "time_zone": "Asia/Seoul"}
    place = f"/admin/accounts/user/{membership.user_id}/change/"

    promoted = client.post(place, fields | {"staff_role": "reviewer", "is_active": "on"})

    assert "Companies: Hanbit." in promoted.content.decode()
    assert Membership.objects.get() == membership
    assert not User.objects.get(pk=membership.user_id).is_reviewer


@pytest.mark.django_db
def test_the_api_says_so_in_words() -> None:
    key = create_token(ReviewerFactory(), name="test", scope="write", days=1)[1]
    client = Client(headers={"Authorization": f"Bearer {key}"})

    answer = client.post("/api/v1/me/companies/", FIELDS, content_type="application/json")

    assert (answer.status_code, Company.objects.exists()) == (409, False)
    assert "staff cannot act for a company" in answer.json()["detail"]


@pytest.mark.django_db
def test_nobody_answers_their_own_request() -> None:
    request = JoinRequest.objects.create(user=UserFactory(), company=CompanyFactory())
    User.objects.filter(pk=request.user_id).update(staff_role="reviewer")
    asker = User.objects.get(pk=request.user_id)

    for answer in (accept_join, decline_join):
        with pytest.raises(MembershipRefusedError, match="your own request"):
            answer(request, by=asker, seen=seen_by_owner(request))

    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.update(answered_by=asker)
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.update(proposed_by=asker)
    with pytest.raises(
        MembershipRefusedError, match="This person is now a member of staff and cannot act for a company"
    ):
        accept_join(request, by=ReviewerFactory(), seen=seen_by_owner(request))


@pytest.mark.django_db
def test_an_owner_is_made_by_two_members_of_staff_and_both_are_kept() -> None:
    request = ask_to_join(UserFactory(), company=CompanyFactory())
    first, second = ReviewerFactory(), AdministratorFactory()

    assert accept_join(request, by=first, seen=seen_by_owner(request)).status == "asked"
    with pytest.raises(StateConflictError, match="Your approval has already been recorded"):
        accept_join(request, by=first, seen=seen_by_owner(request))
    assert not Membership.objects.exists()
    assert accept_join(request, by=second, seen=seen_by_owner(request)).status == "accepted"

    kept = JoinRequest.objects.get()
    assert (kept.proposed_by, kept.answered_by) == (first, second)
    assert kept.proposed_at is not None
    assert kept.answered_at is not None
    assert kept.proposed_at <= kept.answered_at
    assert Membership.objects.values_list("user", "role").get() == (request.user_id, "owner")
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.update(answered_by=first)


@pytest.mark.django_db
def test_staff_leave_the_answer_to_an_owner_who_can_give_it() -> None:
    owner = MembershipFactory()
    request, reviewer = ask_to_join(UserFactory(), company=owner.company), ReviewerFactory()

    for answer in (accept_join, decline_join):
        with pytest.raises(MembershipRefusedError, match="has an owner"):
            answer(request, by=reviewer, seen=seen_by_owner(request))
    User.objects.filter(pk=owner.user_id).update(is_active=False)

    assert decline_join(request, by=reviewer, seen=seen_by_owner(request)).status == "declined"


@pytest.mark.django_db
def test_an_editor_or_an_outsider_answers_nothing() -> None:
    owner = MembershipFactory()
    request = ask_to_join(UserFactory(), company=owner.company)

    for person in (MembershipFactory(company=owner.company, role="editor").user, MembershipFactory().user):
        with pytest.raises(MembershipRefusedError, match="Only the owners"):
            accept_join(request, by=person, seen=seen_by_owner(request))


@pytest.mark.django_db(transaction=True)
def test_of_two_staff_at_once_one_proposes_and_the_other_does_not_confirm_unknowingly() -> None:
    request = ask_to_join(UserFactory(), company=CompanyFactory())
    staff, seen = [ReviewerFactory(), ReviewerFactory()], seen_by_owner(request)

    outcomes = at_once(*[lambda person=person: accept_join(request, by=person, seen=seen) for person in staff])

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ChangedMeanwhileError", "JoinRequest"]
    (second,) = (person for person in staff if person != JoinRequest.objects.get().proposed_by)
    accept_join(request, by=second, seen=seen_by_owner(request))
    kept = JoinRequest.objects.get()
    assert (kept.status, {kept.proposed_by, kept.answered_by}) == ("accepted", set(staff))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(10))
def test_a_role_and_a_membership_given_at_once_never_stand_together(round_: int) -> None:
    person, owner = UserFactory(email=f"new{round_}@company.example"), MembershipFactory()
    invitation = InvitationFactory(company=owner.company, email=person.email)

    outcomes = at_once(
        lambda: accept_invitation(invitation, user=person), lambda: change_staff_role(person, role="reviewer")
    )

    assert sum(isinstance(outcome, PortalError) for outcome in outcomes) == 1
    is_member = Membership.objects.filter(user=person).exists()
    assert is_member != User.objects.get(pk=person.pk).is_reviewer
