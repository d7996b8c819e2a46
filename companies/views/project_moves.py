"""A company moves its project on: to staff, out of sight, for another year, away for good."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import SignedInRequest, sign_in_required
from companies.models import Project
from companies.permissions import own_projects
from companies.services.profiles import hand_in_project
from companies.services.projects import archive_project, renew_project, set_open_for_requests, withdraw_project
from companies.views.kept_forms import SEEN
from values.errors import PortalError


@require_POST
@sign_in_required
def own_project_submit(request: SignedInRequest, public_id: str) -> HttpResponse:
    hand_in = partial(hand_in_project, seen=request.POST.get(SEEN, ""))
    return _move(request, public_id, hand_in, _("Submitted. We will review your project and write to you."))


@require_POST
@sign_in_required
def own_project_withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _move(
        request,
        public_id,
        withdraw_project,
        _("Withdrawn: the project is no longer public and will not be suggested to anyone. You can submit it again."),
    )


@require_POST
@sign_in_required
def own_project_archive(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _move(request, public_id, archive_project, _("Archived. You can still read the project here."))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def own_project_renew(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Where the reminder leads: GET asks, POST renews."""
    if request.method == "POST":
        return _move(request, public_id, renew_project, _("Renewed: the project is public for another 365 days."))
    project = get_object_or_404(own_projects(request.user), public_id=public_id)
    return render(request, "companies/own_project_renew.html", {"project": project})


@require_POST
@sign_in_required
def own_project_requests(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Open a project for partnership requests, or close it: `open` is "yes" or anything else."""
    project = get_object_or_404(own_projects(request.user), public_id=public_id)
    is_open = request.POST.get("open") == "yes"
    set_open_for_requests(project, is_open=is_open)
    messages.success(
        request,
        _("Other companies can now send you partnership requests about this project.")
        if is_open
        else _(
            "Other companies can no longer send you partnership requests about this project. It stays "
            "public and is matched as before."
        ),
    )
    return redirect("companies:own_project_preview", public_id=public_id)


def _move(request: SignedInRequest, public_id: str, move: Callable[[Project], Project], done: str) -> HttpResponse:
    project = get_object_or_404(own_projects(request.user), public_id=public_id)
    try:
        move(project)
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, done)
    return redirect("companies:own_project_preview", public_id=public_id)
