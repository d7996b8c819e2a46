"""Staff read the projects that were submitted by the rubric, and do what the points say."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import SignedInRequest, reviewer_required
from companies.errors import CompanyNotVerifiedError
from companies.forms.reviews import ProjectQueueForm, ProjectReviewForm
from companies.hints import find_hints
from companies.models import Project, ProjectStatus
from companies.queries import with_details
from companies.queries.review_fields import project_rows
from companies.queries.review_outcomes import explain_outcome
from companies.queries.review_queue import projects_to_review
from companies.rubric import CRITERIA, RubricVerdict, Scores
from companies.services.reviews import ReviewNotes, review_project
from companies.views.queues import go_on_with, render_queue
from values.errors import StateConflictError

TEXTS = ("title", "summary", "offer", "seek")


@require_safe
@never_cache
@reviewer_required
def project_queue(request: SignedInRequest) -> HttpResponse:
    """The submitted projects, longest waiting first."""
    form = ProjectQueueForm(request.GET)
    return render_queue(request, "companies/project_queue.html", form=form, find=projects_to_review)


@require_safe
@never_cache
@reviewer_required
def project_review(request: SignedInRequest, public_id: str) -> HttpResponse:
    project = get_object_or_404(with_details(Project.objects.all()), public_id=public_id)
    return _render_project(request, project, ProjectReviewForm(initial={"read_at": project.updated_at.isoformat()}))


@require_POST
@vary_on_headers("HX-Request")
@reviewer_required
def project_decide(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show what the points mean, or carry it out once it was shown; who comes second keeps what they typed."""
    project = get_object_or_404(with_details(Project.objects.all()), public_id=public_id)
    form = ProjectReviewForm(request.POST)
    scores = form.scores()
    if form.is_preview:
        return _render_project(request, project, form)
    if scores is None or not form.is_valid():
        return _render_project(request, project, form, status=422)
    try:
        _decide(project, request, form, scores)
    except (StateConflictError, CompanyNotVerifiedError) as conflict:
        messages.warning(request, str(conflict))
        project.refresh_from_db()
        return _render_project(request, project, form.reread(project.updated_at), status=409)
    messages.success(request, _decision_message(project, form))
    following = projects_to_review(held="no").exclude(pk=project.pk).first()
    return go_on_with(following, review="companies:project_review", queue="companies:project_queue")


def _decide(project: Project, request: SignedInRequest, form: ProjectReviewForm, scores: Scores) -> None:
    data = form.cleaned_data
    notes = ReviewNotes(data["reason"], form.remarks())
    review_project(project, reviewer=request.user, scores=scores, notes=notes, read_at=data["read_at"])


def _decision_message(project: Project, form: ProjectReviewForm) -> str:
    words = {
        RubricVerdict.PUBLISH: _(
            "“%(title)s” is published. The company will be notified by e-mail, and the matching system will look "
            "for partners."
        ),
        RubricVerdict.HOLD: _("“%(title)s” is on hold. Your review is kept for the next reviewer."),
        RubricVerdict.RETURN: _("“%(title)s” was returned. The company will receive an e-mail with your reason."),
    }
    return words[RubricVerdict(form.cleaned_data["decision"])] % {"title": project.title}


def _render_project(
    request: HttpRequest, project: Project, form: ProjectReviewForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "project": project,
        "company": project.company,
        "form": form,
        "outcome": explain_outcome(form.scores() if form.is_bound else None, project),
        "is_open": project.status == ProjectStatus.SUBMITTED,
    }
    if getattr(request, "htmx", False):
        return render(request, "companies/_review_outcome.html", context, status=status)
    context |= {
        "reviews": project.reviews.select_related("reviewer").prefetch_related("remarks"),
        "rows": [(row, form[f"remark_{row.name}"]) for row in project_rows(project)],
        "hints": find_hints({name: getattr(project, name) for name in TEXTS}, project.language),
        "criteria": [form[name] for name in CRITERIA],
    }
    return render(request, "companies/project_review.html", context, status=status)
