"""What time does to open requests: reminders, the end, and the nudge of a case manager."""

from datetime import timedelta
from functools import reduce
from itertools import starmap
from operator import or_

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import User
from jobs.clock import database_now
from jobs.sweeps import for_each_row
from partnerships.models import (
    NUDGE_PAUSE,
    REMINDER_DAYS,
    PartnershipRequest,
    RequestEvent,
    RequestEventKind,
    RequestStatus,
)
from partnerships.services.request_emails import email_answer, email_nudge, email_reminder
from values.errors import StateConflictError

_REMINDERS = list(enumerate(REMINDER_DAYS, 1))


def expire_overdue_requests() -> list[int]:
    """End every open request whose time is over and tell its sender; the ids of those this call ended, in order.

    An interruption loses nothing, and the next call goes on.
    """
    overdue = PartnershipRequest.objects.overdue().order_by("pk")
    return for_each_row("partnerships.expire_requests", overdue, _expire)


def _expire(request_id: int) -> bool:
    """Whether this call, rather than one at the same time, ended it."""
    overdue = PartnershipRequest.objects.overdue().filter(pk=request_id)
    if not overdue.update(status=RequestStatus.EXPIRED):
        return False
    RequestEvent.objects.create(request_id=request_id, kind=RequestEventKind.EXPIRED)
    email_answer(PartnershipRequest.objects.with_sides().get(pk=request_id))
    return True


def remind_receivers() -> list[int]:
    """Remind the receiver of every open request a week and two weeks after it was sent; ids of those reminded now.

    After a pause of the timetable only the latest reminder that is due is written.
    """
    is_due = reduce(or_, starmap(_is_due, _REMINDERS))
    due = PartnershipRequest.objects.open().between_acting().filter(is_due).order_by("pk")
    return for_each_row("partnerships.remind_receivers", due, _remind)


def _is_due(number: int, days: int) -> Q:
    return Q(reminders_sent__lt=number, sent_at__lte=Now() - timedelta(days=days))


def _remind(request_id: int) -> bool:
    """Whether this call, rather than one at the same time, wrote."""
    waiting = PartnershipRequest.objects.open().filter(pk=request_id)
    latest_first = reversed(_REMINDERS)
    if not any(waiting.filter(_is_due(*due)).update(reminders_sent=due[0]) for due in latest_first):
        return False
    RequestEvent.objects.create(request_id=request_id, kind=RequestEventKind.REMINDED)
    email_reminder(PartnershipRequest.objects.with_sides().get(pk=request_id))
    return True


def latest_reminder(request: PartnershipRequest) -> str:
    """The occasion of the one reminder that its receiver should read now, whether or not it has been written."""
    waited = database_now() - request.sent_at
    return str(max(number for number, days in [(0, 0), *_REMINDERS] if waited >= timedelta(days=days)))


@transaction.atomic
def nudge_receiver(request: PartnershipRequest, *, by: User) -> PartnershipRequest:
    """A case manager reminds the receiver by hand, at most once in three days. Raises StateConflictError."""
    if not PartnershipRequest.objects.between_acting().filter(pk=request.pk).exists():
        raise StateConflictError(
            _(
                "No reminder was sent: one of the two companies cannot work with other companies on the "
                "portal at the moment."
            )
        )
    now = database_now()
    is_free = Q(nudged_at=None) | Q(nudged_at__lte=now - NUDGE_PAUSE)
    if not PartnershipRequest.objects.open().filter(is_free, pk=request.pk).update(nudged_at=now):
        raise StateConflictError(
            _("No reminder was sent: the request is closed, or its recipient was reminded in the last three days.")
        )
    event = RequestEvent.objects.create(request=request, kind=RequestEventKind.NUDGED, user=by)
    current = PartnershipRequest.objects.with_sides().get(pk=request.pk)
    email_nudge(current, event=event)
    return current
