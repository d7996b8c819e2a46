from django.dispatch import receiver

from jobs.enqueueing import enqueue_on_commit
from notifications.signals import deliveries_queued, email_queued
from notifications.tasks import deliver_webhooks, send_due_emails


@receiver(email_queued)
def enqueue_sender(**_kwargs: object) -> None:
    enqueue_on_commit(send_due_emails)


@receiver(deliveries_queued)
def enqueue_deliverer(**_kwargs: object) -> None:
    enqueue_on_commit(deliver_webhooks)
