"""Runs of matching worked on from the request to the end, as a worker alone would."""

from matching.models import Match, MatchRun
from matching.services.requests import request_full_run
from matching.services.runs import advance_run


def finish(run: MatchRun) -> MatchRun:
    """Work on the run alone until it ends."""
    while advance_run(run.pk):
        pass
    run.refresh_from_db()
    return run


def full_run() -> MatchRun:
    return finish(request_full_run())


def snapshot() -> list[tuple[object, ...]]:
    """Everything of matches that may not differ when work is done twice."""
    names = ("korean_project", "luxembourg_project", "status", "round", "score", "explanation")
    return list(Match.objects.order_by("korean_project", "luxembourg_project").values_list(*names))
