"""Invitations by e-mail: the token travels in the mail alone, here lies its hash."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.errors import InvitationRefusedError
from companies.models import Company, CompanyStatus, Invitation, Membership, MembershipRole
from companies.models.joining import INVITATION_LIFETIME
from companies.services.emails import email_invitation
from companies.services.members import add_member, require_acting_company, require_not_staff
from jobs.clock import database_now
from notifications.services.budgets import spend_mail

MOST_OPEN = 20


@transaction.atomic
def invite(company: Company, *, email: str, role: str, by: User) -> Invitation:
    """Write to `email`; an earlier open invitation of the same address is replaced, its link stops working.

    Raises InvitationRefusedError unless the company is verified, for staff, for somebody who acts for the company
    already, and when too many are open; TooMuchMailError when too many were sent within a day.
    """
    _require_known_to_staff(Company.objects.select_for_update(no_key=True).get(pk=company.pk))
    address = email.strip().lower()
    if User.objects.filter(email__iexact=address).exclude(staff_role="").exists():
        raise InvitationRefusedError(
            _("This address belongs to a member of staff, and staff cannot act for a company. Use another address.")
        )
    if Membership.objects.filter(company=company, user__email__iexact=address).exists():
        raise InvitationRefusedError(_("This person already acts for the company."))
    waiting = Invitation.objects.filter(company=company, accepted_at=None, withdrawn_at=None)
    waiting.filter(email=address).update(withdrawn_at=timezone.now())
    if waiting.count() >= MOST_OPEN:
        raise InvitationRefusedError(_("You already have many open invitations. Withdraw some before you send more."))
    spend_mail(address, person=by, company_id=company.pk)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        company=company,
        email=address,
        role=MembershipRole(role),
        token_digest=_digest(token),
        invited_by=by,
        expires_at=database_now() + INVITATION_LIFETIME,
    )
    email_invitation(invitation, token=token)
    return invitation


def _require_known_to_staff(company: Company) -> None:
    """Nobody is written to in the name of a company that only its founder has vouched for so far."""
    if company.status == CompanyStatus.SUSPENDED:
        raise InvitationRefusedError(_("Your company is suspended and cannot invite anyone at the moment."))
    if not company.is_acting:
        raise InvitationRefusedError(_("You can invite colleagues as soon as our team has verified your company."))


@transaction.atomic
def withdraw_invitation(invitation: Invitation) -> None:
    """Its link stops working. Raises InvitationRefusedError when it was accepted or withdrawn before."""
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not waiting.update(withdrawn_at=timezone.now()):
        raise InvitationRefusedError(_("This invitation is no longer open."))


def find_invitation(token: str) -> Invitation | None:
    """The open invitation with this token; None when it was used, withdrawn, has expired, or never was."""
    return Invitation.objects.open().select_related("company", "invited_by").filter(token_digest=_digest(token)).first()


@transaction.atomic
def accept_invitation(invitation: Invitation, *, user: User) -> Membership:
    """Make `user` a member.

    Raises InvitationRefusedError for another address and for the second of two clicks; MembershipRefusedError for
    staff, and while the company is suspended: the invitation stays open.
    """
    require_not_staff(user)
    company = Company.objects.select_for_update(no_key=True).get(pk=invitation.company_id)
    if user.email.lower() != invitation.email:
        raise InvitationRefusedError(
            _("This invitation was sent to another address. Sign in with the address it was sent to.")
        )
    require_acting_company(company)
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
        raise InvitationRefusedError(_("This invitation is no longer open."))
    return add_member(user, company=company, role=invitation.role)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
