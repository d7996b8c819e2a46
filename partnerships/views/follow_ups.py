from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.permissions import SignedInRequest, sign_in_required
from partnerships.errors import RoomError
from partnerships.forms.follow_ups import FollowUpForm
from partnerships.models import FollowUp
from partnerships.permissions import actor_in, own_rooms
from partnerships.services.follow_ups import answer_follow_up
from values.money.amounts import currency_of


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sign_in_required
def follow_up_answer(request: SignedInRequest, public_id: str, months: int) -> HttpResponse:
    """A company says what became of the agreement, once."""
    room = get_object_or_404(own_rooms(request.user), public_id=public_id)
    company = actor_in(room, request.user).company
    follow_up = get_object_or_404(
        room.follow_ups.select_related("answered_by"), months=months, company=company, asked_at__isnull=False
    )
    country = company.country if company else ""
    form = FollowUpForm(request.POST or None, initial={"turnover_currency": currency_of(country)})
    if request.method == "POST" and form.is_valid():
        return _answer(request, follow_up, form)
    context = {"room": room, "company": company, "follow_up": follow_up, "form": form}
    return render(request, "partnerships/follow_up_answer.html", context, status=422 if form.errors else 200)


def _answer(request: SignedInRequest, follow_up: FollowUp, form: FollowUpForm) -> HttpResponse:
    try:
        answer_follow_up(follow_up, user=request.user, outcome=form.outcome())
    except RoomError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Thank you. Your answers help us to make better introductions."))
    return redirect("partnerships:collaboration_detail", public_id=follow_up.collaboration.public_id)
