"""Asking for runs. A request is a row; whoever asks wakes a worker on commit, and the sweeper if that is lost.

Who joins a run that is waiting locks it until the end of their transaction: no worker can begin it before what it is
asked for can be seen. Who finds it begun asks for another.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from jobs.clock import database_now
from matching.models import Match, MatchRun, MatchStatus, RunKind, RunStatus
from matching.queries import OPEN_STATUSES

MISSED_AFTER = timedelta(minutes=15)  # the timetable's own message may still be on its way
MOST_SINGLE_REMATCHES = 50  # more projects than this at once cost less in one full run


@transaction.atomic
def request_full_run(*, requested_by: User | None = None) -> MatchRun:
    """The full run that is waiting, or a new one; one already under way does not count, it may have begun too early."""
    return _join({"kind": RunKind.FULL}, requested_by=requested_by)


@transaction.atomic
def request_refit() -> MatchRun:
    """A full run that fits the centring anew: afterwards every pair may score differently."""
    run = request_full_run()
    MatchRun.objects.filter(pk=run.pk).update(refits=True)
    run.refresh_from_db()
    return run


@transaction.atomic
def request_missed_run() -> MatchRun | None:
    """The nightly run when its message was lost: nobody asked for a full run since its hour, which is over for long."""
    now = database_now().astimezone(timezone.get_default_timezone())
    hour = datetime.combine(now, settings.NIGHTLY_AT, now.tzinfo)
    if hour > now:
        hour -= timedelta(days=1)
    is_there = MatchRun.objects.filter(kind=RunKind.FULL, requested_at__gte=hour).exists()
    return None if is_there or now < hour + MISSED_AFTER else request_full_run()


@transaction.atomic
def request_rematch(*, project_ids: Sequence[int]) -> list[MatchRun]:
    """A waiting run for each of these projects, or one full run when they are many."""
    if len(project_ids) > MOST_SINGLE_REMATCHES:
        return [request_full_run()]
    return [_join({"kind": RunKind.PROJECT, "project_id": project_id}) for project_id in sorted(set(project_ids))]


def _join(which: dict[str, object], *, requested_by: User | None = None) -> MatchRun:
    """The waiting run of this kind, locked, or a new one that nobody sees before the caller commits."""
    waiting = MatchRun.objects.select_for_update(of=("self",)).filter(**which, status=RunStatus.QUEUED)
    while (run := waiting.first()) is None:  # also after the run of somebody who asked at the same moment has begun
        row = MatchRun(**which, requested_by=requested_by, requested_at=database_now())
        MatchRun.objects.bulk_create([row], ignore_conflicts=True)
    return run


@transaction.atomic
def retire_matches(*, project_ids: Sequence[int]) -> int:
    """Projects left: their proposed and approved matches are out of date at once. Returns how many."""
    retired = 0
    for side in ("korean_project_id__in", "luxembourg_project_id__in"):
        matches = Match.objects.filter(**{side: project_ids}, status__in=OPEN_STATUSES)
        retired += matches.update(status=MatchStatus.STALE)
    return retired
