"""Whom to meet: suggestions with their reasons, the list of participants, asking, and the answers."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Language
from accounts.permissions import SignedInRequest, sign_in_required
from events.models import MeetingRequest, Registration
from events.permissions import own_registrations
from events.queries.participants import count_participants, participants_for
from meetings.forms.meeting_requests import AskForm, DeclineMeetingForm, PartnerFilterForm
from meetings.permissions import meeting_requests_received_by, meeting_requests_sent_by
from meetings.queries.meeting_requests import (
    are_requests_open,
    open_requests_of,
    refusal_of_asking,
    refusal_of_quota,
    requests_close_at,
    requests_of,
    states_with,
)
from meetings.services.meeting_requests import (
    accept_meeting_request,
    ask_for_meeting,
    decline_meeting_request,
    withdraw_meeting_request,
)
from meetings.services.suggestions import explain_fit, suggest_partners
from values.errors import PortalError
from values.pages import nearest_page

MOST_SUGGESTED = 5


@require_safe
@sign_in_required
def partner_list(request: SignedInRequest, public_id: str) -> HttpResponse:
    """For those who are confirmed: the best partners with reasons, then everybody who agreed to be shown."""
    registration = get_object_or_404(own_registrations(request.user), public_id=public_id)
    context: dict[str, object] = {"registration": registration, "event": registration.event}
    if not registration.sees_others:
        return render(request, "meetings/partners_later.html", context)
    form = PartnerFilterForm(request.GET)
    page = nearest_page(participants_for(registration, **form.filters()), request.GET.get("page"))
    states = states_with(registration)
    can_ask = registration.wants_meetings and are_requests_open(registration.event)
    is_first = page.number == 1 and not form.filters()
    context |= {
        "form": form,
        "page": page,
        "rows": [{"registration": entry, "request": states.get(entry.pk)} for entry in page],
        "counts": count_participants(registration),
        "suggestions": suggest_partners(registration, count=MOST_SUGGESTED) if can_ask and is_first else [],
        "can_ask": can_ask,
        "closes_at": requests_close_at(registration.event),
    }
    return render(request, "meetings/partner_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def meeting_ask(request: SignedInRequest, public_id: str, receiver_id: str) -> HttpResponse:
    """Ask one of the participants for a meeting."""
    sender = get_object_or_404(own_registrations(request.user), public_id=public_id)
    others = Registration.objects.confirmed().filter(event=sender.event_id, is_listed=True).select_related("company")
    receiver = get_object_or_404(others.exclude(pk=sender.pk), public_id=receiver_id)
    if request.method != "POST":
        language = (get_language() or Language.ENGLISH)[:2]
        return _show_asking(request, sender, receiver, AskForm(initial={"language": language}))
    return _ask(request, sender, receiver, AskForm(request.POST))


def _ask(request: SignedInRequest, sender: Registration, receiver: Registration, form: AskForm) -> HttpResponse:
    if not form.is_valid():
        return _show_asking(request, sender, receiver, form, status=422)
    wording = {"reason": form.cleaned_data["reason"], "language": form.cleaned_data["language"]}
    try:
        asked = ask_for_meeting(sender, receiver=receiver, by=request.user, **wording)
    except PortalError as error:
        form.add_error(None, str(error))
        return _show_asking(request, sender, receiver, form, status=409)
    messages.success(
        request,
        _("This company had already asked you for a meeting. You have accepted, and the organisers will plan it.")
        if asked.had_asked
        else _("Your request has been sent. You will get an e-mail when the other company answers."),
    )
    return redirect("meetings:meeting_requests", public_id=sender.public_id)


def _show_asking(
    request: SignedInRequest, sender: Registration, receiver: Registration, form: AskForm, *, status: int = 200
) -> HttpResponse:
    standing = MeetingRequest.objects.open().filter(sender=receiver, receiver=sender).first()
    context = {
        "registration": sender,
        "receiver": receiver,
        "event": sender.event,
        "form": form,
        "fit": explain_fit(sender, receiver),
        "has_asked": standing,
        "obstacle": "" if standing else refusal_of_asking(sender, receiver) or refusal_of_quota(sender),
        "days": sender.event.request_days,
        "left": max(0, sender.event.open_requests - open_requests_of(sender)),
    }
    return render(request, "meetings/meeting_ask.html", context, status=status)


@require_safe
@sign_in_required
def meeting_requests(request: SignedInRequest, public_id: str) -> HttpResponse:
    registration = get_object_or_404(own_registrations(request.user), public_id=public_id)
    return _show_requests(request, registration, DeclineMeetingForm(auto_id=False))


def _show_requests(
    http_request: SignedInRequest,
    registration: Registration,
    form: DeclineMeetingForm,
    *,
    declining: MeetingRequest | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """`declining`: the request whose decline was not complete."""
    page = nearest_page(requests_of(registration), http_request.GET.get("page"))
    context = {
        "registration": registration,
        "event": registration.event,
        "page": page,
        "rows": [_describe(entry, registration) for entry in page],
        "decline_form": form,
        "declining": declining,
        "error": error,
        "open_count": open_requests_of(registration),
    }
    return render(http_request, "meetings/meeting_requests.html", context, status=status)


def _describe(request: MeetingRequest, registration: Registration) -> dict[str, object]:
    is_received = request.receiver_id == registration.pk
    return {
        "entry": request,
        "is_received": is_received,
        "other": request.sender if is_received else request.receiver,
        "needs_answer": is_received and request.is_open,
    }


@require_POST
@sign_in_required
def meeting_request_accept(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(meeting_requests_received_by(request.user), public_id=public_id)
    done = _("Thank you. The organisers will plan the meeting, and you will find it in your schedule.")
    return _take(request, found.receiver, lambda: accept_meeting_request(found, by=request.user), done)


@require_POST
@sign_in_required
def meeting_request_decline(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(meeting_requests_received_by(request.user), public_id=public_id)
    form = DeclineMeetingForm(request.POST, auto_id=False)
    if not form.is_valid():
        return _show_requests(request, found.receiver, form, declining=found, status=422)
    reason, done = form.cleaned_data["reason"], _("Thank you for answering. The other company has been informed.")

    def decline() -> MeetingRequest:
        return decline_meeting_request(found, by=request.user, reason=reason)

    return _take(request, found.receiver, decline, done)


@require_POST
@sign_in_required
def meeting_request_withdraw(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(meeting_requests_sent_by(request.user), public_id=public_id)
    done = _("Your request has been withdrawn. You can ask another company.")
    return _take(request, found.sender, lambda: withdraw_meeting_request(found), done)


def _take(
    http_request: SignedInRequest,
    registration: Registration,
    step: Callable[[], MeetingRequest],
    done: str,
) -> HttpResponse:
    """Take the step; who comes too late sees how it ended."""
    try:
        step()
    except PortalError as error:
        form = DeclineMeetingForm(auto_id=False)
        return _show_requests(http_request, registration, form, error=str(error), status=409)
    messages.success(http_request, done)
    return redirect("meetings:meeting_requests", public_id=registration.public_id)
