"""Staff reading mail that was meant for others."""

from django.db import transaction

from accounts.models import User
from notifications.models import OutboxEmail
from notifications.signals import confidential_email_opened


@transaction.atomic
def audit_access(email: OutboxEmail, *, by: User) -> str:
    """Tell whoever wrote a confidential mail that a member of staff is about to read it.

    Returns why what it says may not be shown now; empty where it may.
    """
    if not email.is_confidential:
        return ""
    answers = confidential_email_opened.send(sender=OutboxEmail, email=email, user=by)
    return next((str(reason) for _receiver, reason in answers if reason), "")
