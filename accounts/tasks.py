from celery import shared_task

from accounts.services import sessions


@shared_task(name="accounts.clear_sessions")
def clear_sessions() -> None:
    sessions.clear_sessions()
