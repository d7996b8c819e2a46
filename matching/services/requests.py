"""Asking for runs. A request is a row; whoever asks wakes a worker on commit, and the sweeper if that is lost.

Who joins a run that is waiting locks it until the end of their transaction: no worker can begin it before what it is
asked for can be seen. Who finds it begun asks for another.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from accounts.models import User
from matching.models import Match, MatchRun, MatchStatus, RunKind, RunStatus
from matching.queries import OPEN_STATUSES

MOST_SINGLE_REMATCHES = 50  # more projects than this at once cost less in one full run


@transaction.atomic
def request_full_run(*, requested_by: User | None = None) -> MatchRun:
    """The full run that is waiting, or a new one; one already under way does not count, it may have begun too early."""
    return _join({"kind": RunKind.FULL}, requested_by=requested_by)


@transaction.atomic
def request_rematch(*, project_ids: Sequence[int]) -> list[MatchRun]:
    """A waiting run for each of these projects, or one full run when they are many."""
    if len(project_ids) > MOST_SINGLE_REMATCHES:
        return [request_full_run()]
    return [_join({"kind": RunKind.PROJECT, "project_id": project_id}) for project_id in sorted(set(project_ids))]


def _join(which: dict[str, Any], *, requested_by: User | None = None) -> MatchRun:
    """The waiting run of this kind, locked, or a new one that nobody sees before the caller commits."""
    waiting = MatchRun.objects.select_for_update(of=("self",)).filter(**which, status=RunStatus.QUEUED)
    while (run := waiting.first()) is None:  # also after the run of somebody who asked at the same moment has begun
        MatchRun.objects.bulk_create([MatchRun(**which, requested_by=requested_by)], ignore_conflicts=True)
    return run


@transaction.atomic
def retire_matches(*, project_ids: Sequence[int]) -> int:
    """Projects left: their proposed and approved matches are out of date at once. Returns how many."""
    retired = 0
    for side in ("korean_project_id__in", "luxembourg_project_id__in"):
        matches = Match.objects.filter(**{side: project_ids}, status__in=OPEN_STATUSES)
        retired += matches.update(status=MatchStatus.STALE)
    return retired
