"""The next action of a room: agreed, done, and reminded of."""

from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.models import Company
from jobs.clock import database_now
from jobs.sweeps import for_each_row
from partnerships.errors import MovedMeanwhileError, MoveRefusedError
from partnerships.models import OPEN_STAGES, Collaboration, NextAction
from partnerships.permissions import Actor
from partnerships.queries.rooms import today_in
from partnerships.services.acting import require_acting
from partnerships.services.room_emails import email_action_reminder, email_news
from taxonomy.vocabulary import Country

DAY_AHEAD = timedelta(days=1)


@transaction.atomic
def set_next_action(
    collaboration: Collaboration,
    *,
    actor: Actor,
    text: str,
    owner: Company | None,
    due_on: date,
    seen_id: int | None,
) -> NextAction:
    """Agree on what comes next, in place of the open action the person saw (`seen_id`, None for none).

    Raises MovedMeanwhileError when the room has another by now, MoveRefusedError when the collaboration is over,
    RoomPausedError.
    """
    require_acting(collaboration, actor)
    room = Collaboration.objects.select_for_update(of=("self",)).with_sides().get(pk=collaboration.pk)
    if room.stage not in OPEN_STAGES:
        raise MoveRefusedError(_("This collaboration has ended: it can no longer have a next action."))
    if set(room.next_actions.filter(closed_at=None).values_list("pk", flat=True)) != ({seen_id} - {None}):
        raise MovedMeanwhileError(_("Someone has just changed the next action. Check it before you set another one."))
    _close(room.next_actions.all(), actor, is_done=False)
    action = NextAction.objects.create(collaboration=room, text=text, owner=owner, due_on=due_on, created_by=actor.user)
    email_news(room, actor=actor, news="action")
    return action


@transaction.atomic
def finish_action(action: NextAction, *, actor: Actor) -> NextAction:
    """Note it as done. Raises MovedMeanwhileError when it is closed already, RoomPausedError."""
    require_acting(action.collaboration, actor)
    Collaboration.objects.select_for_update(of=("self",)).get(pk=action.collaboration_id)  # first, as everybody does
    if not _close(NextAction.objects.filter(pk=action.pk), actor, is_done=True):
        raise MovedMeanwhileError(_("This action has been closed in the meantime."))
    action.refresh_from_db()
    email_news(action.collaboration, actor=actor, news="action")
    return action


def drop_open_action(collaboration: Collaboration) -> None:
    """Nothing is due any more in a collaboration that is over."""
    collaboration.next_actions.filter(closed_at=None).update(closed_at=timezone.now())


def _close(actions: QuerySet[NextAction], actor: Actor, *, is_done: bool) -> int:
    values = {"closed_at": timezone.now(), "closed_by": actor.user, "is_done": is_done}
    return actions.filter(closed_at=None).update(**values)


def remind_of_actions() -> list[int]:
    """Write one day before an action is due and once when it is overdue; the ids of those written about, in order.

    The day is that of its owner's country. An interruption loses nothing.
    """
    waiting = NextAction.objects.filter(_owner_may_act(), closed_at=None).order_by("pk")
    now = database_now()
    korea, luxembourg = today_in(Country.KOREA, now=now), today_in(Country.LUXEMBOURG, now=now)
    soon = waiting.filter(_due_tomorrow(korea, luxembourg), reminded_at=None)
    late = waiting.filter(_overdue(korea, luxembourg), overdue_reminded_at=None)
    return sorted(
        for_each_row("partnerships.remind_of_actions", soon, partial(_remind, is_overdue=False))
        + for_each_row("partnerships.remind_of_overdue_actions", late, partial(_remind, is_overdue=True))
    )


def _owner_may_act() -> Q:
    """Staff always may; a company while both companies of the room may act with others."""
    acting, introduction = Company.objects.acting(), "collaboration__introduction"
    both = {f"{introduction}__{side}_company__in": acting for side in ("korean", "luxembourg")}
    return Q(owner=None) | Q(**both)


def _due_tomorrow(korea: date, luxembourg: date) -> Q:
    return _owned(Q(due_on__range=(korea, korea + DAY_AHEAD)), Q(due_on__range=(luxembourg, luxembourg + DAY_AHEAD)))


def _overdue(korea: date, luxembourg: date) -> Q:
    return _owned(Q(due_on__lt=korea), Q(due_on__lt=luxembourg))


def is_overdue(action: NextAction) -> bool:
    country = Country(action.owner.country) if action.owner else Country.LUXEMBOURG
    return action.due_on < today_in(country, now=database_now())


def _owned(by_koreans: Q, by_others: Q) -> Q:
    is_korean = Q(owner__isnull=False, owner__country=Country.KOREA)
    return (is_korean & by_koreans) | ((Q(owner=None) | Q(owner__country=Country.LUXEMBOURG)) & by_others)


def _remind(action_id: int, *, is_overdue: bool) -> bool:
    """Whether this call, rather than one at the same time, wrote."""
    column = "overdue_reminded_at" if is_overdue else "reminded_at"
    unreminded = NextAction.objects.filter(pk=action_id, closed_at=None, **{column: None})
    if not unreminded.update(**{column: timezone.now()}):
        return False
    action = NextAction.objects.select_related("owner").get(pk=action_id)
    email_action_reminder(action, is_overdue=is_overdue)
    return True
