"""The page of a room, whole or with a form that was refused."""

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.permissions import SignedInRequest
from partnerships.forms.rooms import MessageForm, NextActionForm, StageForm
from partnerships.models import WAY, Collaboration, CollaborationStage, FollowUp, NextAction
from partnerships.permissions import Actor, actor_in, rooms_open_to
from partnerships.queries.case_studies import approvals_of
from partnerships.queries.rooms import open_action_of, thread_of, today_of
from partnerships.services.rooms import enter_room
from values.pages import nearest_page

MESSAGES_PER_PAGE = 30


def find_room(request: SignedInRequest, public_id: str) -> tuple[Collaboration, Actor]:
    """The room if it is open to this person (otherwise 404), and for whom they speak in it."""
    room = get_object_or_404(rooms_open_to(request.user), public_id=public_id)
    return room, actor_in(room, request.user)


def show_room(
    request: SignedInRequest, room: Collaboration, actor: Actor, *, status: int = 200, **forms: Form
) -> HttpResponse:
    """`forms`: message_form, stage_form, action_form, instead of fresh ones."""
    visit = enter_room(room, user=request.user)
    action = open_action_of(room)
    context = {
        "room": room,
        "actor": actor,
        "korean": room.companies[0],
        "luxembourger": room.companies[1],
        "stopped": [company for company in room.companies if not company.is_acting],
        "seen_at": visit.seen_at,
        "page": nearest_page(thread_of(room).order_by("-pk"), request.GET.get("page"), size=MESSAGES_PER_PAGE),
        "steps": _steps(room),
        "action": action,
        "is_overdue": action is not None and action.due_on < today_of(action.owner),
        "changes": room.stage_changes.select_related("user", "company").order_by("-pk"),
        "follow_ups": _follow_ups(room, actor),
        **_case(room),
        **_forms(room, actor, action),
    }
    return render(request, "partnerships/collaboration_detail.html", context | forms, status=status)


def _forms(room: Collaboration, actor: Actor, action: NextAction | None) -> dict[str, object]:
    return {
        "message_form": MessageForm(initial={"language": actor.user.language}),
        "stage_form": StageForm(collaboration=room, actor=actor),
        "action_form": NextActionForm(collaboration=room, action=action),
    }


def _steps(room: Collaboration) -> list[dict[str, object]]:
    """The stages of the way; an ended collaboration shows how far it came by its last move."""
    last = room.stage_changes.filter(to_stage=CollaborationStage.ENDED).last()
    reached = last.from_stage if last is not None and room.stage == CollaborationStage.ENDED else room.stage
    position = WAY.index(CollaborationStage(reached))
    is_over = room.stage in (CollaborationStage.ENDED, CollaborationStage.COMPLETED)
    return [
        {
            "label": stage.label,
            "is_done": index < position or (is_over and index == position),
            "is_current": index == position and not is_over,
        }
        for index, stage in enumerate(WAY)
    ]


def _follow_ups(room: Collaboration, actor: Actor) -> list[FollowUp]:
    """Each company sees its own, staff all that were asked."""
    rows = room.follow_ups.filter(asked_at__isnull=False).select_related("company", "answered_by")
    return list(rows if actor.is_staff else rows.filter(company=actor.company))


def _case(room: Collaboration) -> dict[str, object]:
    case = getattr(room, "case_study", None)
    return {"case": case, "approvals": approvals_of(case, room) if case else []}
