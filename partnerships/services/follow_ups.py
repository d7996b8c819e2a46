"""Asking both companies, half a year and a year after an agreement, what became of it."""

import calendar
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company
from jobs.sweeps import for_each_row
from partnerships.errors import AnsweredAlreadyError, NotAskedYetError
from partnerships.models import FOLLOW_UP_MONTHS, Collaboration, FollowUp
from partnerships.services.room_emails import email_follow_up


class FollowUpOutcome(NamedTuple):
    """What a company states; None where it says nothing."""

    is_lasting: bool
    turnover: int | None = None
    turnover_currency: str = ""
    jobs: int | None = None
    tonnes_co2: Decimal | None = None
    comment: str = ""


def add_months(moment: datetime, months: int) -> datetime:
    """The same day and time so many months later, or the month's last day when it has no such day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    day = min(moment.day, calendar.monthrange(year, month)[1])
    return moment.replace(year=year, month=month, day=day)


def plan_follow_ups(collaboration: Collaboration) -> None:
    """Two dates for each company, counted from the agreement; planned once."""
    agreed_at = collaboration.agreed_at
    assert agreed_at is not None  # noqa: S101  # promised by a constraint for agreed collaborations
    rows = [
        FollowUp(collaboration=collaboration, company=company, months=months, due_at=add_months(agreed_at, months))
        for company in collaboration.companies
        for months in FOLLOW_UP_MONTHS
    ]
    FollowUp.objects.bulk_create(rows, ignore_conflicts=True)


def ask_due_follow_ups() -> list[int]:
    """Write to the companies whose time has come, to suspended ones once they are back; the ids asked, in order.

    Never twice for one row.
    """
    due = FollowUp.objects.filter(asked_at=None, due_at__lte=Now(), company__in=Company.objects.acting())
    return for_each_row("partnerships.ask_follow_ups", due.order_by("pk"), _ask)


def _ask(follow_up_id: int) -> bool:
    """Whether this call, rather than one at the same time, wrote."""
    if not FollowUp.objects.filter(pk=follow_up_id, asked_at=None).update(asked_at=Now()):
        return False
    email_follow_up(FollowUp.objects.select_related("company", "collaboration").get(pk=follow_up_id))
    return True


@transaction.atomic
def answer_follow_up(follow_up: FollowUp, *, user: User, outcome: FollowUpOutcome) -> FollowUp:
    """Keep the company's answers. Raises NotAskedYetError, AnsweredAlreadyError (a colleague was first)."""
    if follow_up.asked_at is None:
        raise NotAskedYetError
    unanswered = FollowUp.objects.filter(pk=follow_up.pk, answered_at=None)
    if not unanswered.update(answered_at=timezone.now(), answered_by=user, **outcome._asdict()):
        follow_up.refresh_from_db()
        person = follow_up.answered_by or _("A colleague")
        raise AnsweredAlreadyError(_("%(person)s has already answered on behalf of your company.") % {"person": person})
    follow_up.refresh_from_db()
    return follow_up
