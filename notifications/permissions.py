"""Whose mail staff may read."""

from django.conf import settings

from accounts.models import User
from notifications.models import OutboxEmail, OutboxEmailQuerySet


def emails_visible_to(user: User) -> OutboxEmailQuerySet:
    """The mail this member of staff may read and resolve.

    Confirmation, reset and invitation links would let a case manager act as somebody else, and contacts belong to the
    two companies that showed them to each other, so such mail is for administrators alone; in a demonstration
    everything is fictional and the mail is needed to look around.
    """
    if not user.is_reviewer:
        return OutboxEmail.objects.none()
    can_read_secrets = user.is_administrator or settings.IS_DEMONSTRATION
    return OutboxEmail.objects.all() if can_read_secrets else OutboxEmail.objects.without_secrets()
