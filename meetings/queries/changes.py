"""What integrators keep a copy of, as `companies.queries.changes.changes_after` reads it."""

from django.db.models import F, QuerySet

from events.models import Meeting


def meeting_rows() -> QuerySet[Meeting]:
    return Meeting.objects.with_sides().select_related("missed_by").annotate(modified_at=F("updated_at"))
