"""The last look before a mail leaves: hours may lie between the decision and the sending."""

from django.utils.translation import gettext_noop

from accounts.models import User
from notifications import queries
from notifications.models import EmailKind, OutboxEmail, Suppression
from notifications.signals import Waiting, email_about_to_leave


def reason_to_cancel(email: OutboxEmail) -> str:
    """Why this mail should no longer leave, in English for staff (the pages translate it); empty if it should.

    `Waiting` when it should not leave yet.
    """
    kind = EmailKind(email.kind)
    if email.has_lost_its_key:
        return gettext_noop("its link has expired")
    return _personal_reason(email, kind) or _address_reason(email, kind) or _reason_from_above(email)


def _personal_reason(email: OutboxEmail, kind: EmailKind) -> str:
    user = User.objects.filter(emails=email).first()
    if user is None:
        return "" if kind.is_for_strangers else gettext_noop("the recipient’s account has been deleted")
    if not user.is_active:
        return gettext_noop("the recipient’s account is closed")
    return "" if queries.is_wanted(user, kind=kind) else gettext_noop("the recipient does not want this kind of e-mail")


def _address_reason(email: OutboxEmail, kind: EmailKind) -> str:
    if kind == EmailKind.ACCOUNT or not Suppression.objects.filter(address=email.recipient).exists():
        return ""
    return gettext_noop("sending to this address is blocked")


def _reason_from_above(email: OutboxEmail) -> str:
    answers = email_about_to_leave.send(sender=OutboxEmail, email=email)
    reasons = [reason if isinstance(reason, Waiting) else str(reason) for _receiver, reason in answers if reason]
    return min(reasons, key=lambda reason: isinstance(reason, Waiting), default="")
