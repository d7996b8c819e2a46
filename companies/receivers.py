"""What companies do when something happens in the apps below them."""

from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from accounts.models import User
from accounts.signals import staff_role_about_to_be_given
from companies.models import Company, Invitation, JoinRequest, JoinStatus, Membership
from companies.services.emails import ASKS_TO_ANSWER
from notifications.models import OutboxEmail
from notifications.signals import Waiting, email_about_to_leave
from values.formats.phrases import write_list


@receiver(staff_role_about_to_be_given)
def refuse_staff_role_to_members(user: User, **_kwargs: object) -> str:
    """Whoever acts for a company gives that up before they work for staff."""
    names = Membership.objects.filter(user=user).order_by("company__name").values_list("company__name", flat=True)
    if not names:
        return ""
    return _(
        "%(person)s acts for a company. Staff cannot act for a company: first remove this person "
        "under “Members”. Companies: %(companies)s."
    ) % {"person": user, "companies": write_list(names)}


@receiver(email_about_to_leave)
def keep_back_letters_about_joining(email: OutboxEmail, **_kwargs: object) -> str | None:
    """An invitation leaves only while it is open and its company may act; what asks to answer, while nobody has."""
    if email.is_about(Invitation):
        return _reason_against_invitation(email)
    if email.is_about(JoinRequest) and email.topic in ASKS_TO_ANSWER:
        is_open = email.among(JoinRequest.objects.filter(status=JoinStatus.ASKED)).exists()
        return None if is_open else gettext_noop("the request is no longer open")
    return None


def _reason_against_invitation(email: OutboxEmail) -> str | None:
    invitation = email.among(Invitation.objects.open()).first()
    if invitation is None:
        return gettext_noop("the invitation is no longer open")
    is_acting = Company.objects.acting().filter(pk=invitation.company_id).exists()
    return None if is_acting else Waiting(pgettext("why an e-mail was cancelled", "a company is suspended"))
