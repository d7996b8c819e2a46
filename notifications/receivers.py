from typing import Any

from django.dispatch import receiver

from notifications.signals import deliveries_queued, email_queued
from notifications.tasks import deliver_webhooks, send_due_emails
from notifications.wakeups import wake_on_commit


@receiver(email_queued)
def wake_sender(**_kwargs: Any) -> None:
    wake_on_commit(send_due_emails)


@receiver(deliveries_queued)
def wake_deliverer(**_kwargs: Any) -> None:
    wake_on_commit(deliver_webhooks)
