"""Runs as staff see them: start one, watch it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import SignedInRequest, reviewer_required
from jobs.enqueueing import enqueue_on_commit
from matching.models import RunStatus
from matching.queries import latest_full_run, run_progress
from matching.services.requests import request_full_run
from matching.tasks import advance_run


def run_context() -> dict[str, object]:
    """What the progress fragment shows."""
    run = latest_full_run()
    if run is None:
        return {"run": None, "is_run_open": False}
    is_open = run.status in (RunStatus.QUEUED, RunStatus.RUNNING)
    return {"run": run, "is_run_open": is_open, "progress": run_progress(run)}


@require_POST
@reviewer_required
def run_start(request: SignedInRequest) -> HttpResponse:
    """Ask for a full run; asking again while one waits changes nothing."""
    run = request_full_run(requested_by=request.user)
    enqueue_on_commit(advance_run, run.pk)
    return redirect("matching:match_queue")


@require_safe
@vary_on_headers("HX-Request")
@reviewer_required
def run_detail(request: SignedInRequest) -> HttpResponse:
    """The latest run on a page of its own, and as the fragment that the review desk swaps while it is under way."""
    template = "matching/_run.html" if is_fragment(request) else "matching/run_detail.html"
    return render(request, template, run_context())


def is_fragment(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
