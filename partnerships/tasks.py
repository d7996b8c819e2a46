"""Wake-up calls: one service each, safe to run twice or twice at once."""

from celery import shared_task

from partnerships.services import request_times
from partnerships.services.consent_times import close_consents_run_out
from partnerships.services.follow_ups import ask_due_follow_ups
from partnerships.services.next_actions import remind_of_actions


@shared_task(name="partnerships.sweep_requests")
def sweep_requests() -> None:
    """End requests whose time is over, and remind of those that wait."""
    request_times.expire_overdue_requests()
    request_times.remind_receivers()


@shared_task(name="partnerships.remind_of_actions")
def remind_of_next_actions() -> None:
    remind_of_actions()


@shared_task(name="partnerships.ask_follow_ups")
def ask_follow_ups() -> None:
    ask_due_follow_ups()


@shared_task(name="partnerships.close_consents")
def close_consents() -> None:
    """Write down and tell which consents have reached their 24 months."""
    close_consents_run_out()
