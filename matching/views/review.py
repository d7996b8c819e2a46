"""The review desk: what is proposed, why, and the decision."""

from collections.abc import Mapping
from typing import NamedTuple

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from matching.errors import AlreadyDecidedError, MatchChangedError, NoLongerOpenError
from matching.forms import BulkReviewForm, QueueFilterForm, ReviewForm
from matching.models import Match, MatchStatus, ReviewDecision
from matching.queries import counts_by_status, next_in_queue, reviews_of
from matching.queries import match_queue as queue_of
from matching.reasons import Reasons, explain_match, mark_projects
from matching.seen import Seen, changes_between, seen_of
from matching.services.blocks import block_companies
from matching.services.reviews import BulkOutcome, approve_match, decide_matches, reject_match
from matching.views.runs import run_context
from values.errors import Difference
from values.pages import nearest_page

QUEUE_WORDS = {
    MatchStatus.PROPOSED: pgettext_lazy("matches", "proposed"),
    MatchStatus.APPROVED: pgettext_lazy("matches", "approved"),
    MatchStatus.REJECTED: pgettext_lazy("matches", "rejected"),
    MatchStatus.DECLINED: pgettext_lazy("matches", "declined"),
    MatchStatus.INTRODUCED: pgettext_lazy("matches", "both interested"),
    MatchStatus.EXPIRED: pgettext_lazy("matches", "expired"),
    MatchStatus.STALE: pgettext_lazy("matches", "outdated"),
}
"""Statuses with the number of matches that have them, of which some languages speak in the plural."""


class QueueRow(NamedTuple):
    """A match in the list, and for one ticked before what has changed since."""

    match: Match
    reasons: Reasons
    seen: Seen
    is_ticked: bool = False
    changes: tuple[Difference, ...] = ()


@require_safe
@reviewer_required
def match_queue(request: SignedInRequest) -> HttpResponse:
    """The matches of one state, best first; proposed ones can be decided in bulk."""
    return _render_queue(request, BulkReviewForm())


def _render_queue(request: HttpRequest, bulk_form: BulkReviewForm, *, status: int = 200) -> HttpResponse:
    form = QueueFilterForm(request.GET)
    filters = form.filters()
    page = nearest_page(queue_of(**filters), request.GET.get("page"))
    rows = _queue_rows(page, bulk_form.ticked())
    counts = counts_by_status()
    context = {
        "form": form,
        "bulk_form": bulk_form,
        "page": page,
        "rows": rows,
        "changed": [row for row in rows if row.changes],
        "states": [(state, QUEUE_WORDS[state], counts.get(state, 0)) for state in MatchStatus],
        "state": filters["status"],
    }
    return render(request, "matching/match_queue.html", context | run_context(), status=status)


def _queue_rows(page: Page[Match], ticked: Mapping[str, Seen]) -> list[QueueRow]:
    """What is still ticked stays in sight, above the page where it has left it."""
    gone = ticked.keys() - {match.public_id for match in page}
    elsewhere = Match.objects.proposed().filter(public_id__in=gone).with_profiles().best_first()
    return [_queue_row(match, ticked.get(match.public_id)) for match in [*elsewhere, *page]]


def _queue_row(match: Match, ticked: Seen | None) -> QueueRow:
    now = seen_of(match)
    changes = tuple(changes_between(ticked, now)) if ticked else ()
    return QueueRow(match, explain_match(match.explanation), now, is_ticked=ticked is not None, changes=changes)


@require_safe
@reviewer_required
def match_detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _render_match(request, public_id, ReviewForm())


def _render_match(request: HttpRequest, public_id: str, form: ReviewForm, status: int = 200) -> HttpResponse:
    match = get_object_or_404(Match.objects.with_profiles(), public_id=public_id)
    reasons = explain_match(match.explanation)
    seen = seen_of(match)
    context = {
        "match": match,
        "reasons": reasons,
        "sides": mark_projects(match, reasons),
        "form": form,
        "seen": seen,
        "changes": form.changes(seen),
        "reviews": reviews_of(match),
        "responses": match.responses.select_related("company", "user"),
        "next_match": next_in_queue(match),
        "is_open": match.status == MatchStatus.PROPOSED,
    }
    return render(request, "matching/match_detail.html", context, status=status)


@require_POST
@reviewer_required
def match_review(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Decide one match, then go on with the next one in the queue.

    One that has changed comes back undecided, with what changed and all that was typed.
    """
    match = get_object_or_404(Match, public_id=public_id)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _render_match(request, public_id, form, status=422)
    following = next_in_queue(match)
    try:
        _decide(match, request, form)
    except MatchChangedError:
        return _render_match(request, public_id, form, status=409)
    except (AlreadyDecidedError, NoLongerOpenError) as error:
        messages.warning(request, str(error))
        return redirect("matching:match_detail", public_id=public_id)
    messages.success(request, _decision_message(form))
    if following is None:
        return redirect("matching:match_queue")
    return redirect("matching:match_detail", public_id=following.public_id)


def _decide(match: Match, request: SignedInRequest, form: ReviewForm) -> None:
    data = form.cleaned_data
    seen, comment = data["seen"], data["comment"]
    if data["decision"] == ReviewDecision.APPROVE:
        approve_match(match, reviewer=request.user, seen=seen, comment=comment)
    else:
        reject_match(match, reviewer=request.user, seen=seen, reason=data["reason"], comment=comment)
        if data["block"]:
            block_companies(match, user=request.user)


def _decision_message(form: ReviewForm) -> str:
    if form.cleaned_data["decision"] == ReviewDecision.APPROVE:
        return _("Approved. The suggestion is being sent to both companies.")
    return _("Rejected. This pair will not be proposed again unless both projects change.")


@require_http_methods(["GET", "HEAD", "POST"])
@reviewer_required
def match_review_bulk(request: SignedInRequest) -> HttpResponse:
    """Decide the ticked matches together; each is still decided on its own.

    Those that have changed stay undecided and ticked, with all that was typed. Read rather than sent, the address is
    that of the list with the same filters.
    """
    if request.method != "POST":
        return redirect(_queue_address(request))
    form = BulkReviewForm(request.POST)
    if not form.is_valid():
        return _render_queue(request, form, status=422)
    outcome = _decide_ticked(request, form)
    if outcome.decided or not outcome.changed:
        done = ngettext(
            "Decision recorded for %(count)d match.", "Decisions recorded for %(count)d matches.", outcome.decided
        )
        messages.success(request, done % {"count": outcome.decided})
    for error in outcome.refusals:
        messages.warning(request, error)
    if outcome.changed:
        return _render_queue(request, form, status=409)
    return redirect(_queue_address(request))


def _decide_ticked(request: SignedInRequest, form: BulkReviewForm) -> BulkOutcome:
    ticked, data = form.ticked(), form.cleaned_data
    matches = Match.objects.filter(public_id__in=ticked).best_first()
    return decide_matches(
        [(match, ticked[match.public_id]) for match in matches],
        reviewer=request.user,
        decision=data["decision"],
        reason=data["reason"],
        comment=data["comment"],
    )


def _queue_address(request: HttpRequest) -> str:
    """The list as it was filtered."""
    query = request.GET.urlencode()
    return f"{reverse('matching:match_queue')}?{query}" if query else reverse("matching:match_queue")
