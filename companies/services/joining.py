"""How somebody comes to act for a company that is here already: they ask, one of its owners or staff answer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from companies.errors import MembershipRefusedError
from companies.models import Company, JoinRequest, JoinStatus, Membership, MembershipRole
from companies.permissions import reason_against_answering
from companies.seen import join_request_to_answer
from companies.services.emails import email_join_answer, email_join_proposal, email_join_request, owners_of
from companies.services.members import add_member, require_acting_company, require_not_staff
from notifications.services.budgets import spend_mail
from values.errors import StateConflictError
from values.seen import require_seen


@transaction.atomic
def ask_to_join(user: User, *, company: Company, message: str = "") -> JoinRequest:
    """Ask the owners of a company, or staff when it has none; asking again while nobody answered changes nothing.

    Raises MembershipRefusedError for somebody who acts for the company already or was declined, for staff, and for a
    company that nobody can join now; TooMuchMailError when too much was asked within a day.
    """
    require_not_staff(user)
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if Membership.objects.filter(user=user, company=company).exists():
        raise MembershipRefusedError(_("You already act for this company."))
    if not Company.objects.joinable().filter(pk=company.pk).exists():
        raise MembershipRefusedError(_("Nobody can join this company at the moment. Contact us if you work there."))
    mine = JoinRequest.objects.filter(user=user, company=company)
    if mine.filter(status=JoinStatus.DECLINED).exists():
        raise MembershipRefusedError(
            _("Your request was declined, and this is final. An owner of the company can still invite you.")
        )
    return mine.filter(status=JoinStatus.ASKED).first() or _ask(user, company, message)


def _ask(user: User, company: Company, message: str) -> JoinRequest:
    spend_mail(*(owner.email for owner in owners_of(company)), person=user, company_id=company.pk)
    request = JoinRequest.objects.create(user=user, company=company, message=message)
    email_join_request(request)
    return request


@transaction.atomic
def accept_join(request: JoinRequest, *, by: User, seen: str) -> JoinRequest:
    """The person becomes an editor by an owner's word.

    Where nobody owns the company, the first member of staff proposes and a second makes the person its owner: look at
    `status` of what is returned. Raises MembershipRefusedError for who may not answer, for an asker who is staff by
    now and while the company is suspended, StateConflictError for the second answer, ChangedMeanwhileError unless
    `seen` is what `companies.seen.join_request_to_answer` tells: an approval that would be the second one is no first.
    """
    current = _lock(request, by)
    require_acting_company(current.company)
    if by.is_reviewer and current.proposed_by_id == by.pk:
        raise StateConflictError(
            _("Your approval has already been recorded. Another member of staff has to confirm it.")
        )
    require_seen(seen, join_request_to_answer(current))
    require_not_staff(current.user, words=_("This person is now a member of staff and cannot act for a company."))
    if by.is_reviewer and current.proposed_by_id is None:
        return _propose(current, by)
    role = MembershipRole.OWNER if by.is_reviewer else MembershipRole.EDITOR
    answered = _answer(current, JoinStatus.ACCEPTED, by)
    add_member(answered.user, company=answered.company, role=role)
    email_join_answer(answered)
    return answered


@transaction.atomic
def decline_join(request: JoinRequest, *, by: User, seen: str) -> JoinRequest:
    """Raises MembershipRefusedError for who may not answer, StateConflictError for the second answer,
    ChangedMeanwhileError as `accept_join`."""
    current = _lock(request, by)
    require_seen(seen, join_request_to_answer(current))
    answered = _answer(current, JoinStatus.DECLINED, by)
    email_join_answer(answered)
    return answered


def _lock(request: JoinRequest, by: User) -> JoinRequest:
    """The request as it is now; until the transaction ends nobody else answers it or changes the company's people."""
    Company.objects.select_for_update(no_key=True).get(pk=request.company_id)
    people = ("company", "user", "answered_by", "proposed_by")
    current = JoinRequest.objects.select_for_update(of=("self",)).select_related(*people).get(pk=request.pk)
    if reason := reason_against_answering(by, current):
        raise MembershipRefusedError(reason)
    if current.status != JoinStatus.ASKED:
        raise StateConflictError(
            _("Nothing was changed: %(person)s has already answered. Answer: %(answer)s.")
            % {
                "person": current.answered_by or pgettext("subject of a sentence", "Someone"),
                "answer": current.get_status_display(),
            }
        )
    return current


def _propose(request: JoinRequest, by: User) -> JoinRequest:
    request.proposed_by, request.proposed_at = by, timezone.now()
    request.save(update_fields=["proposed_by", "proposed_at"])
    email_join_proposal(request, first=by)
    return request


def _answer(request: JoinRequest, status: JoinStatus, by: User) -> JoinRequest:
    request.status, request.answered_by, request.answered_at = status, by, timezone.now()
    request.save(update_fields=["status", "answered_by", "answered_at"])
    return request
