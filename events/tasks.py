"""Wake-up calls: one service each, safe to run twice or twice at once."""

from celery import shared_task

from events.services.event_times import close_due_registrations, end_events


@shared_task(name="events.sweep_states")
def sweep_states() -> None:
    """Close registrations whose time is over, and end events that took place."""
    close_due_registrations()
    end_events()
