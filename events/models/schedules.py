"""The runs that compute a schedule of meetings, and the record of what was done with an event."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from events.models.events import Event
from jobs.models import LeasedRow


class ScheduleStatus(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("schedule", "waiting")
    DONE = "done", pgettext_lazy("schedule", "computed")
    FAILED = "failed", pgettext_lazy("schedule", "failed")


class ScheduleRun(LeasedRow):
    """One computation of the draft; `value` of at most `bound`, both the sum of what its meetings are worth."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="schedule_runs")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=6, choices=ScheduleStatus, default=ScheduleStatus.QUEUED, editable=False)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    value = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    left_out = models.JSONField(default=list, help_text="registrations without a meeting: {registration, reason, data}")
    error = models.CharField(max_length=300, blank=True)

    class Meta(LeasedRow.Meta):
        verbose_name = _("schedule run")
        verbose_name_plural = _("schedule runs")
        ordering = ["-number"]
        constraints = [
            *LeasedRow.Meta.constraints,
            models.UniqueConstraint(fields=["event", "number"], name="events_schedule_run_unique"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(status="queued"), name="events_schedule_run_one_queued"
            ),
            models.CheckConstraint(condition=Q(status__in=ScheduleStatus.values), name="events_schedule_run_status"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.number}"


class RecordKind(models.TextChoices):
    """What was done; `data` of a change says what from what to what."""

    CREATED = "created", pgettext_lazy("event record", "The event was created.")
    CHANGED = "changed", pgettext_lazy("event record", "The event was changed.")
    PUBLISHED = "published", pgettext_lazy("event record", "The event was published.")
    CLOSED = "closed", pgettext_lazy("event record", "Registration was closed.")
    REOPENED = "reopened", pgettext_lazy("event record", "Registration was opened again.")
    OVER = "over", pgettext_lazy("event record", "The event ended.")
    CANCELLED = "cancelled", pgettext_lazy("event record", "The event was cancelled.")
    INVITED = "invited", pgettext_lazy("event record", "Companies were invited.")
    SCHEDULE_PUBLISHED = "schedule_published", pgettext_lazy("event record", "The schedule was published.")


class EventRecord(models.Model):
    """One step in the life of an event; written once, never changed."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(max_length=18, choices=RecordKind)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    data = models.JSONField(default=dict, help_text="field: [before, after]")

    class Meta:
        verbose_name = _("event record")
        verbose_name_plural = _("event records")
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=RecordKind.values), name="events_record_kind")]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.kind}"
