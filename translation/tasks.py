from celery import shared_task

from jobs.enqueueing import enqueue
from translation.services import keeping, making


@shared_task(name="translation.translate_waiting")
def translate_waiting() -> None:
    """Have one batch translated and call for the next while there is more."""
    if making.make_waiting():
        enqueue(translate_waiting)


@shared_task(name="translation.purge_unread")
def purge_unread() -> None:
    keeping.purge_unread()
