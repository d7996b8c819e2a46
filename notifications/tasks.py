from celery import shared_task

from jobs.enqueueing import enqueue
from notifications import services
from notifications.services import budgets, deliveries, keys, webhook_events


@shared_task(name="notifications.send_due_emails")
def send_due_emails() -> None:
    """Send one batch of due mail and call for the next while there is more."""
    if services.send_due_emails():
        enqueue(send_due_emails)


@shared_task(name="notifications.deliver_webhooks")
def deliver_webhooks() -> None:
    """Tell webhooks one batch of what is due and call for the next while there is more."""
    if deliveries.deliver_due():
        enqueue(deliver_webhooks)


@shared_task(name="notifications.purge_keys")
def purge_keys() -> None:
    keys.purge_keys()


@shared_task(name="notifications.purge_budgets")
def purge_budgets() -> None:
    budgets.purge_budgets()


@shared_task(name="notifications.purge_old_events")
def purge_old_events() -> None:
    webhook_events.purge_old_events()
