"""Wake-up calls: one service each, safe to run twice or twice at once."""

from celery import shared_task

from partnerships.services import request_times


@shared_task(name="partnerships.sweep_requests")
def sweep_requests() -> None:
    """End requests whose time is over, and remind of those that wait."""
    request_times.expire_overdue_requests()
    request_times.remind_receivers()
