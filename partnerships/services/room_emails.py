"""The mail of the rooms: written into the outbox in the transaction of what it tells of."""

from collections.abc import Iterable
from typing import Literal

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from companies.models import Membership
from notifications.models import About, EmailKind
from notifications.services import queue_email
from partnerships.models import Collaboration, FollowUp, NextAction, RoomVisit
from partnerships.permissions import Actor
from partnerships.queries.rooms import members_in, people_in, staff_of

News = Literal["message", "stage", "action", "case"]
NOTICE, DUE, OVERDUE = "notice", "due", "overdue"


def room_path(collaboration: Collaboration) -> str:
    return reverse("partnerships:collaboration_detail", args=[collaboration.public_id])


def email_news(collaboration: Collaboration, *, actor: Actor, news: News) -> None:
    """To everybody in the room but who brought it, unless an earlier notice still waits to be followed.

    The visits are locked, so that somebody who enters the room at this moment either sees the news or gets the mail.
    """
    others = [person for person in people_in(collaboration) if person.pk != actor.user.pk]
    rows = [RoomVisit(collaboration=collaboration, user=person) for person in others]
    RoomVisit.objects.bulk_create(rows, ignore_conflicts=True)
    visits = RoomVisit.objects.filter(collaboration=collaboration, user__in=others).order_by("pk")
    context: dict[str, object] = {"who": actor, "news": news}  # named in each reader’s language
    for visit in visits.select_for_update(of=("self",)).select_related("user"):
        if visit.noticed_at is None:
            _email_notice(visit, collaboration, context)


def _email_notice(visit: RoomVisit, collaboration: Collaboration, context: dict[str, object]) -> None:
    visit.noticed_at = timezone.now()
    visit.save(update_fields=["noticed_at"])
    about = About(collaboration, occasion=visit.noticed_at.isoformat())
    kind = EmailKind.REVIEW_WORK if visit.user_id == collaboration.case_manager_id else EmailKind.INTRODUCTION
    _write(collaboration, [visit.user], kind=kind, about=about, topic=NOTICE, template="room_news", context=context)


def email_room_opened(collaboration: Collaboration) -> None:
    """To the case manager; to all reviewers while somebody has to take it."""
    context: dict[str, object] = {"is_taken": collaboration.case_manager_id is not None}
    _write(
        collaboration,
        staff_of(collaboration),
        kind=EmailKind.REVIEW_WORK,
        about=About(collaboration),
        topic="opened",
        template="room_opened",
        context=context,
    )


def email_action_reminder(action: NextAction, *, is_overdue: bool) -> None:
    """To those whose turn it is."""
    room = action.collaboration
    owner = action.owner
    people = staff_of(room) if owner is None else members_in(room).filter(memberships__company=owner).order_by("pk")
    kind = EmailKind.REVIEW_WORK if owner is None else EmailKind.REMINDER
    topic = OVERDUE if is_overdue else DUE
    context = {"action": action, "is_overdue": is_overdue}
    _write(room, people, kind=kind, about=About(action), topic=topic, template="room_action_due", context=context)


def email_follow_up(follow_up: FollowUp) -> None:
    """To everybody who acts for the company that is asked."""
    room = follow_up.collaboration
    members = Membership.objects.filter(company=follow_up.company)
    people = User.objects.filter(is_active=True, memberships__in=members).order_by("pk")
    path = reverse("partnerships:follow_up_answer", args=[room.public_id, follow_up.months])
    _write(
        room,
        people,
        kind=EmailKind.INTRODUCTION,
        about=About(follow_up),
        topic="question",
        template="room_follow_up",
        context={"follow_up": follow_up, "path": path},
    )


def _write(
    collaboration: Collaboration,
    people: Iterable[User],
    *,
    kind: EmailKind,
    about: About,
    topic: str,
    template: str,
    context: dict[str, object],
) -> None:
    korean, luxembourger = collaboration.companies
    values = {"korean": korean, "luxembourger": luxembourger, "path": room_path(collaboration)} | context
    for person in people:
        queue_email(person, kind=kind, about=about, topic=topic, template=template, context=values)
