"""Wake-up calls: one service each, safe to run twice or twice at once."""

from celery import shared_task

from events.services import reminders, waiting_list
from events.services.event_times import close_due_registrations, end_events


@shared_task(name="events.sweep_registrations")
def sweep_registrations() -> None:
    """End offers that nobody took, offer what is free, remind of events that begin."""
    waiting_list.lapse_overdue_offers()
    waiting_list.move_waiting_lists_up()
    reminders.remind_a_day_before()
    reminders.remind_an_hour_before()


@shared_task(name="events.sweep_states")
def sweep_states() -> None:
    """Close registrations whose time is over, and end events that took place."""
    close_due_registrations()
    end_events()
