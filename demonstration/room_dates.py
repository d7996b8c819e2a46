"""Moves what happened in the demonstration's rooms back, each step into the working hours of whoever took it."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from demonstration.staff import country_of
from demonstration.working_moments import working_moment
from partnerships.models import (
    CaseApproval,
    CaseStudy,
    Collaboration,
    CollaborationStage,
    FollowUp,
    Message,
    NextAction,
    StageChange,
)
from partnerships.services.follow_ups import add_months

LONGEST_DAYS = 90
LATEST_SHARE = 0.8  # of the time since both agreed to meet


def move_back_room(room: Collaboration, random: Random) -> None:
    """The messages and moves so far, evenly over the time that has passed, three months at the most."""
    room.refresh_from_db()
    start = max([room.created_at, *room.introduction.consents.values_list("given_at", flat=True)])
    span = min(timedelta(days=LONGEST_DAYS), (timezone.now() - start) * LATEST_SHARE)
    at = start
    for share, step in _steps(room):
        at = working_moment(max(at, start + span * share), _country_of(step), random)
        type(step).objects.filter(pk=step.pk).update(created_at=at)
        if isinstance(step, StageChange):
            _move_back_stage(room, step, at)
    NextAction.objects.filter(collaboration=room).update(created_at=at)
    room.refresh_from_db()


def _steps(room: Collaboration) -> list[tuple[float, Message | StageChange]]:
    """When each took place, from 0 to 1: a message before the first move, the last move at the end."""
    messages, changes = list(room.messages.order_by("pk")), list(room.stage_changes.order_by("pk"))
    steps: list[tuple[float, Message | StageChange]] = []
    steps += [(number / max(len(messages), 1) * 0.9, message) for number, message in enumerate(messages)]
    steps += [(number / len(changes), change) for number, change in enumerate(changes, 1)]
    return sorted(steps, key=lambda step: step[0])


def _country_of(step: Message | StageChange) -> str:
    if step.company is not None:
        return step.company.country
    return country_of(step.author if isinstance(step, Message) else step.user)


def _move_back_stage(room: Collaboration, change: StageChange, at: datetime) -> None:
    rows = Collaboration.objects.filter(pk=room.pk)
    rows.update(stage_changed_at=at)
    if change.to_stage == CollaborationStage.AGREED:
        rows.update(agreed_at=at)
        for follow_up in FollowUp.objects.filter(collaboration=room):
            FollowUp.objects.filter(pk=follow_up.pk).update(due_at=add_months(at, follow_up.months))


def move_back_follow_up(follow_up: FollowUp, random: Random) -> None:
    """Asked when it was due, answered some days later."""
    answered_at = working_moment(
        follow_up.due_at + timedelta(days=random.uniform(1, 12)), follow_up.company.country, random
    )
    FollowUp.objects.filter(pk=follow_up.pk).update(asked_at=follow_up.due_at, answered_at=answered_at)


def move_back_case(case: CaseStudy, random: Random) -> None:
    """Written two weeks after the end, agreed to by one after the other, public with the last."""
    at = case.collaboration.stage_changed_at + timedelta(days=14)
    author = case.collaboration.introduction.korean_company.country
    at = working_moment(at, author, random)
    CaseStudy.objects.filter(pk=case.pk).update(edited_at=at)
    for approval in CaseApproval.objects.filter(case=case).select_related("company", "user").order_by("pk"):
        country = approval.company.country if approval.company else country_of(approval.user)
        at = working_moment(at + timedelta(hours=random.uniform(1, 40)), country, random)
        CaseApproval.objects.filter(pk=approval.pk).update(created_at=at)
    CaseStudy.objects.filter(pk=case.pk).update(published_at=at)
