"""What a row needs so that workers can hold it (the rules are in `jobs.leases`), and what a sweep could not do."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LeasedRow(models.Model):
    """A row that is work: due at a time, tried some number of times, free or in the hands of one holder."""

    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    due_at = models.DateTimeField(pgettext_lazy("time of a task", "due"), db_default=Now(), editable=False)
    lease_token = models.BigIntegerField(null=True, editable=False)
    """Who took it last: stays when the lease ends, so that a late word of that holder still finds its row."""
    lease_until = models.DateTimeField(null=True, editable=False)
    """Null while nobody holds it."""

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_until__isnull=True) | Q(lease_token__isnull=False),
                name="%(app_label)s_%(class)s_lease_has_holder",
            )
        ]


class RowFailure(models.Model):
    """A row that a sweep could not do in its latest pass: see `jobs.sweeps`."""

    sweep = models.CharField(_("task"), max_length=100, editable=False)
    subject = models.CharField(_("affected item"), max_length=200, editable=False, help_text="model and id")
    error = models.CharField(pgettext_lazy("cause of a failure", "reason"), max_length=300, editable=False)
    count = models.PositiveIntegerField(_("attempts"), default=0, editable=False)
    first_at = models.DateTimeField(db_default=Now(), editable=False)
    last_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("failed task")
        verbose_name_plural = _("failed tasks")
        ordering = ["sweep", "subject"]
        constraints = [models.UniqueConstraint(fields=["sweep", "subject"], name="jobs_rowfailure_unique")]

    def __str__(self) -> str:
        return f"{self.sweep}: {self.subject}"
