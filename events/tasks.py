"""Wake-up calls: one service each, safe to run twice or twice at once."""

from celery import shared_task

from events.queries.schedule import runs_to_wake
from events.services import (
    fits,
    meeting_outcomes,
    meeting_request_times,
    reminders,
    schedule_runs,
    thanks,
    waiting_list,
)
from events.services.event_times import close_due_registrations, end_events
from jobs.enqueueing import enqueue


@shared_task(name="events.compute_fits")
def compute_fits(event_id: int) -> None:
    fits.compute_fits(event_id)


@shared_task(name="events.refresh_fits")
def refresh_fits() -> None:
    """What companies changed in their projects since somebody registered."""
    fits.refresh_fits()


@shared_task(name="events.sweep_registrations")
def sweep_registrations() -> None:
    """End offers that nobody took, offer what is free, remind of events that begin."""
    waiting_list.lapse_overdue_offers()
    waiting_list.move_waiting_lists_up()
    reminders.remind_a_day_before()
    reminders.remind_an_hour_before()


@shared_task(name="events.sweep_meeting_requests")
def sweep_meeting_requests() -> None:
    """End requests whose time is over, and remind of those half of whose time is over."""
    meeting_request_times.expire_meeting_requests()
    meeting_request_times.remind_of_meeting_requests()


@shared_task(name="events.sweep_states")
def sweep_states() -> None:
    """Close registrations whose time is over, and end events that took place."""
    close_due_registrations()
    end_events()


@shared_task(name="events.thank_participants")
def thank_participants() -> None:
    """In the evening of the day, with the way to their feedback."""
    thanks.thank_participants()


@shared_task(name="events.compute_schedule")
def compute_schedule(run_id: int) -> None:
    schedule_runs.work_on_schedule(run_id)


@shared_task(name="events.sweep_schedules")
def sweep_schedules() -> None:
    """Pick up computations that a lost message left behind, give up hopeless ones, settle what took place."""
    for run_id in runs_to_wake():
        enqueue(compute_schedule, run_id)
    schedule_runs.give_up_hopeless_runs()
    meeting_outcomes.settle_past_meetings()
