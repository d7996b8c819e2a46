"""Leases: the one way in which workers take rows, let go of them, and lose them when they die.

A row is **free** (`lease_until` is null), **held** (until then), or **lapsed** (that moment has passed).

- `claim` takes free rows that are due, under a token that no other holder has. Of two claimers each row goes to one;
  rows that somebody is looking at are passed over, not waited for.
- Whatever a holder writes (`finish`, `postpone`, `release`, `renew`) is written in one statement, and only where the
  token is still its own. A holder whose row was taken over changes nothing and is told so by the count.
- A lapsed lease alone takes nothing away: a late holder may still finish as long as nobody else took the row up.
- `recover` makes lapsed rows free. It passes over rows that are locked, for their holder is alive. Where work does harm
  when done twice, `lapsed_tokens` names the holders, and only the rows of those known to be dead are let go of.
- An attempt is counted when it ends: by `finish` and `postpone`, and by `recover` for a holder that never came back.
  `release` counts none. Rows with `most_attempts` behind them are `exhausted`: nobody claims them any more.
- The database's clock decides what is due and what has lapsed; a worker's clock is never asked.

Querysets say which rows may be meant and in which order; every function takes further `changes` for the same statement.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from jobs.models import LeasedRow

Row = TypeVar("Row", bound=LeasedRow)
_FREE = Q(lease_until__isnull=True, due_at__lte=Now())
_LAPSED = Q(lease_until__lte=Now())


def make_token() -> int:
    """A holder's name for one spell of work: 63 random bits, never used again."""
    return secrets.randbits(63)


@transaction.atomic(durable=True)
def claim(
    rows: QuerySet[Row],
    *,
    token: int,
    lease: timedelta,
    limit: int,
    most_attempts: int | None = None,
    **changes: object,
) -> list[Row]:
    """Take up to `limit` free and due rows; they are returned as they were before.

    Committed when it returns, so it raises RuntimeError inside a transaction: a claim nobody sees is none.
    """
    candidates = free(rows) if most_attempts is None else free(rows).filter(attempts__lt=most_attempts)
    taken = list(candidates.select_for_update(skip_locked=True, of=("self",))[:limit])
    _these(rows, taken).update(lease_token=token, lease_until=Now() + lease, **changes)
    return taken


def held(rows: QuerySet[Row], *, token: int) -> QuerySet[Row]:
    """Those that this holder took and nobody else took since."""
    return rows.filter(lease_token=token)


def renew(rows: QuerySet[Row], *, token: int, lease: timedelta) -> int:
    """Hold them for `lease` from now on. In a transaction this also locks them against `recover` until its end."""
    return held(rows, token=token).update(lease_until=Now() + lease)


def finish(rows: QuerySet[Row], *, token: int, **changes: object) -> int:
    """Let go after an attempt. Returns how many rows were still this holder's."""
    return held(rows, token=token).update(lease_until=None, attempts=F("attempts") + 1, **changes)


def postpone(rows: QuerySet[Row], *, token: int, delay: timedelta, **changes: object) -> int:
    """Let go after an attempt that failed; they are due again after the delay."""
    return finish(rows, token=token, due_at=Now() + delay, **changes)


def release(rows: QuerySet[Row], *, token: int, delay: timedelta | None = None, **changes: object) -> int:
    """Let go without an attempt, at once; with a delay they are due after it, without one they keep their place."""
    due = {} if delay is None else {"due_at": Now() + delay}
    return held(rows, token=token).update(lease_until=None, **due, **changes)


@transaction.atomic
def recover(rows: QuerySet[Row], **changes: object) -> int:
    """Free what has lapsed; the attempt of the holder that never came back is counted."""
    taken = list(lapsed(rows).order_by("pk").select_for_update(skip_locked=True, of=("self",)).only("pk"))
    return _these(rows, taken).update(lease_until=None, attempts=F("attempts") + 1, **changes) if taken else 0


def restart(rows: QuerySet[Row], **changes: object) -> int:
    """Due now with all attempts before them; whoever held them before has nothing to say about them any more."""
    return rows.update(attempts=0, due_at=Now(), lease_token=None, lease_until=None, **changes)


def retry_delay(timetable: Sequence[timedelta], *, attempts: int) -> timedelta | None:
    """How long to wait when a row fails that had had `attempts` before; None when the timetable is used up."""
    return timetable[attempts] if attempts < len(timetable) else None


def free(rows: QuerySet[Row]) -> QuerySet[Row]:
    """What `claim` would take now."""
    return rows.filter(_FREE)


def current(rows: QuerySet[Row]) -> QuerySet[Row]:
    """What somebody holds now."""
    return rows.filter(lease_until__gt=Now())


def lapsed(rows: QuerySet[Row]) -> QuerySet[Row]:
    """What was held too long; the holder may be dead or late."""
    return rows.filter(_LAPSED)


def workable(rows: QuerySet[Row]) -> QuerySet[Row]:
    """What is worth waking a worker for: free and due, or lapsed."""
    return rows.filter(_FREE | _LAPSED)


def exhausted(rows: QuerySet[Row], *, most_attempts: int) -> QuerySet[Row]:
    """What nobody holds and nobody will claim any more."""
    return rows.filter(lease_until__isnull=True, attempts__gte=most_attempts)


def lapsed_tokens(rows: QuerySet[Row]) -> list[int]:
    """The holders of lapsed rows."""
    tokens = lapsed(rows).order_by("lease_token").values_list("lease_token", flat=True).distinct()
    return [token for token in tokens if token is not None]


def _these(rows: QuerySet[Row], taken: Sequence[Row]) -> QuerySet[Row]:
    return rows.model._default_manager.filter(pk__in=[row.pk for row in taken])
