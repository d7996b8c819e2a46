"""Staff reading mail that was meant for others."""

from django.db import transaction

from accounts.models import User
from notifications.models import OutboxEmail
from notifications.signals import confidential_email_opened


@transaction.atomic
def audit_access(email: OutboxEmail, *, by: User) -> None:
    """Tell whoever wrote a confidential mail that a member of staff is about to read it."""
    if email.is_confidential:
        confidential_email_opened.send(sender=OutboxEmail, email=email, user=by)
