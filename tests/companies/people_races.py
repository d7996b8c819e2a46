"""Rounds of the races for who acts for a company, and under which name; each person on a connection of their own.

As in `tests.partnerships.races`: whoever is first, the other is told in words, and what must hold holds.
"""

from collections.abc import Callable

from accounts.models import User
from accounts.services.staff_roles import change_staff_role
from companies.errors import MembershipRefusedError
from companies.models import Company, CompanyReview, JoinStatus, Membership, StandingChange
from companies.services.claim_decisions import accept_claim, refuse_claim
from companies.services.companies import update_company
from companies.services.invitations import accept_invitation
from companies.services.joining import accept_join, ask_to_join, decline_join
from companies.services.reviews import CompanyChecks, verify_after_review
from companies.services.standing import suspend_company
from notifications.models import OutboxEmail
from tests.factories import CompanyFactory, InvitationFactory, MembershipFactory, ReviewerFactory, UserFactory
from tests.partnerships.threads import at_once
from tests.seen import seen_by_owner, seen_by_staff
from values.errors import ChangedMeanwhileError, PortalError, StateConflictError

CHECKED = CompanyChecks(is_number_checked=True, is_sme_checked=True, is_duplicate_checked=True)


def fresh_staff(number: int) -> list[User]:
    """Nobody else is on duty: all who are get a letter about each request, those of earlier rounds too."""
    User.objects.exclude(staff_role="").update(is_active=False)
    return [ReviewerFactory() for _person in range(number)]


def refusals(outcomes: list[object], kind: type[PortalError]) -> list[PortalError]:
    return [outcome for outcome in outcomes if isinstance(outcome, kind)]


def two_members_of_staff_accept_one_request_to_join() -> str:
    """One proposes, whichever is first; the other saw no proposal, is told of it and confirms it then."""
    staff = fresh_staff(2)
    request = ask_to_join(UserFactory(), company=CompanyFactory())
    seen = seen_by_owner(request)

    outcomes = at_once(*[lambda person=person: accept_join(request, by=person, seen=seen) for person in staff])

    assert len(refusals(outcomes, ChangedMeanwhileError)) == 1
    request.refresh_from_db()
    assert (request.status, Membership.objects.filter(company=request.company).count()) == (JoinStatus.ASKED, 0)
    (second,) = (person for person in staff if person != request.proposed_by)
    accept_join(request, by=second, seen=seen_by_owner(request))
    request.refresh_from_db()
    assert (request.status, {request.proposed_by, request.answered_by}) == (JoinStatus.ACCEPTED, set(staff))
    assert Membership.objects.get(company=request.company).role == "owner"
    assert OutboxEmail.objects.about(request).filter(topic="answer").count() == 1
    return f"member of staff {1 + staff.index(request.proposed_by)} proposed, the other confirmed"


def one_member_of_staff_accepts_a_request_twice() -> str:
    (reviewer,) = fresh_staff(1)
    request = ask_to_join(UserFactory(), company=CompanyFactory())

    outcomes = at_once(*[lambda: accept_join(request, by=reviewer, seen=seen_by_owner(request))] * 2)

    assert len(refusals(outcomes, StateConflictError)) == 1
    request.refresh_from_db()
    assert (request.status, request.proposed_by) == (JoinStatus.ASKED, reviewer)
    assert not Membership.objects.filter(company=request.company).exists()
    return "proposed once, nobody joined"


def one_accepts_a_request_to_join_while_a_colleague_declines() -> str:
    owner = MembershipFactory()
    colleague = MembershipFactory(company=owner.company)
    request = ask_to_join(UserFactory(), company=owner.company)

    outcomes = at_once(
        lambda: accept_join(request, by=owner.user, seen=seen_by_owner(request)),
        lambda: decline_join(request, by=colleague.user, seen=seen_by_owner(request)),
    )

    assert len(refusals(outcomes, StateConflictError)) == 1
    request.refresh_from_db()
    assert Membership.objects.filter(user=request.user).exists() == (request.status == JoinStatus.ACCEPTED)
    assert OutboxEmail.objects.about(request).filter(topic="answer").count() == 1
    return f"{request.status} won"


