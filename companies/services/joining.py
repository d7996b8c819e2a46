"""How somebody comes to act for a company that is here already: they ask, one of its owners or staff answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.errors import MembershipRefusedError
from companies.models import Company, JoinRequest, JoinStatus, Membership, MembershipRole
from companies.services.emails import email_join_answer, email_join_request
from values.errors import StateConflictError


@transaction.atomic
def ask_to_join(user: User, *, company: Company, message: str = "") -> JoinRequest:
    """Ask the owners of a company, or staff when it has none; asking again while nobody answered changes nothing.

    Raises MembershipRefusedError for somebody who acts for the company already.
    """
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if Membership.objects.filter(user=user, company=company).exists():
        raise MembershipRefusedError(_("You act for this company already."))
    request, is_new = JoinRequest.objects.get_or_create(
        user=user, company=company, status=JoinStatus.ASKED, defaults={"message": message}
    )
    if is_new:
        email_join_request(request)
    return request


@transaction.atomic
def accept_join(request: JoinRequest, *, by: User) -> JoinRequest:
    """The person becomes an editor, or the owner of a company without people.

    Raises StateConflictError for the second answer.
    """
    answered = _answer(request, status=JoinStatus.ACCEPTED, answered_by=by)
    has_people = Membership.objects.filter(company=answered.company).exists()
    role = MembershipRole.EDITOR if has_people else MembershipRole.OWNER
    Membership.objects.get_or_create(user=answered.user, company=answered.company, defaults={"role": role})
    email_join_answer(answered)
    return answered


@transaction.atomic
def decline_join(request: JoinRequest, *, by: User) -> JoinRequest:
    """Raises StateConflictError for the second answer."""
    answered = _answer(request, status=JoinStatus.DECLINED, answered_by=by)
    email_join_answer(answered)
    return answered


def _answer(request: JoinRequest, **values: object) -> JoinRequest:
    open_request = JoinRequest.objects.filter(pk=request.pk, status=JoinStatus.ASKED)
    is_first = open_request.update(answered_at=timezone.now(), **values)
    current = JoinRequest.objects.select_related("company", "user", "answered_by").get(pk=request.pk)
    if not is_first:
        raise StateConflictError(
            _("Nothing was changed: %(person)s has answered already: %(answer)s.")
            % {"person": current.answered_by or _("Somebody"), "answer": current.get_status_display()}
        )
    return current
