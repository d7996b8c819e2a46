"""Suspending and reinstating: for a reason, kept, told; and who acts with whom meanwhile."""

import pytest
from django.db import IntegrityError, transaction

from companies.errors import InvitationRefusedError, MembershipRefusedError
from companies.models import Company, Invitation, JoinRequest, ProfileChange, StandingChange
from companies.queries.edited_profiles import changes_to_check
from companies.services.invitations import invite
from companies.services.joining import ask_to_join
from companies.services.standing import obstacle_between, reinstate_company, suspend_company
from notifications.models import OutboxEmail
from tests.companies.services.test_joining import at_once
from tests.factories import CompanyFactory, MembershipFactory, ReviewerFactory, UserFactory
from tests.seen import seen_by_staff
from tests.standing import REASON, reinstate, suspend
from values.errors import ReasonMissingError, StateConflictError


@pytest.mark.django_db
def test_who_suspended_when_and_why_is_kept_and_so_is_the_way_back() -> None:
    company, first, second = CompanyFactory(), ReviewerFactory(), ReviewerFactory()

    suspend_company(company, reason=f"  {REASON} ", by=first, seen=seen_by_staff(company))
    reinstate_company(company, reason="The extract has come.", by=second, seen=seen_by_staff(company))

    rows = StandingChange.objects.order_by("pk").values_list("company", "step", "reason", "changed_by")
    assert list(rows) == [
        (company.pk, "suspended", REASON, first.pk),
        (company.pk, "reinstated", "The extract has come.", second.pk),
    ]
    history = ProfileChange.objects.order_by("pk").values_list("field", "old_text", "new_text", "changed_by")
    assert list(history) == [
        ("status", "verified", "suspended", first.pk),
        ("status", "suspended", "verified", second.pk),
    ]
    assert not changes_to_check().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_neither_step_goes_without_a_reason(reason: str) -> None:
    company = CompanyFactory()

    with pytest.raises(ReasonMissingError, match="Give the reason: "):
        suspend_company(company, reason=reason, by=ReviewerFactory(), seen=seen_by_staff(company))
    suspend(company)
    with pytest.raises(ReasonMissingError, match="Give the reason: "):
        reinstate_company(company, reason=reason, by=ReviewerFactory(), seen=seen_by_staff(company))

    assert Company.objects.get().status == "suspended"
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingChange.objects.update(reason="")


@pytest.mark.django_db
def test_the_companys_people_are_told_each_in_their_language() -> None:
    member = MembershipFactory(user__language="en", company__name="Hanbit")
    MembershipFactory(company=member.company, role="editor", user__language="ko")
    MembershipFactory(company=member.company, user__is_active=False)
    MembershipFactory()

    suspend(member.company)
    reinstate(member.company)

    mails = list(OutboxEmail.objects.order_by("pk").values_list("user", "language"))
    people = list(member.company.memberships.filter(user__is_active=True).order_by("user"))
    assert mails == [(person.user_id, person.user.language) for _step in range(2) for person in people]
    first, third = OutboxEmail.objects.order_by("pk")[0], OutboxEmail.objects.order_by("pk")[2]
    assert (first.subject, third.subject) == ("Hanbit has been suspended", "Hanbit has been reinstated")
    assert all(REASON in email.text and REASON in email.html for email in (first, third))


@pytest.mark.django_db(transaction=True)
def test_of_two_reviewers_who_suspend_at_once_one_is_told_and_the_company_hears_once() -> None:
    member = MembershipFactory()

    outcomes = at_once(lambda: suspend(member.company), lambda: suspend(member.company))

    assert sum(isinstance(outcome, StateConflictError) for outcome in outcomes) == 1
    assert (StandingChange.objects.count(), OutboxEmail.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "suspended"])
def test_only_verified_companies_act_with_others_and_each_reader_is_told_about_the_right_one(status: str) -> None:
    stopped, other = CompanyFactory(status=status), CompanyFactory()

    with transaction.atomic():
        assert obstacle_between(other, CompanyFactory(), reader=other) == ""
        assert obstacle_between(stopped, other, reader=stopped).startswith("Nothing was changed: your company")
        assert obstacle_between(stopped, other, reader=other).startswith("Nothing was changed: the other company")
    assert set(Company.objects.acting()) == set(Company.objects.filter(status="verified"))
    assert (stopped.is_acting, other.is_acting) == (False, True)


@pytest.mark.django_db
def test_a_suspended_company_neither_invites_nor_is_joined() -> None:
    owner = MembershipFactory()
    suspend(owner.company)
    OutboxEmail.objects.all().delete()

    with pytest.raises(InvitationRefusedError, match="suspended"):
        invite(owner.company, email="new@company.example", role="editor", by=owner.user)
    with pytest.raises(MembershipRefusedError, match="at the moment"):
        ask_to_join(UserFactory(), company=owner.company)

    assert [model.objects.count() for model in (Invitation, JoinRequest, OutboxEmail)] == [0, 0, 0]
