from celery import shared_task

from accounts.services import sessions
from accounts.services.kept_forms import purge_kept_forms


@shared_task(name="accounts.clear_sessions")
def clear_sessions() -> None:
    sessions.clear_sessions()


@shared_task(name="accounts.purge_kept_forms")
def purge_kept_forms_hourly() -> None:
    """Hourly: what somebody typed before their session ended lives a day."""
    purge_kept_forms()
