"""Strangers get little: one budget a day over all mail to people who have not asked for it, whatever it is about.

Invitations, requests to join, confirmations and resets, which anybody can have sent to any address.
"""

import math
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import ngettext

from accounts.models import User
from jobs.clock import database_now
from jobs.sweeps import purge_rows
from notifications.errors import TooMuchMailError
from notifications.models import MailBudget

DAY = timedelta(days=1)


@transaction.atomic
def spend_mail(*recipients: str, person: User | None = None, company_id: int | None = None, caller: str = "") -> None:
    """Count one mail to each of these addresses, and one deed of who caused it: a person, or a visitor's `caller`.

    Call it in the transaction of the mail. Raises TooMuchMailError, which says when to try again; then nothing counts.
    """
    asked = {"person": person.pk if person else "", "company": company_id or "", "caller": caller}
    spent = [(scope, str(value)) for scope, value in asked.items() if value]
    spent += [("address", address.strip().lower()) for address in recipients]
    for key, limit in sorted(_keys(spent)):  # in one order, so that two who spend at once wait and do not lock
        _spend(key, limit)


def _keys(spent: list[tuple[str, str]]) -> Iterator[tuple[str, int]]:
    for scope, value in spent:
        yield sha256(f"{scope}:{value}".encode()).hexdigest(), settings.MAIL_BUDGETS[scope]


def _spend(key: str, limit: int) -> None:
    MailBudget.objects.bulk_create([MailBudget(key=key, since=Now())], ignore_conflicts=True)
    mine = MailBudget.objects.filter(key=key)
    mine.filter(since__lte=Now() - DAY).update(since=Now(), count=0)
    if not mine.filter(count__lt=limit).update(count=F("count") + 1):
        hours = max(1, math.ceil((mine.get().since + DAY - database_now()) / timedelta(hours=1)))
        raise TooMuchMailError(_words(hours), hours=hours)


def _words(hours: int) -> str:
    text = ngettext(
        "The daily limit for e-mails to people who have not asked for them has been reached. "
        "Try again in %(count)d hour.",
        "The daily limit for e-mails to people who have not asked for them has been reached. "
        "Try again in %(count)d hours.",
        hours,
    )
    return text % {"count": hours}


def purge_budgets() -> int:
    """Drop those whose day is over. Returns how many."""
    return purge_rows("notifications.purge_budgets", MailBudget.objects.filter(since__lte=Now() - DAY))
