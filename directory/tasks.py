from celery import shared_task

from directory.services.alerts import announce_new_results
from directory.services.directory import drain_batch
from jobs.enqueueing import enqueue


@shared_task(name="directory.refresh")
def refresh_directory() -> None:
    """Refresh one batch of what changed and call for the next while there is more."""
    if drain_batch():
        enqueue(refresh_directory)


@shared_task(name="directory.announce_new_results")
def announce_results() -> None:
    announce_new_results()
