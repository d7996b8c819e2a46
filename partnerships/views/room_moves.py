"""What happens in a room beside the thread: the stage moves, the next action is set and done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import SignedInRequest, sign_in_required
from partnerships.errors import RoomError
from partnerships.forms.rooms import NextActionForm, StageForm
from partnerships.queries.rooms import open_action_of
from partnerships.services.next_actions import finish_action, set_next_action
from partnerships.services.stages import move_stage
from partnerships.views.room_page import find_room, show_room


@require_POST
@sign_in_required
def stage_move(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Move the collaboration; who comes second is told where it is now and keeps what they typed."""
    room, actor = find_room(request, public_id)
    form = StageForm(request.POST, collaboration=room, actor=actor)
    if not form.is_valid():
        return show_room(request, room, actor, status=422, stage_form=form)
    try:
        change = move_stage(room, actor=actor, move=form.move())
    except RoomError as error:
        messages.warning(request, str(error))
        room, actor = find_room(request, public_id)
        fresh = StageForm(initial={"comment": form.cleaned_data.get("comment")}, collaboration=room, actor=actor)
        return show_room(request, room, actor, status=409, stage_form=fresh)
    messages.success(
        request, _("The new stage has been recorded: %(stage)s.") % {"stage": change.get_to_stage_display()}
    )
    return redirect("partnerships:collaboration_detail", public_id=public_id)


@require_POST
@sign_in_required
def action_set(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Agree on the next action; who comes second sees the other's and keeps what they typed."""
    room, actor = find_room(request, public_id)
    action = open_action_of(room)
    form = NextActionForm(request.POST, collaboration=room, action=action)
    if not form.is_valid():
        return show_room(request, room, actor, status=422, action_form=form)
    data = form.cleaned_data
    try:
        set_next_action(
            room,
            actor=actor,
            text=data["text"],
            owner=form.owner_chosen(),
            due_on=data["due_on"],
            seen_id=data["seen_id"],
        )
    except RoomError as error:
        messages.warning(request, str(error))
        typed = {name: data[name] for name in ("text", "owner", "due_on")}
        fresh = NextActionForm(initial=typed, collaboration=room, action=open_action_of(room))
        return show_room(request, room, actor, status=409, action_form=fresh)
    messages.success(
        request, _("The next action has been saved. The person responsible will be reminded the day before.")
    )
    return redirect("partnerships:collaboration_detail", public_id=public_id)


@require_POST
@sign_in_required
def action_finish(request: SignedInRequest, public_id: str, action_id: int) -> HttpResponse:
    room, actor = find_room(request, public_id)
    action = get_object_or_404(room.next_actions, pk=action_id)
    try:
        finish_action(action, actor=actor)
    except RoomError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Done. What is the next action?"))
    return redirect("partnerships:collaboration_detail", public_id=public_id)
