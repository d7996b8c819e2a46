from typing import Any

from django.dispatch import receiver

from notifications.signals import email_queued
from notifications.tasks import send_due_emails
from notifications.wakeups import wake_on_commit


@receiver(email_queued)
def wake_sender(**_kwargs: Any) -> None:
    wake_on_commit(send_due_emails)