def who_becomes_staff_meanwhile_neither_joins_nor_answers_their_own_request() -> str:
    """The database has the last word: a role given at the same moment, and one's own request."""
    asker, (first, second) = UserFactory(), fresh_staff(2)
    request = ask_to_join(asker, company=CompanyFactory())
    accept_join(request, by=first, seen=seen_by_owner(request))

    def promote() -> str:
        return str(change_staff_role(User.objects.get(pk=asker.pk), role="reviewer").staff_role)

    joined, promoted = at_once(lambda: accept_join(request, by=second, seen=seen_by_owner(request)), promote)

    asker.refresh_from_db()
    is_member = Membership.objects.filter(user=asker).exists()
    assert is_member != asker.is_reviewer
    assert isinstance(promoted if is_member else joined, PortalError)
    if asker.is_reviewer:
        assert isinstance(
            *at_once(lambda: accept_join(request, by=asker, seen=seen_by_owner(request))), MembershipRefusedError
        )
    return "the membership won" if is_member else "the role won"


def an_invitation_is_accepted_while_staff_suspend_the_company() -> str:
    person, reviewer = UserFactory(), ReviewerFactory()
    invitation = InvitationFactory(email=person.email)
    company = invitation.company

    accepted, suspended = at_once(
        lambda: accept_invitation(invitation, user=person),
        lambda: suspend_company(company, reason="Struck off.", by=reviewer, seen=seen_by_staff(company)),
    )

    assert isinstance(suspended, Company)
    member = Membership.objects.filter(user=person).first()
    invitation.refresh_from_db()
    if member is None:
        assert (isinstance(accepted, MembershipRefusedError), invitation.accepted_at) == (True, None)
        return "the suspension won, the invitation stays open"
    assert member.created_at <= StandingChange.objects.get(company=company).changed_at
    return "the invitation won"


def an_invitation_is_accepted_twice() -> str:
    person = UserFactory()
    invitation = InvitationFactory(email=person.email)

    outcomes = at_once(*[lambda: accept_invitation(invitation, user=person)] * 2)

    assert len(refusals(outcomes, PortalError)) == 1
    assert Membership.objects.filter(user=person).count() == 1
    return "one membership, the second told"


def a_company_is_renamed_while_staff_verify_it() -> str:
    """Either the desk is told that it read another name, or the new name waits: none is verified unread."""
    owner = MembershipFactory(company__status="submitted")
    company, reviewer = Company.objects.get(pk=owner.company_id), ReviewerFactory()
    before = company.name

    renamed, verified = at_once(
        lambda: update_company(company, fields={"name": f"Renamed {company.pk}"}, by=owner.user),
        lambda: verify_after_review(company, reviewer=reviewer, checks=CHECKED, read_at=company.updated_at),
    )

    assert isinstance(renamed, Company)
    now = Company.objects.get(pk=company.pk)
    if isinstance(verified, StateConflictError):
        assert (now.name, now.status, now.claimed) == (f"Renamed {company.pk}", "submitted", {})
        return "the new name won, the desk reads again"
    assert isinstance(verified, CompanyReview)
    assert (now.name, now.status, now.claimed) == (before, "verified", {"name": f"Renamed {company.pk}"})
    return "the verification won, the new name waits"


def a_claim_is_accepted_while_it_is_refused_and_made_anew() -> str:
    owner = MembershipFactory()
    company = update_company(owner.company, fields={"name": f"First {owner.company_id}"}, by=owner.user)
    before, seen, staff = company.name, company.claimed_at, [ReviewerFactory(), ReviewerFactory()]

    outcomes = at_once(
        lambda: accept_claim(company, by=staff[0], seen=seen),
        lambda: refuse_claim(company, by=staff[1], reason="Not in the register.", seen=seen),
        lambda: update_company(company, fields={"name": f"Second {company.pk}"}, by=owner.user),
    )

    now = Company.objects.get(pk=company.pk)
    assert len(refusals(outcomes[:2], StateConflictError)) >= 1
    is_accepted = isinstance(outcomes[0], Company)
    assert now.name == (f"First {company.pk}" if is_accepted else before)
    assert now.claimed == {"name": f"Second {company.pk}"}
    answers = [outcome for outcome in outcomes[:2] if isinstance(outcome, Company)]
    if not answers:
        return "the newer name won, neither decision counts"
    return f"{'accepted' if is_accepted else 'refused'} first, then the newer name"


PEOPLE_RACES: tuple[Callable[[], str], ...] = (
    two_members_of_staff_accept_one_request_to_join,
    one_member_of_staff_accepts_a_request_twice,
    one_accepts_a_request_to_join_while_a_colleague_declines,
    who_becomes_staff_meanwhile_neither_joins_nor_answers_their_own_request,
    an_invitation_is_accepted_while_staff_suspend_the_company,
    an_invitation_is_accepted_twice,
    a_company_is_renamed_while_staff_verify_it,
    a_claim_is_accepted_while_it_is_refused_and_made_anew,
)
