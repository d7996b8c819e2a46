"""The review desk: what is proposed, why, and the decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from matching.errors import AlreadyDecidedError, NoLongerOpenError
from matching.forms import BulkReviewForm, QueueFilterForm, ReviewForm
from matching.models import Match, MatchStatus, ReviewDecision
from matching.queries import counts_by_status, next_in_queue, reviews_of
from matching.queries import match_queue as queue_of
from matching.reasons import explain_match, mark_projects
from matching.services.blocks import block_companies
from matching.services.reviews import approve_match, decide_matches, reject_match
from matching.views.runs import run_context
from values.pages import nearest_page


@require_safe
@reviewer_required
def match_queue(request: SignedInRequest) -> HttpResponse:
    """The matches of one state, best first; proposed ones can be decided in bulk."""
    form = QueueFilterForm(request.GET)
    matches = queue_of(**form.filters())
    page = nearest_page(matches, request.GET.get("page"))
    counts = counts_by_status()
    context = {
        "form": form,
        "bulk_form": BulkReviewForm(public_ids=[]),
        "page": page,
        "rows": [(match, explain_match(match.explanation)) for match in page],
        "states": [(state, state.label, counts.get(state, 0)) for state in MatchStatus],
        "state": form.filters()["status"],
    }
    return render(request, "matching/match_queue.html", context | run_context())


@require_safe
@reviewer_required
def match_detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _render_match(request, public_id, ReviewForm())


def _render_match(request: HttpRequest, public_id: str, form: ReviewForm, status: int = 200) -> HttpResponse:
    match = get_object_or_404(Match.objects.with_projects(), public_id=public_id)
    reasons = explain_match(match.explanation)
    context = {
        "match": match,
        "reasons": reasons,
        "sides": mark_projects(match, reasons),
        "form": form,
        "reviews": reviews_of(match),
        "responses": match.responses.select_related("company", "user"),
        "next_match": next_in_queue(match),
        "is_open": match.status == MatchStatus.PROPOSED,
    }
    return render(request, "matching/match_detail.html", context, status=status)


@require_POST
@reviewer_required
def match_review(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Decide one match, then go on with the next one in the queue."""
    match = get_object_or_404(Match, public_id=public_id)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _render_match(request, public_id, form, status=422)
    following = next_in_queue(match)
    try:
        _decide(match, request, form)
    except (AlreadyDecidedError, NoLongerOpenError) as refusal:
        messages.warning(request, str(refusal))
        return redirect("matching:match_detail", public_id=public_id)
    messages.success(request, _decision_message(form))
    if following is None:
        return redirect("matching:match_queue")
    return redirect("matching:match_detail", public_id=following.public_id)


def _decide(match: Match, request: SignedInRequest, form: ReviewForm) -> None:
    data = form.cleaned_data
    if data["decision"] == ReviewDecision.APPROVE:
        approve_match(match, reviewer=request.user, comment=data["comment"])
    else:
        reject_match(match, reviewer=request.user, reason=data["reason"], comment=data["comment"])
        if data["block"]:
            block_companies(match, user=request.user)


def _decision_message(form: ReviewForm) -> str:
    if form.cleaned_data["decision"] == ReviewDecision.APPROVE:
        return _("Approved. The suggestion is on its way to both companies.")
    return _("Rejected. The pair stays apart unless both projects change.")


@require_POST
@reviewer_required
def match_review_bulk(request: SignedInRequest) -> HttpResponse:
    """Decide the ticked matches together; each is still decided on its own."""
    matches = list(Match.objects.filter(public_id__in=request.POST.getlist("chosen")).order_by("-score", "pk"))
    form = BulkReviewForm(request.POST, public_ids=[match.public_id for match in matches])
    if form.is_valid():
        data = form.cleaned_data
        outcome = decide_matches(
            matches, reviewer=request.user, decision=data["decision"], reason=data["reason"], comment=data["comment"]
        )
        done = ngettext("%(count)d match decided.", "%(count)d matches decided.", outcome.decided)
        messages.success(request, done % {"count": outcome.decided})
        for refusal in outcome.refusals:
            messages.warning(request, refusal)
    else:
        for errors in form.errors.values():
            for error in errors:
                messages.error(request, str(error))
    return redirect(_queue_address(request))


def _queue_address(request: HttpRequest) -> str:
    """Back to the list as it was filtered."""
    back = request.POST.get("back", "")
    queue = reverse("matching:match_queue")
    is_ours = back.startswith(queue) and url_has_allowed_host_and_scheme(back, {request.get_host()})
    return back if is_ours else queue
