"""A Korean and a Luxembourg project that may fit, and what became of them."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Project, make_public_id, note_deletion
from matching.engine.likelihood import band_of
from matching.models.runs import MatchRun

ANSWER_PERIOD = timedelta(days=30)  # how long a suggestion waits for both answers


class MatchStatus(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("match", "proposed")
    APPROVED = "approved", pgettext_lazy("match", "approved")
    REJECTED = "rejected", pgettext_lazy("match", "rejected")
    DECLINED = "declined", pgettext_lazy("match", "declined")
    INTRODUCED = "introduced", pgettext_lazy("match", "both interested")
    EXPIRED = "expired", pgettext_lazy("match", "expired")
    STALE = "stale", pgettext_lazy("match", "outdated")


class MatchQuerySet(models.QuerySet["Match"]):
    def proposed(self) -> "MatchQuerySet":
        return self.filter(status=MatchStatus.PROPOSED)

    def overdue(self) -> "MatchQuerySet":
        return self.filter(status=MatchStatus.APPROVED, expires_at__lte=Now())

    def best_first(self) -> "MatchQuerySet":
        return self.order_by("-likelihood", "-score", "pk")

    def with_projects(self) -> "MatchQuerySet":
        return self.select_related("korean_project__company", "luxembourg_project__company")

    def with_profiles(self) -> "MatchQuerySet":
        """With all that the engine, and whoever decides, reads of the two projects."""
        return self.with_projects().prefetch_related("korean_project__cooperations", "luxembourg_project__cooperations")


class Match(models.Model):
    """One Korean and one Luxembourg project that fit, with the score and the reasons it was given."""

    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    korean_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="korean_matches")
    luxembourg_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="luxembourg_matches")
    round = models.PositiveSmallIntegerField(default=1, help_text="counts the times this pair was proposed afresh")
    status = models.CharField(_("status"), max_length=10, choices=MatchStatus, default=MatchStatus.PROPOSED)
    score = models.FloatField(_("score"), help_text="0 to 1")
    likelihood = models.FloatField(
        _("likelihood"), default=0, db_default=0, help_text="of being worth an introduction, 0 to 1; orders the pairs"
    )
    explanation = models.JSONField(help_text="matching.engine.explanations.Explanation, with the passages' texts")
    weights_version = models.CharField(max_length=60)
    korean_digest = models.CharField(max_length=64, help_text="what the Korean project said when it was scored")
    luxembourg_digest = models.CharField(max_length=64)
    run = models.ForeignKey(MatchRun, on_delete=models.SET_NULL, null=True, related_name="matches")
    proposed_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    introduced_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["Match"]] = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["-score", "id"]
        triggers = [note_deletion("match")]
        constraints = [
            models.UniqueConstraint(fields=["korean_project", "luxembourg_project"], name="matching_match_pair_unique"),
            models.CheckConstraint(condition=Q(status__in=MatchStatus.values), name="matching_match_status"),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="matching_match_score"),
            models.CheckConstraint(
                condition=~Q(status=MatchStatus.APPROVED) | Q(approved_at__isnull=False, expires_at__isnull=False),
                name="matching_match_approved_dates",
            ),
            models.CheckConstraint(
                condition=~Q(status=MatchStatus.INTRODUCED) | Q(introduced_at__isnull=False),
                name="matching_match_introduced_date",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-score", "id"], name="matching_match_queue"),
            models.Index(fields=["status", "-likelihood", "-score", "id"], name="matching_match_likeliest"),
        ]

    def __str__(self) -> str:
        return f"{self.korean_project_id} × {self.luxembourg_project_id}"

    @property
    def band(self) -> str:
        """How good the fit is, by its likelihood."""
        return band_of(self.likelihood)
