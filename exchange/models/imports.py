"""Files of companies that administrators bring in: what was read, what would become of each row, and what did."""

from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from jobs.models import LeasedRow


class ImportStatus(models.TextChoices):
    CHECKED = "checked", _("waiting for your confirmation")
    CONFIRMED = "confirmed", _("being imported")
    DONE = "done", _("imported")
    FAILED = "failed", _("stopped")


class RowOutcome(models.TextChoices):
    CREATE = "create", _("new company")
    UPDATE = "update", _("changed company")
    UNCHANGED = "unchanged", _("unchanged company")
    REFUSE = "refuse", _("refused row")


class ImportBatch(LeasedRow):
    """One uploaded file with the answers of its dry run; nothing of it is imported before somebody confirms."""

    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(editable=False)
    source = models.CharField(_("source"), max_length=40)
    is_publishing = models.BooleanField(_("verify and publish"), default=False)
    notes = models.JSONField(_("notes"), default=list)
    reading = models.JSONField(default=dict, db_default=Value({}, models.JSONField()), editable=False)
    """How a table was read, as `exchange.services.readings` keeps it; empty for files that are no tables."""
    status = models.CharField(_("status"), max_length=9, choices=ImportStatus, default=ImportStatus.CHECKED)
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded on"), default=timezone.now, editable=False)
    confirmed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(pgettext_lazy("time", "confirmed"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished on"), null=True, editable=False)
    error = models.CharField(_("error"), max_length=500, blank=True)

    class Meta(LeasedRow.Meta):
        verbose_name = _("import of companies")
        verbose_name_plural = _("imports of companies")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            *LeasedRow.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=ImportStatus.values), name="exchange_import_status"),
        ]
        indexes = [models.Index(fields=["confirmed_at"], condition=Q(status="confirmed"), name="exchange_import_open")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of the file: the outcome foretold by the dry run, then the one it met."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("row"))
    source_id = models.CharField(_("ID in the source"), max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    record = models.JSONField(null=True)
    """What was read, as `exchange.services.table_imports` packs it; null for a row that could not be read."""
    outcome = models.CharField(pgettext_lazy("row of an import", "result"), max_length=9, choices=RowOutcome)
    changes = models.JSONField(_("changes"), default=dict)
    """By field the text before and after."""
    reasons = models.JSONField(_("reasons"), default=list)
    remarks = models.JSONField(default=list, db_default=Value([], models.JSONField()), editable=False)
    """Pairs: the key of a cell that was left empty, and why."""
    cells = models.JSONField(default=list, db_default=Value([], models.JSONField()), editable=False)
    """Of a row that was refused, as the file has them, for whoever mends it."""
    done_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("import row")
        verbose_name_plural = _("import rows")
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="exchange_importrow_once"),
            models.CheckConstraint(condition=Q(outcome__in=RowOutcome.values), name="exchange_importrow_outcome"),
        ]
        indexes = [
            models.Index(
                fields=["batch", "line"],
                condition=Q(done_at__isnull=True, record__isnull=False),
                name="exchange_importrow_todo",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.name}"


class ColumnChoice(models.Model):
    """What a person said that a column of lists from one source holds: the next list is read so from the start."""

    source = models.CharField(max_length=40)
    head = models.CharField(max_length=200)
    """As `exchange.tables.headers.Head.id`."""
    key = models.CharField(max_length=30, blank=True)
    """Empty for a column that is left out."""
    chosen_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("remembered column setting")
        verbose_name_plural = _("remembered column settings")
        constraints = [models.UniqueConstraint(fields=["source", "head"], name="exchange_columnchoice_once")]

    def __str__(self) -> str:
        return f"{self.source} · {self.head}"
