from celery import shared_task

from companies.services.projects import expire_overdue_projects
from companies.services.reminders import remind_of_expiry


@shared_task(name="companies.expire_projects")
def expire_projects() -> None:
    expire_overdue_projects()


@shared_task(name="companies.remind_of_expiry")
def remind_companies_of_expiry() -> None:
    remind_of_expiry()
