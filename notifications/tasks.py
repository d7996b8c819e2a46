from celery import shared_task

from notifications import services
from notifications.wakeups import wake


@shared_task(name="notifications.send_due_emails")
def send_due_emails() -> None:
    """Send one batch of due mail and call for the next while there is more."""
    if services.send_due_emails():
        wake(send_due_emails)
