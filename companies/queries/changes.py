"""What changed since a moment, in an order in which a copy can be kept: nothing is told twice, nothing is left out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from companies.models import Company, DeletedRecord, Project

SETTLING = timedelta(seconds=10)
"""A change is told so long after it was made: by then its transaction has ended, so that none comes in behind."""


class Change(NamedTuple):
    """`row` is None when it was deleted; the first two are the position of the change among all."""

    modified_at: datetime
    public_id: str
    row: Any


def company_rows() -> QuerySet[Company, Any]:
    return Company.objects.annotate(modified_at=F("updated_at"))


def project_rows() -> QuerySet[Project, Any]:
    """What a project shows changes with its company: its name, and whether both are public."""
    rows = Project.objects.annotate(modified_at=Greatest("updated_at", "company__updated_at"))
    return rows.select_related("company").prefetch_related("cooperations")


def changes_after(
    rows: QuerySet[Any, Any], kind: str, modified_at: datetime, public_id: str, *, limit: int
) -> Sequence[Change]:
    """The first `limit` changes of `rows` (annotated with `modified_at`) and deletions of `kind` after a position."""
    settled = timezone.now() - SETTLING
    later = Q(modified_at__gt=modified_at) | Q(modified_at=modified_at, public_id__gt=public_id)
    after = later & Q(modified_at__range=(modified_at, settled))  # the range is for the index
    changed = rows.filter(after).order_by("modified_at", "public_id")[:limit]
    deleted = DeletedRecord.objects.filter(kind=kind).annotate(modified_at=F("deleted_at")).filter(after)
    changes = [Change(row.modified_at, row.public_id, row) for row in changed]
    changes += [
        Change(gone.deleted_at, gone.public_id, None) for gone in deleted.order_by("modified_at", "public_id")[:limit]
    ]
    return sorted(changes, key=lambda change: change[:2])[:limit]
