"""The members' pages of partnership requests: the inbox, one request, and the answers to it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.permissions import SignedInRequest, sign_in_required
from matching.reasons import explain_match
from matching.services.fits import find_fits
from partnerships.forms.requests import DeclineForm
from partnerships.models import PartnershipRequest, RequestStatus
from partnerships.permissions import requests_received_by, requests_sent_by, requests_visible_to
from partnerships.queries.requests import (
    alternatives_to,
    partner_in,
    projects_concerned,
    refusal_between,
    requests_of,
    to_answer,
)
from partnerships.seen import request_to_answer
from partnerships.services.requests import accept_request, decline_request, withdraw_request
from values.errors import PortalError
from values.pages import nearest_page
from values.seen import write_seen

BOXES = ("received", "sent")


@require_safe
@sign_in_required
def request_list(request: SignedInRequest) -> HttpResponse:
    """The inbox: what needs an answer first, then what waits for others, then what is over."""
    mine = company_ids_of(request.user)
    box = request.GET.get("box", "")
    requests = requests_of(request.user)
    if box in BOXES:
        requests = requests.filter(**{"receiver__in" if box == "received" else "sender__in": mine})
    page = nearest_page(requests, request.GET.get("page"))
    context = {
        "page": page,
        "rows": [describe(entry, mine) for entry in page],
        "box": box if box in BOXES else "",
        "waiting": to_answer(request.user).count(),
        "has_company": bool(mine),
    }
    return render(request, "partnerships/request_list.html", context)


def company_ids_of(user: User) -> set[int]:
    return set(user.memberships.values_list("company_id", flat=True))


def describe(request: PartnershipRequest, company_ids: set[int]) -> dict[str, object]:
    """A request as one side sees it; staff, who are on neither, see it as its sender."""
    is_received = request.receiver_id in company_ids
    return {
        "entry": request,
        "is_received": is_received,
        "is_sent": request.sender_id in company_ids,
        "other": request.sender if is_received else request.receiver,
        "needs_answer": is_received and request.is_open,
    }


@require_safe
@sign_in_required
def request_detail(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(requests_visible_to(request.user), public_id=public_id)
    return _show(request, found, DeclineForm())


def _show(
    http_request: SignedInRequest,
    request: PartnershipRequest,
    form: DeclineForm,
    *,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    row = describe(request, company_ids_of(http_request.user))
    fits = find_fits(request.sender_project, projects_concerned(request))
    context = row | {
        "form": form,
        "error": error,
        "fit": fits[0] if fits else None,
        "reasons": explain_match(fits[0].explanation) if fits else None,
        "events": request.events.select_related("user"),
        "alternatives": _alternatives(request) if row["is_sent"] else [],
        "introduction": request.introductions.first(),
        "obstacle": _obstacle(request) if row["needs_answer"] else "",
        "seen": write_seen(request_to_answer(request)) if row["needs_answer"] else "",
    }
    return render(http_request, "partnerships/request_detail.html", context, status=status)


def _obstacle(request: PartnershipRequest) -> str:
    """Why the receiver could not accept at the moment, said before they try."""
    return refusal_between(request.sender, request.receiver, reader=request.receiver)


def _alternatives(request: PartnershipRequest) -> list[dict[str, object]]:
    """Whom to ask instead, once a request came to nothing."""
    if request.status not in (RequestStatus.DECLINED, RequestStatus.EXPIRED):
        return []
    return [
        {
            "project": partner_in(match, request.sender_project),
            "reasons": explain_match(match.explanation, reader=request.sender.country),
        }
        for match in alternatives_to(request)
    ]


@require_POST
@sign_in_required
def request_accept(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(requests_received_by(request.user), public_id=public_id)
    done = _("Thank you for accepting. The other company has been informed.")
    return _take(
        request,
        found,
        lambda: accept_request(found, by=request.user, seen=request.POST.get("seen", "")),
        done,
        DeclineForm(),
    )


@require_POST
@sign_in_required
def request_decline(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(requests_received_by(request.user), public_id=public_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    data = form.cleaned_data
    done = _("Thank you for answering. This pair will not be suggested to you again.")

    def decline() -> PartnershipRequest:
        return decline_request(
            found,
            by=request.user,
            seen=request.POST.get("seen", ""),
            reason=data["reason"],
            comment=data["comment"],
            is_block_wanted=data["block"],
        )

    return _take(request, found, decline, done, form)


@require_POST
@sign_in_required
def request_withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(requests_sent_by(request.user), public_id=public_id)
    done = _("Withdrawn. The other company has been informed, and you can send a request to another company.")
    return _take(request, found, lambda: withdraw_request(found, by=request.user), done, DeclineForm())


def _take(
    http_request: SignedInRequest,
    request: PartnershipRequest,
    step: Callable[[], PartnershipRequest],
    done: str,
    form: DeclineForm,
) -> HttpResponse:
    """Take the step; who comes too late sees how it ended, and what they typed."""
    try:
        step()
    except PortalError as error:
        current = PartnershipRequest.objects.with_sides().get(pk=request.pk)
        return _show(http_request, current, form, error=str(error), status=409)
    messages.success(http_request, done)
    return redirect("partnerships:request_detail", public_id=request.public_id)
