"""The case managers' board of collaborations."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from partnerships.errors import RoomError
from partnerships.forms.rooms import BoardForm
from partnerships.models import Collaboration
from partnerships.queries.rooms import board_columns, closed_rooms
from partnerships.services.rooms import take_room
from values.numbers import number_in
from values.pages import nearest_page


@require_safe
@never_cache
@reviewer_required
def board(request: SignedInRequest) -> HttpResponse:
    """By stage, what is overdue first; those that are over below."""
    form = BoardForm(request.GET)
    choice = form.choice()
    closed = nearest_page(closed_rooms(choice), request.GET.get("page"))
    context = {"form": form, "columns": board_columns(choice), "page": closed}
    return render(request, "partnerships/board.html", context)


@require_POST
@reviewer_required
def collaboration_take(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Become the case manager, in place of the one the person saw."""
    room = get_object_or_404(Collaboration, public_id=public_id)
    try:
        take_room(room, user=request.user, earlier_id=number_in(request.POST.get("earlier")))
    except RoomError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("You are now the case manager of this collaboration."))
    return redirect("partnerships:collaboration_detail", public_id=public_id)
