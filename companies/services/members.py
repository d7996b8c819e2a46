"""Who acts for a company, in which role; somebody always owns it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import StaffRole, User
from companies.errors import MembershipRefusedError
from companies.models import Company, Membership, MembershipRole
from values.errors import StateConflictError


def require_not_staff(user: User, *, words: str = "") -> None:
    """Raises MembershipRefusedError for whoever has a staff role, also with an account that sleeps."""
    if User.objects.filter(pk=user.pk).exclude(staff_role=StaffRole.NONE).exists():
        raise MembershipRefusedError(
            words
            or _(
                "You are a member of staff, and staff cannot act for a company. Anyone who acts for a "
                "company needs a separate account with another e-mail address."
            )
        )


def require_acting_company(company: Company) -> None:
    """Raises MembershipRefusedError while nobody new may act for the company; its row is locked by whoever asks."""
    if not company.is_acting:
        raise MembershipRefusedError(_("Nobody can join this company at the moment. Contact us if you work there."))


def add_member(user: User, *, company: Company, role: str) -> Membership:
    """Somebody acts for the company from now on; who does already keeps their role.

    Raises MembershipRefusedError for staff. The database has the last word: it also refuses who gets a staff role at
    the same moment.
    """
    require_not_staff(user)
    try:
        with transaction.atomic():
            return Membership.objects.get_or_create(user=user, company=company, defaults={"role": role})[0]
    except IntegrityError as error:
        raise MembershipRefusedError(_("This is not possible at the moment. Reload the page and try again.")) from error


@transaction.atomic
def change_role(membership: Membership, *, role: str, seen: str) -> Membership:
    """`seen` is the role that was shown.

    Raises StateConflictError when it is another by now, MembershipRefusedError when the last owner would become an
    editor, ValueError for an unknown role.
    """
    wanted = MembershipRole(role)
    current = _lock(membership)
    if current.role != seen:
        raise StateConflictError(
            _("Nothing was changed: the role of %(person)s has changed since you opened the page. It is now: %(role)s.")
            % {"person": current.user, "role": current.get_role_display()}
        )
    if wanted != MembershipRole.OWNER:
        _require_another_owner(current)
    Membership.objects.filter(pk=current.pk).update(role=wanted)
    current.refresh_from_db()
    return current


@transaction.atomic
def remove_member(membership: Membership) -> None:
    """End a membership, one's own or another's. Raises MembershipRefusedError for the last owner."""
    current = _lock(membership)
    _require_another_owner(current)
    current.delete()


def _lock(membership: Membership) -> Membership:
    """The membership as it is now; until the transaction ends nobody else changes the company's people."""
    Company.objects.select_for_update(no_key=True).get(pk=membership.company_id)
    current = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if current is None:
        raise MembershipRefusedError(_("This person no longer acts for the company."))
    return current


def _require_another_owner(membership: Membership) -> None:
    owners = Membership.objects.filter(company=membership.company_id, role=MembershipRole.OWNER)
    if membership.role == MembershipRole.OWNER and not owners.exclude(pk=membership.pk).exists():
        raise MembershipRefusedError(_("A company needs an owner. Make someone else an owner first."))
