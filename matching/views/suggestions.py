"""What a company sees of its matches, once staff suggested them."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, sign_in_required
from matching.errors import SuggestionChangedError
from matching.forms import AnswerForm
from matching.models import Answer, Match, MatchStatus, Response
from matching.permissions import companies_answering, suggestions_visible_to
from matching.queries import blocks_by
from matching.reasons import explain_match, mark_projects
from matching.services.blocks import block_companies, lift_block
from matching.services.emails import sides_of
from matching.services.responses import answer_match
from matching.services.silence import projects_saying_too_little
from values.errors import Difference, PortalError
from values.pages import nearest_page


@require_safe
@sign_in_required
def suggestion_list(request: SignedInRequest) -> HttpResponse:
    page = nearest_page(suggestions_visible_to(request.user), request.GET.get("page"))
    mine = set(request.user.memberships.values_list("company_id", flat=True))
    rows = [_row(match, mine) for match in page]
    context = {
        "page": page,
        "rows": rows,
        "has_company": bool(mine),
        "blocks": blocks_by(request.user),
        "too_short": projects_saying_too_little(mine),
    }
    return render(request, "matching/suggestion_list.html", context)


def _row(match: Match, company_ids: set[int]) -> dict[str, object]:
    side = next(side for side in sides_of(match) if side.mine.company_id in company_ids)
    answers = [r for r in match.responses.all() if r.round == match.round and r.company_id == side.mine.company_id]
    return {
        "match": match,
        "mine": side.mine,
        "theirs": side.theirs,
        "reasons": explain_match(match.explanation, reader=side.mine.company.country),
        "answer": answers[0] if answers else None,
        "needs_answer": match.status == MatchStatus.APPROVED and not answers,
    }


@require_safe
@sign_in_required
def suggestion_detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _render_suggestion(request, public_id, AnswerForm())


def _render_suggestion(
    request: SignedInRequest,
    public_id: str,
    form: AnswerForm,
    *,
    status: int = 200,
    changes: Sequence[Difference] = (),
) -> HttpResponse:
    match = get_object_or_404(suggestions_visible_to(request.user), public_id=public_id)
    companies = companies_answering(request.user, match)
    row = _row(match, set(companies.values_list("pk", flat=True)))
    sides = mark_projects(match, explain_match(match.explanation))
    context = row | {"form": form, "changes": changes, "sides": sides}
    return render(request, "matching/suggestion_detail.html", context, status=status)


@require_POST
@sign_in_required
def suggestion_answer(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Answer for the company of this match that the person acts for."""
    match = get_object_or_404(suggestions_visible_to(request.user), public_id=public_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _render_suggestion(request, public_id, form, status=422)
    company = companies_answering(request.user, match)[0]  # suggestions_visible_to promises one
    is_block_wanted = form.cleaned_data.pop("block") and form.cleaned_data["answer"] == Answer.DECLINED
    try:
        response = answer_match(match, company=company, user=request.user, **form.cleaned_data)
        if is_block_wanted:
            block_companies(match, user=request.user, company=company)
    except SuggestionChangedError as error:
        return _render_suggestion(request, public_id, form, status=409, changes=error.changes)
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _thanks(response))
    return redirect("matching:suggestion_detail", public_id=public_id)


def _thanks(response: Response) -> str:
    if response.answer == Answer.DECLINED:
        return _("Thank you. This pair will not be suggested to you again.")
    if response.match.status == MatchStatus.INTRODUCED:
        return _(
            "Both companies are interested and have been introduced to each other. Now decide whether to share "
            "your contact details."
        )
    return _("Thank you. If the other company is interested too, we will let you know.")


@require_POST
@sign_in_required
def block_lift(request: SignedInRequest, block_id: int) -> HttpResponse:
    """Take back a block that one's own company asked for."""
    block = get_object_or_404(blocks_by(request.user), pk=block_id)
    lift_block(block)
    messages.success(request, _("The block has been removed: a good match may be suggested again."))
    return redirect("matching:suggestion_list")
