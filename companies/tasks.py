from celery import shared_task

from companies.desk.imports import imports_to_wake
from companies.services import table_imports
from companies.services.directory import drain_batch
from companies.services.projects import expire_overdue_projects
from companies.services.reminders import remind_of_expiry
from notifications.wakeups import wake


@shared_task(name="companies.expire_projects")
def expire_projects() -> None:
    expire_overdue_projects()


@shared_task(name="companies.apply_import")
def apply_import(batch_id: int) -> None:
    table_imports.apply_import(batch_id)


@shared_task(name="companies.sweep_imports")
def sweep_imports() -> None:
    """Pick up confirmed imports whose message was lost, and forget files nobody needs any more."""
    table_imports.forget_old_imports()
    for batch_id in imports_to_wake():
        wake(apply_import, batch_id)


@shared_task(name="companies.remind_of_expiry")
def remind_companies_of_expiry() -> None:
    remind_of_expiry()


@shared_task(name="companies.refresh_directory")
def refresh_directory() -> None:
    """Refresh one batch of what changed and call for the next while there is more."""
    if drain_batch():
        wake(refresh_directory)
