from celery import shared_task

from companies.services.projects import expire_overdue_projects


@shared_task(name="companies.expire_projects")
def expire_projects() -> None:
    expire_overdue_projects()
