from celery import shared_task

from companies.services.alerts import announce_new_results
from companies.services.directory import drain_directory
from companies.services.projects import expire_overdue_projects


@shared_task(name="companies.expire_projects")
def expire_projects() -> None:
    expire_overdue_projects()


@shared_task(name="companies.refresh_directory")
def refresh_directory() -> None:
    """Woken by changes, and by the timetable for those whose message was lost."""
    drain_directory()


@shared_task(name="companies.announce_new_results")
def announce_results() -> None:
    announce_new_results()
