"""Whose mail and webhooks staff may read."""

from django.conf import settings

from accounts.models import User
from notifications.models import OutboxEmail, OutboxEmailQuerySet, Webhook, WebhookQuerySet


def emails_visible_to(user: User) -> OutboxEmailQuerySet:
    """The mail this member of staff may read and resolve.

    No mail shows a key, whoever reads it. What is about somebody's account, and contacts, which belong to the two
    companies that showed them to each other, are for administrators alone; in a demonstration everything is fictional
    and the mail is needed to look around.
    """
    if not user.is_reviewer:
        return OutboxEmail.objects.none()
    can_read_secrets = user.is_administrator or settings.IS_DEMONSTRATION
    return OutboxEmail.objects.all() if can_read_secrets else OutboxEmail.objects.without_secrets()


def webhooks_visible_to(user: User) -> WebhookQuerySet:
    """One's own; administrators see those of all. Nothing for who is not staff."""
    if not user.is_reviewer:
        return Webhook.objects.none()
    standing = Webhook.objects.standing().select_related("owner")
    return standing if user.is_administrator else standing.filter(owner=user)
