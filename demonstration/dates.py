"""Moves what the demonstration's services have just done back in time, everything that belongs together alike."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from django.db.models import F

from matching.models import ANSWER_PERIOD, Match, Response, Review
from partnerships.models import (
    Collaboration,
    Introduction,
    Message,
    PartnershipRequest,
    RequestEvent,
    RequestStatus,
    StageChange,
)

LONGEST_HOURS = 20 * 24


def move_back_suggestion(match: Match, *, days: int, number: int) -> None:
    """The decision to `days` ago, the answers to some hours after it; the sweeper closes what is overdue then."""
    past, random = timedelta(days=days), Random(number)  # noqa: S311 - made-up dates, no secret
    Match.objects.filter(pk=match.pk).update(proposed_at=F("proposed_at") - past, approved_at=F("approved_at") - past)
    Match.objects.filter(pk=match.pk, approved_at__isnull=False).update(expires_at=F("approved_at") + ANSWER_PERIOD)
    Review.objects.filter(match=match).update(created_at=F("created_at") - past)
    latest = timedelta()
    for response in Response.objects.filter(match=match):
        waited = min(timedelta(hours=random.uniform(3, LONGEST_HOURS)), past * 0.8)
        latest = max(latest, waited)
        Response.objects.filter(pk=response.pk).update(created_at=F("created_at") - past + waited)
    Match.objects.filter(pk=match.pk, introduced_at__isnull=False).update(
        introduced_at=F("introduced_at") - past + latest
    )
    _move_back_introductions(Introduction.objects.filter(match=match).values_list("pk", flat=True), past - latest)


def move_back_request(request: PartnershipRequest, *, days: int, number: int) -> None:
    past, random = timedelta(days=days), Random(number)  # noqa: S311 - made-up dates, no secret
    waited = min(timedelta(hours=random.uniform(3, LONGEST_HOURS)), past * 0.8)
    rows = PartnershipRequest.objects.filter(pk=request.pk)
    rows.update(sent_at=F("sent_at") - past, due_at=F("due_at") - past)
    rows.filter(answered_at__isnull=False).update(answered_at=F("answered_at") - past + waited)
    RequestEvent.objects.filter(request=request, kind=RequestStatus.SENT).update(at=F("at") - past)
    RequestEvent.objects.filter(request=request).exclude(kind=RequestStatus.SENT).update(at=F("at") - past + waited)
    _move_back_introductions(Introduction.objects.filter(request=request).values_list("pk", flat=True), past - waited)


def _move_back_introductions(introduction_ids: Iterable[int], past: timedelta) -> None:
    Introduction.objects.filter(pk__in=introduction_ids).update(created_at=F("created_at") - past)
    rooms = Collaboration.objects.filter(introduction__in=introduction_ids)
    rooms.update(created_at=F("created_at") - past, stage_changed_at=F("stage_changed_at") - past)


def move_back_room(room: Collaboration, *, days: int) -> None:
    """What happened in the room so far to `days` after its opening at the latest, a step every few days."""
    room.refresh_from_db()
    changes = list(StageChange.objects.filter(collaboration=room).order_by("pk"))
    for number, change in enumerate(changes, 1):
        at = room.created_at + timedelta(days=days) * number / len(changes)
        StageChange.objects.filter(pk=change.pk).update(created_at=at)
        Collaboration.objects.filter(pk=room.pk).update(stage_changed_at=at)
        if change.to_stage == "agreed":
            Collaboration.objects.filter(pk=room.pk).update(agreed_at=at)
    Message.objects.filter(collaboration=room).update(created_at=room.created_at + timedelta(days=1))
