"""Runs: what is to be scored, in chunks, and how far it is."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models import Project
from jobs.models import LeasedRow


class RunKind(models.TextChoices):
    FULL = "full", _("all projects")
    PROJECT = "project", _("one project")


class RunStatus(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("matching run", "waiting")
    RUNNING = "running", _("in progress")
    DONE = "done", _("done")
    FAILED = "failed", pgettext_lazy("matching run", "failed")


class MatchRun(LeasedRow):
    """A request to score, its progress and its outcome. The row is the request: Celery only wakes a worker."""

    kind = models.CharField(pgettext_lazy("matching run", "kind"), max_length=7, choices=RunKind)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, related_name="match_runs")
    status = models.CharField(_("status"), max_length=7, choices=RunStatus, default=RunStatus.QUEUED)
    requested_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    weights_version = models.CharField(_("weights"), max_length=60, blank=True)
    refits = models.BooleanField(
        default=False, db_default=False, help_text="fits the centring anew, so that all scores may change"
    )
    centring = models.BinaryField(null=True, help_text="what all texts have in common, fitted by a full run")
    pairs_scored = models.PositiveBigIntegerField(_("pairs scored"), default=0)
    proposed = models.PositiveIntegerField(_("newly proposed"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    staled = models.PositiveIntegerField(pgettext_lazy("number of matches", "outdated"), default=0)
    exposure = models.JSONField(default=dict, help_text="services.rounds.compare_exposure")
    error = models.TextField(_("error"), blank=True)

    class Meta(LeasedRow.Meta):
        verbose_name = _("matching run")
        verbose_name_plural = _("matching runs")
        ordering = ["-id"]
        constraints = [
            *LeasedRow.Meta.constraints,
            models.CheckConstraint(condition=Q(status__in=RunStatus.values), name="matching_run_status"),
            models.CheckConstraint(
                condition=Q(kind=RunKind.FULL, project__isnull=True) | Q(kind=RunKind.PROJECT, project__isnull=False),
                name="matching_run_kind",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(kind=RunKind.PROJECT, status=RunStatus.QUEUED),
                name="matching_run_one_waiting_per_project",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=RunKind.FULL, status=RunStatus.QUEUED),
                name="matching_run_one_waiting_full",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=RunKind.FULL, status=RunStatus.RUNNING),
                name="matching_run_one_running_full",
            ),
        ]
        indexes = [
            models.Index(fields=["status"], condition=Q(status__in=["queued", "running"]), name="matching_run_open")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} #{self.pk}"


class ChunkKind(models.TextChoices):
    ENCODE = "encode", _("analysing texts")
    SCORE = "score", _("scoring pairs")


class RunChunk(LeasedRow):
    """A part of a full run, done by one task under its own key, as often as needed with the same result.

    ENCODE: sentence vectors of the projects that lack them. SCORE: the best partners of some projects of one country.
    """

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="chunks")
    position = models.PositiveIntegerField(help_text="order of work; all ENCODE blocks come first")
    kind = models.CharField(max_length=6, choices=ChunkKind)
    project_ids = ArrayField(models.BigIntegerField())
    done_at = models.DateTimeField(null=True)
    pairs_scored = models.PositiveBigIntegerField(default=0)
    candidates = models.BinaryField(null=True, help_text="candidate pairs as matching.features packs them")

    class Meta(LeasedRow.Meta):
        verbose_name = _("run part")
        verbose_name_plural = _("run parts")
        constraints = [
            *LeasedRow.Meta.constraints,
            models.UniqueConstraint(fields=["run", "position"], name="matching_chunk_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.position}"
