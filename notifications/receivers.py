from allauth.account import app_settings
from allauth.core import context as current
from celery.signals import worker_shutting_down
from django.db import transaction
from django.dispatch import receiver

from accounts.models import User
from accounts.signals import account_email_due
from jobs import stopping
from jobs.enqueueing import enqueue_on_commit
from notifications.services import queue_account_email
from notifications.services.budgets import spend_mail
from notifications.signals import deliveries_queued, email_queued
from notifications.tasks import deliver_webhooks, send_due_emails
from rest.callers import caller_of


@receiver(account_email_due)
@transaction.atomic
def write_account_email(*, template: str, address: str, user: User | None, path: str, **_kwargs: object) -> None:
    """Anybody can have such mail sent to any address: it is counted, whether or not there is an account with it.

    Raises TooMuchMailError.
    """
    asker = current.request.user
    person = asker if isinstance(asker, User) else None
    spend_mail(address, person=person, caller="" if person else caller_of(current.request))
    context = {"path": path, "days": app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS}
    queue_account_email(address, user=user, template=template, context=context)


@receiver(email_queued)
def enqueue_sender(**_kwargs: object) -> None:
    enqueue_on_commit(send_due_emails)


@receiver(deliveries_queued)
def enqueue_deliverer(**_kwargs: object) -> None:
    enqueue_on_commit(deliver_webhooks)


@worker_shutting_down.connect
def end_between_two_pieces(**_kwargs: object) -> None:
    """Celery waits for what its processes have begun, which may be a long batch."""
    stopping.tell()
