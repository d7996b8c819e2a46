"""Wake-up calls: ids in, one service, safe to run twice or twice at once."""

from celery import shared_task

from jobs.enqueueing import enqueue
from matching.queries import runs_to_enqueue
from matching.services import responses, runs
from matching.services.requests import request_full_run, request_missed_run


@shared_task(name="matching.advance_run")
def advance_run(run_id: int) -> None:
    for _worker in range(runs.advance_run(run_id)):
        enqueue(advance_run, run_id)


@shared_task(name="matching.sweep")
def sweep() -> None:
    """Pick up whatever a lost message left behind, the nightly run's too, and close what nobody answered."""
    responses.expire_overdue_matches()
    request_missed_run()
    for run_id in runs_to_enqueue():
        enqueue(advance_run, run_id)


@shared_task(name="matching.start_nightly_run")
def start_nightly_run() -> None:
    enqueue(advance_run, request_full_run().pk)
