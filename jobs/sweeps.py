"""Sweeps: what the timetable does to many rows, so that one that cannot be done stops no other.

Each row is done in a transaction of its own, or many in one as long as nothing fails. A row at fault is logged with its
id and kept as a `RowFailure` for staff to see, until a later pass does it or no longer finds it due.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TypeVar

from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.db.models import F, Model, QuerySet
from django.db.models.functions import Now

from jobs.models import RowFailure

logger = logging.getLogger(__name__)

ROWS_AT_ONCE = 1_000
Row = TypeVar("Row", bound=Model)
Work = Callable[[list[int]], Collection[int]]


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass of a sweep, and which rows it could not do."""

    name: str
    label: str
    work: Work
    failed: list[str] = field(default_factory=list)


def for_each_row(name: str, rows: QuerySet[Row], work: Callable[[int], bool]) -> list[int]:
    """Do `work` for each of these rows by its id; the ids of those for which it says that it did something.

    `name` is the sweep's own, for no two share their failures. An outage of the database and the end of the worker's
    time surface, for they are no fault of a row.
    """
    return _sweep(name, rows, lambda ids: ids if work(ids[0]) else [], at_once=1)


def for_all_rows(name: str, rows: QuerySet[Row], work: Work) -> list[int]:
    """As `for_each_row` where all in one transaction is better: `work` takes ids and returns those it did.

    When it fails, each half is tried for itself, down to the row at fault.
    """
    return _sweep(name, rows, work, at_once=ROWS_AT_ONCE)


def purge_rows(name: str, rows: QuerySet[Row]) -> int:
    """Delete these rows and what hangs on them, but for those that cannot go. Returns how many."""

    def delete(ids: list[int]) -> list[int]:
        rows.filter(pk__in=ids).delete()
        return ids

    return len(for_all_rows(name, rows, delete))


def _sweep(name: str, rows: QuerySet[Row], work: Work, *, at_once: int) -> list[int]:
    this, ids = _Pass(name, rows.model._meta.label, work), list(rows.values_list("pk", flat=True))
    done = [pk for start in range(0, len(ids), at_once) for pk in _try(this, ids[start : start + at_once])]
    over = RowFailure.objects.filter(sweep=name).exclude(subject__in=this.failed)
    if over.exists():  # so that a pass with nothing to do writes nothing
        over.delete()
    return done


def _try(this: _Pass, ids: list[int]) -> list[int]:
    try:
        with transaction.atomic():
            return list(this.work(ids))
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:
        if not connection.is_usable():
            raise
        if len(ids) == 1:
            _note_failure(this, ids[0], error)
            return []
    middle = len(ids) // 2
    return [*_try(this, ids[:middle]), *_try(this, ids[middle:])]


@transaction.atomic
def _note_failure(this: _Pass, row_id: int, error: Exception) -> None:
    subject, (reason, *_more) = f"{this.label} {row_id}", f"{type(error).__name__}: {error}".splitlines()
    logger.error("%s could not do %s", this.name, subject, exc_info=error)
    this.failed.append(subject)
    failure, _is_new = RowFailure.objects.get_or_create(sweep=this.name, subject=subject)
    RowFailure.objects.filter(pk=failure.pk).update(count=F("count") + 1, last_at=Now(), error=reason[:300])
