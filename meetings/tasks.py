"""Wake-up calls: one service each, safe to run twice or twice at once."""

from celery import shared_task

from jobs.enqueueing import enqueue
from meetings.queries.schedule import runs_to_wake
from meetings.services import fits, meeting_outcomes, meeting_request_times, schedule_runs, thanks


@shared_task(name="meetings.compute_fits")
def compute_fits(event_id: int) -> None:
    fits.compute_fits(event_id)


@shared_task(name="meetings.refresh_fits")
def refresh_fits() -> None:
    """What companies changed in their projects since somebody registered."""
    fits.refresh_fits()


@shared_task(name="meetings.sweep_meeting_requests")
def sweep_meeting_requests() -> None:
    """End requests whose time is over, and remind of those half of whose time is over."""
    meeting_request_times.expire_meeting_requests()
    meeting_request_times.remind_of_meeting_requests()


@shared_task(name="meetings.thank_participants")
def thank_participants() -> None:
    """In the evening of the day, with the way to their feedback."""
    thanks.thank_participants()


@shared_task(name="meetings.compute_schedule")
def compute_schedule(run_id: int) -> None:
    schedule_runs.work_on_schedule(run_id)


@shared_task(name="meetings.sweep_schedules")
def sweep_schedules() -> None:
    """Pick up computations that a lost message left behind, give up hopeless ones, settle what took place."""
    for run_id in runs_to_wake():
        enqueue(compute_schedule, run_id)
    schedule_runs.give_up_hopeless_runs()
    meeting_outcomes.settle_past_meetings()
