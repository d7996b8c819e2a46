from celery import shared_task

from companies.services.directory import drain_batch
from companies.services.projects import expire_overdue_projects
from notifications.wakeups import wake


@shared_task(name="companies.expire_projects")
def expire_projects() -> None:
    expire_overdue_projects()


@shared_task(name="companies.refresh_directory")
def refresh_directory() -> None:
    """Refresh one batch of what changed and call for the next while there is more."""
    if drain_batch():
        wake(refresh_directory)
