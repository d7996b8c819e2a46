"""Requests as staff see them: who waits for an answer, and a nudge."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from partnerships.forms.requests import RequestQueueForm
from partnerships.models import PartnershipRequest
from partnerships.queries.requests import request_queue as queue_of
from partnerships.services.request_times import nudge_receiver
from values.errors import PortalError
from values.pages import nearest_page


@require_safe
@reviewer_required
def request_queue(request: SignedInRequest) -> HttpResponse:
    """Requests that wait for an answer, the oldest first; other states by the filter."""
    form = RequestQueueForm(request.GET)
    page = nearest_page(queue_of(**form.filters()), request.GET.get("page"))
    return render(request, "partnerships/request_queue.html", {"form": form, "page": page})


@require_POST
@reviewer_required
def request_nudge(request: SignedInRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(PartnershipRequest, public_id=public_id)
    try:
        nudge_receiver(found, by=request.user)
    except PortalError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("The recipient has been reminded by e-mail."))
    return redirect("partnerships:request_detail", public_id=public_id)
