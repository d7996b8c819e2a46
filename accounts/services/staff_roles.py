"""Who works for staff. Whoever does never speaks for a company; the apps that know of companies say so."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.errors import StaffRoleRefusedError
from accounts.models import StaffRole, User
from accounts.signals import staff_role_about_to_be_given


def reason_against_staff_role(user: User, *, role: str) -> str:
    """Why this person cannot have this role, in words that say what to do; empty when they can."""
    if role == StaffRole.NONE or user.pk is None:
        return ""
    answers = staff_role_about_to_be_given.send(sender=User, user=user)
    return " ".join(str(words) for _receiver, words in answers if words)


def change_staff_role(user: User, *, role: str) -> User:
    """Give or take a role. Raises StaffRoleRefusedError while somebody who acts for a company would get one.

    The database has the last word: it also refuses when the person comes to act for a company at the same moment.
    """
    wanted = StaffRole(role)
    if reason := reason_against_staff_role(user, role=wanted):
        raise StaffRoleRefusedError(reason)
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(staff_role=wanted)
    except IntegrityError as error:
        raise StaffRoleRefusedError(_("This is not possible at the moment. Reload the page and try again.")) from error
    user.refresh_from_db(fields=["staff_role"])
    return user
