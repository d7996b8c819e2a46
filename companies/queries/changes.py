"""What changed since a moment, in an order in which a copy can be kept: nothing is told twice, nothing is left out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

from companies.models import Company, DeletedRecord, Project

SETTLING = timedelta(seconds=10)
"""A change is told so long after it was made: by then its transaction has ended, so that none comes in behind."""

Row = TypeVar("Row", bound=Model)


class Change(NamedTuple, Generic[Row]):
    """`row` is None when it was deleted; the first two are the position of the change among all."""

    modified_at: datetime
    public_id: str
    row: Row | None


def company_rows() -> list[QuerySet[Company]]:
    return [Company.objects.annotate(modified_at=F("updated_at"))]


def project_rows() -> list[QuerySet[Project]]:
    """What a project shows changes with its company: its name, and whether both are public.

    Those changed by themselves last, then those changed by their company: each in the order of an index.
    """
    rows = Project.objects.select_related("company").prefetch_related("cooperations")
    own, inherited = F("updated_at"), F("company__updated_at")
    return [
        rows.filter(updated_at__gte=inherited).annotate(modified_at=own),
        rows.filter(company__updated_at__gt=own).annotate(modified_at=inherited),
    ]


def changes_after(
    parts: Sequence[QuerySet[Row]], kind: str, modified_at: datetime, public_id: str, *, limit: int
) -> Sequence[Change[Row]]:
    """The first `limit` changes of rows (annotated with `modified_at`) and deletions of `kind` after a position.

    No row is in two of the `parts`. Each is read only as far as those before it leave room.
    """
    end = timezone.now() - SETTLING
    deleted = DeletedRecord.objects.filter(kind=kind).annotate(modified_at=F("deleted_at"))
    later = Q(modified_at__gt=modified_at) | Q(modified_at=modified_at, public_id__gt=public_id)
    changes: list[Change[Row]] = []
    sources: list[QuerySet[Any]] = [*parts, deleted]
    for part in sources:
        rows = part.filter(later, modified_at__range=(modified_at, end)).order_by("modified_at", "public_id")[:limit]
        changes = sorted([*changes, *map(_serialize, rows)], key=lambda change: change[:2])[:limit]
        if len(changes) == limit:
            end = changes[-1].modified_at
    return changes


def _serialize(row: Any) -> Change[Any]:
    return Change(row.modified_at, row.public_id, None if isinstance(row, DeletedRecord) else row)
