"""The draft of a schedule, computed by a worker: asked for once, done once, whatever dies on the way."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from events.models import (
    COMING_STATUSES,
    Event,
    EventFit,
    Meeting,
    MeetingSlot,
    MeetingStatus,
    ScheduleRun,
    ScheduleStatus,
)
from events.services.locks import lock_event
from jobs import leases
from meetings.errors import ScheduleRefusedError
from meetings.queries.schedule_problems import fits_of, problem_of, wishes_of
from meetings.scheduling import LeftOut, Problem, Schedule, make_schedule
from meetings.scheduling.worths import THOUSANDTHS
from meetings.signals import schedule_requested

LEASE = timedelta(minutes=15)  # six hundred participants take a minute or two
MOST_ATTEMPTS = 5
AGAIN_AFTER = timedelta(seconds=20)
GIVEN_UP = "No worker could finish the computation."


@transaction.atomic
def request_schedule(event: Event, *, by: User) -> ScheduleRun:
    """Ask for a draft; the one that waits already if there is one. Raises ScheduleRefusedError."""
    event = lock_event(event.pk)
    if event.status not in COMING_STATUSES:
        raise ScheduleRefusedError(_("Meetings are planned for published events only, not for drafts or past ones."))
    if not event.slots.exists():
        raise ScheduleRefusedError(_("The programme has no time for meetings yet. Add a time for them first."))
    if not event.places.exists():
        raise ScheduleRefusedError(_("There are no tables and no video rooms yet. Add them first."))
    runs = ScheduleRun.objects.filter(event=event)
    if waiting := runs.filter(status=ScheduleStatus.QUEUED).first():
        return waiting
    number = (runs.aggregate(last=Max("number"))["last"] or 0) + 1
    run = ScheduleRun.objects.create(event=event, number=number, asked_by=by)
    schedule_requested.send(sender=ScheduleRun, run_id=run.pk)
    return run


def work_on_schedule(run_id: int) -> bool:
    """Compute it and write its meetings, if nobody else does. Safe to call twice or twice at once; True when done.

    Where somebody changed what is pinned, or who comes, while it was computed, it is computed again.
    """
    waiting = ScheduleRun.objects.filter(pk=run_id, status=ScheduleStatus.QUEUED)
    leases.recover(waiting)
    token = leases.make_token()
    claimed = leases.claim(waiting, token=token, lease=LEASE, limit=1, most_attempts=MOST_ATTEMPTS)
    if not claimed:
        return False
    run = claimed[0]
    try:
        problem = _read(run)
        is_done = _write(run, problem, make_schedule(problem), token=token)
    except Exception as error:
        note = f"{type(error).__name__}: {error}"[:300]
        leases.postpone(waiting, token=token, delay=AGAIN_AFTER, error=note)
        raise
    if not is_done:
        leases.postpone(waiting, token=token, delay=timedelta())
    return is_done


def give_up_hopeless_runs() -> int:
    """Runs that failed as often as they may; how many that were."""
    waiting = ScheduleRun.objects.filter(status=ScheduleStatus.QUEUED)
    leases.recover(waiting)
    hopeless = leases.exhausted(waiting, most_attempts=MOST_ATTEMPTS)
    hopeless.filter(error="").update(error=GIVEN_UP)
    return hopeless.update(status=ScheduleStatus.FAILED, done_at=timezone.now())


@transaction.atomic
def _read(run: ScheduleRun) -> Problem:
    return problem_of(lock_event(run.event_id))


@transaction.atomic
def _write(run: ScheduleRun, problem: Problem, schedule: Schedule, *, token: int) -> bool:
    """Put the draft in the place of the one before; False, and nothing written, if it is no longer true."""
    event = lock_event(run.event_id)
    if _what_binds(problem_of(event)) != _what_binds(problem):
        return False
    found: dict[str, Any] = {
        "value": schedule.value / THOUSANDTHS,
        "bound": schedule.bound / THOUSANDTHS,
        "left_out": _describe_left_out(event, schedule.left_out),
    }
    mine = ScheduleRun.objects.filter(pk=run.pk, status=ScheduleStatus.QUEUED)
    done = {"status": ScheduleStatus.DONE, "done_at": timezone.now(), "error": ""}
    if not leases.finish(mine, token=token, **done, **found):
        return True  # somebody else took it over, and writes what is the same
    event.meetings.filter(status=MeetingStatus.PLANNED, is_pinned=False).delete()
    Meeting.objects.bulk_create(_rows(event, schedule))
    return True


def _what_binds(problem: Problem) -> tuple[object, ...]:
    """What would make a draft impossible if it changed; all else is shown as a conflict, or weighed the next time."""
    return problem.fixed, problem.barred, problem.slots, problem.places, {one.id for one in problem.participants}


def _rows(event: Event, schedule: Schedule) -> list[Meeting]:
    slots: dict[int, MeetingSlot] = {slot.pk: slot for slot in event.slots.all()}
    fits = {(fit.korean_id, fit.luxembourg_id): fit for fit in EventFit.objects.filter(event=event)}
    wishes = wishes_of(event)
    rows = []
    for one in schedule.meetings:
        pair = (one.korean, one.luxembourg)
        wish = wishes.get(pair)
        meeting = Meeting(
            event=event,
            korean_id=one.korean,
            luxembourg_id=one.luxembourg,
            place_id=one.place,
            starts_at=slots[one.slot].starts_at,
            ends_at=slots[one.slot].ends_at,
            request_id=wish.request_id if wish else None,
            **_fit_of(fits.get(pair)),
        )
        rows.append(meeting)
    return rows


def _fit_of(fit: EventFit | None) -> dict[str, Any]:
    if fit is None:
        return {}
    projects = {"korean_project_id": fit.korean_project_id, "luxembourg_project_id": fit.luxembourg_project_id}
    return {"score": fit.score, **projects}


def _describe_left_out(event: Event, left_out: tuple[LeftOut, ...]) -> list[dict[str, object]]:
    best: dict[int, float] = {}
    for pair, score in fits_of(event).items():
        for side in pair:
            best[side] = max(score, best.get(side, 0.0))
    return [
        {
            "registration": left.participant,
            "reason": left.reason.value,
            "data": {"partners": list(left.partners), "slots": list(left.slots), "best": best.get(left.participant)},
        }
        for left in left_out
    ]
