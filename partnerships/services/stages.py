"""Moving a collaboration along its way."""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerships.errors import MovedMeanwhileError, MoveRefusedError
from partnerships.models import (
    EARLY_STAGES,
    OPEN_STAGES,
    WAY,
    AgreementType,
    Collaboration,
    CollaborationStage,
    EndReason,
    StageChange,
)
from partnerships.permissions import Actor
from partnerships.services.acting import require_acting
from partnerships.services.follow_ups import plan_follow_ups
from partnerships.services.next_actions import drop_open_action
from partnerships.services.room_emails import email_news


class Move(NamedTuple):
    """From the stage the person saw to the one they want; an agreement has a type, an end a reason."""

    from_stage: str
    to_stage: str
    agreement_type: str = ""
    end_reason: str = ""
    comment: str = ""


def possible_stages(collaboration: Collaboration, *, is_staff: bool) -> list[CollaborationStage]:
    """Where it may go: forward, leaving out what was not needed, or to its end; staff may correct a step too early.

    Completed comes after an agreement only. What was agreed is not undone, it ends.
    """
    stage = CollaborationStage(collaboration.stage)
    if stage == CollaborationStage.AGREED:
        return [CollaborationStage.COMPLETED, CollaborationStage.ENDED]
    if stage in EARLY_STAGES:
        ahead = [later for later in OPEN_STAGES if WAY.index(later) > WAY.index(stage)]
        back = [earlier for earlier in EARLY_STAGES if WAY.index(earlier) < WAY.index(stage)] if is_staff else []
        return [*back, *ahead, CollaborationStage.ENDED]
    may_reopen = is_staff and stage == CollaborationStage.ENDED and collaboration.agreed_at is None
    return list(EARLY_STAGES) if may_reopen else []


@transaction.atomic
def move_stage(collaboration: Collaboration, *, actor: Actor, move: Move) -> StageChange:
    """Move it and tell the room. Raises MovedMeanwhileError (somebody was first), MoveRefusedError, RoomPausedError."""
    require_acting(collaboration, actor)
    current = Collaboration.objects.select_for_update(of=("self",)).with_sides().get(pk=collaboration.pk)
    if current.stage != move.from_stage:
        raise MovedMeanwhileError(_lost_race(current))
    _require_possible(current, actor, move)
    now = timezone.now()
    is_agreement = move.to_stage == CollaborationStage.AGREED
    changes = {
        "stage": move.to_stage,
        "stage_changed_at": now,
        "end_reason": move.end_reason if move.to_stage == CollaborationStage.ENDED else "",
    }
    changes |= {"agreement_type": move.agreement_type, "agreed_at": now} if is_agreement else {}
    Collaboration.objects.filter(pk=current.pk, stage=move.from_stage).update(**changes)
    current.refresh_from_db()
    _follow_up(current)
    change = _record(current, actor, move)
    email_news(current, actor=actor, news="stage")
    return change


def _require_possible(current: Collaboration, actor: Actor, move: Move) -> None:
    if move.to_stage not in possible_stages(current, is_staff=actor.is_staff):
        raise MoveRefusedError(
            _("This step is not possible from the current stage: %(stage)s.") % {"stage": current.get_stage_display()}
        )
    if move.to_stage == CollaborationStage.AGREED and move.agreement_type not in AgreementType.values:
        raise MoveRefusedError(_("Choose the type of agreement first."))
    if move.to_stage == CollaborationStage.ENDED and move.end_reason not in EndReason.values:
        raise MoveRefusedError(_("Choose a reason first: it helps us to make better introductions."))


def _lost_race(current: Collaboration) -> str:
    last = current.stage_changes.select_related("user").last()
    words = {
        "person": (last and last.user) or pgettext("subject of a sentence", "Someone"),
        "stage": current.get_stage_display(),
    }
    return (
        _("%(person)s has just changed the stage of this collaboration: %(stage)s. Check it before you continue.")
        % words
    )


def _follow_up(current: Collaboration) -> None:
    if current.stage == CollaborationStage.AGREED:
        plan_follow_ups(current)
    if not current.is_open:
        drop_open_action(current)


def _record(current: Collaboration, actor: Actor, move: Move) -> StageChange:
    return StageChange.objects.create(
        collaboration=current,
        from_stage=move.from_stage,
        to_stage=move.to_stage,
        user=actor.user,
        company=actor.company,
        agreement_type=current.agreement_type if move.to_stage == CollaborationStage.AGREED else "",
        end_reason=current.end_reason,
        comment=move.comment,
    )
