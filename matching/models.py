"""Who should meet whom: runs that score, matches with their reasons, what staff and companies said."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models import Company, Project, make_public_id, note_deletion

ANSWER_PERIOD = timedelta(days=30)  # how long a suggestion waits for both answers


class ProjectVectors(models.Model):
    """What was read in one project's texts: the sentence vectors of its passages and the concepts it names.

    Kept until the text, the encoder or the taxonomy changes.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, related_name="vectors", primary_key=True)
    encoder = models.CharField(max_length=120, help_text="name and version of the encoder and of the taxonomy")
    text_digest = models.CharField(max_length=64)
    passage_count = models.PositiveSmallIntegerField()
    data = models.BinaryField()
    concepts_told = ArrayField(models.CharField(max_length=60), default=list)
    concepts_sought = ArrayField(models.CharField(max_length=60), default=list)
    gist = models.BinaryField(
        default=bytes, help_text="what it says about itself, one unit vector as signed bytes; empty: not made yet"
    )
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("project vectors")
        verbose_name_plural = _("project vectors")

    def __str__(self) -> str:
        return f"{self.project_id} · {self.encoder}"


class RunKind(models.TextChoices):
    FULL = "full", _("all projects")
    PROJECT = "project", _("one project")


class RunStatus(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class MatchRun(models.Model):
    """A request to score, its progress and its outcome. The row is the request: Celery only wakes a worker."""

    kind = models.CharField(_("kind"), max_length=7, choices=RunKind)
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, related_name="match_runs")
    status = models.CharField(_("status"), max_length=7, choices=RunStatus, default=RunStatus.QUEUED)
    requested_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    weights_version = models.CharField(_("weights"), max_length=60, blank=True)
    background = models.BinaryField(null=True, help_text="what all texts have in common, fitted by a full run")
    pairs_scored = models.PositiveBigIntegerField(_("pairs scored"), default=0)
    proposed = models.PositiveIntegerField(_("newly proposed"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    staled = models.PositiveIntegerField(_("gone stale"), default=0)
    exposure = models.JSONField(default=dict, help_text="services.rounds.compare_exposure")
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("match run")
        verbose_name_plural = _("match runs")
        ordering = ["-id"]
        constraints = [
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


class BlockKind(models.TextChoices):
    ENCODE = "encode", _("reading texts")
    SCORE = "score", _("scoring pairs")


class RunBlock(models.Model):
    """A part of a full run, done by one task under its own key, as often as needed with the same result.

    ENCODE: sentence vectors of the projects that lack them. SCORE: the best partners of some projects of one country.
    """

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveIntegerField(help_text="order of work; all ENCODE blocks come first")
    kind = models.CharField(max_length=6, choices=BlockKind)
    project_ids = ArrayField(models.BigIntegerField())
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    pairs_scored = models.PositiveBigIntegerField(default=0)
    candidates = models.BinaryField(null=True, help_text="candidate pairs as matching.features packs them")

    class Meta:
        verbose_name = _("run block")
        verbose_name_plural = _("run blocks")
        constraints = [models.UniqueConstraint(fields=["run", "position"], name="matching_block_unique")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.position}"


class MatchStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    DECLINED = "declined", _("declined")
    INTRODUCED = "introduced", _("both interested")
    EXPIRED = "expired", _("expired")
    STALE = "stale", _("out of date")


class MatchQuerySet(models.QuerySet["Match"]):
    def proposed(self) -> "MatchQuerySet":
        return self.filter(status=MatchStatus.PROPOSED)

    def overdue(self) -> "MatchQuerySet":
        return self.filter(status=MatchStatus.APPROVED, expires_at__lte=timezone.now())

    def with_projects(self) -> "MatchQuerySet":
        return self.select_related("korean_project__company", "luxembourg_project__company")


class Match(models.Model):
    """One Korean and one Luxembourg project that fit, with the score and the reasons it was given."""

    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    korean_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="korean_matches")
    luxembourg_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="luxembourg_matches")
    round = models.PositiveSmallIntegerField(default=1, help_text="counts the times this pair was proposed afresh")
    status = models.CharField(_("status"), max_length=10, choices=MatchStatus, default=MatchStatus.PROPOSED)
    score = models.FloatField(_("score"), help_text="0 to 1")
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
        indexes = [models.Index(fields=["status", "-score", "id"], name="matching_match_queue")]

    def __str__(self) -> str:
        return f"{self.korean_project_id} × {self.luxembourg_project_id}"


class ReviewDecision(models.TextChoices):
    APPROVE = "approve", _("approved")
    REJECT = "reject", _("rejected")


class RejectionReason(models.TextChoices):
    NO_REAL_NEED = "no_real_need", _("Neither side needs what the other brings")
    ONE_SIDED = "one_sided", _("Only one side would gain")
    COMPETITORS = "competitors", _("They compete with each other")
    MATURITY = "maturity", _("The stages of development do not meet")
    COOPERATION = "cooperation", _("The kinds of cooperation do not meet")
    KNOWN = "known", _("They know each other already")
    QUALITY = "quality", _("A profile is too thin to suggest")
    CONFLICT = "conflict", _("Conflict of interest")
    OTHER = "other", _("Another reason (see the comment)")


class Review(models.Model):
    """A staff decision on a match; kept for good, also when the pair is proposed again later."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    reviewer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decision = models.CharField(_("decision"), max_length=7, choices=ReviewDecision)
    reason = models.CharField(_("reason"), max_length=12, choices=RejectionReason, blank=True)
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    evidence = models.JSONField(default=dict, help_text="the match's explanation as the reviewer saw it, to learn from")
    weights_version = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["match", "round"], name="matching_review_one_per_round"),
            models.CheckConstraint(condition=Q(decision__in=ReviewDecision.values), name="matching_review_decision"),
            models.CheckConstraint(
                condition=Q(decision=ReviewDecision.APPROVE, reason="")
                | Q(decision=ReviewDecision.REJECT, reason__in=RejectionReason.values),
                name="matching_review_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id}: {self.decision}"


class Answer(models.TextChoices):
    INTERESTED = "interested", pgettext_lazy("answer", "interested")
    DECLINED = "declined", pgettext_lazy("answer", "declined")


class DeclineReason(models.TextChoices):
    NOT_NOW = "not_now", _("Not the right time for us")
    NO_FIT = "no_fit", _("It does not fit what we seek")
    COMPETITOR = "competitor", _("They are a competitor")
    KNOWN = "known", _("We know each other already")
    CAPACITY = "capacity", _("We have no capacity for another partner")
    OTHER = "other", _("Another reason")


class Response(models.Model):
    """A company's answer to a suggested match."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="responses")
    round = models.PositiveSmallIntegerField()
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="responses")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer)
    reason = models.CharField(_("reason"), max_length=10, choices=DeclineReason, blank=True)
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["match", "round", "company"], name="matching_response_one_per_company"),
            models.CheckConstraint(
                condition=Q(answer=Answer.INTERESTED, reason="")
                | Q(answer=Answer.DECLINED, reason__in=DeclineReason.values),
                name="matching_response_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match_id} · {self.company_id}: {self.answer}"


class DeclinedPair(models.Model):
    """Two projects of which one side has declined the other outside of any suggestion, and what both said then.

    They are kept apart like a declined match: until both projects have changed.
    """

    korean_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    luxembourg_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    korean_digest = models.CharField(max_length=64)
    luxembourg_digest = models.CharField(max_length=64)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="declined_pairs")
    reason = models.CharField(_("reason"), max_length=10, choices=DeclineReason)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("declined pair of projects")
        verbose_name_plural = _("declined pairs of projects")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["korean_project", "luxembourg_project"], name="matching_declined_unique"),
            models.CheckConstraint(condition=Q(reason__in=DeclineReason.values), name="matching_declined_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.korean_project_id} × {self.luxembourg_project_id}"


class CompanyBlock(models.Model):
    """Two companies that are never suggested to each other: competitors, one group, or a bad memory.

    `company` is the one that asked for it, None when staff did; each may lift only its own.
    """

    korean_company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    luxembourg_company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, blank=True, related_name="company_blocks")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("block between companies")
        verbose_name_plural = _("blocks between companies")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["korean_company", "luxembourg_company", "company"],
                nulls_distinct=False,
                name="matching_block_pair_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.korean_company} × {self.luxembourg_company}"


class WeightsVersion(models.Model):
    """Weights learnt from decisions, with what they were worth; the one adopted last is in force."""

    version = models.CharField(_("version"), max_length=60, unique=True)
    weights = models.JSONField(help_text="criteria, conditions and penalties by name")
    figures = models.JSONField(help_text="services.weights.Proposal: old and new figures on companies not seen")
    created_at = models.DateTimeField(_("proposed"), default=timezone.now, editable=False)
    adopted_at = models.DateTimeField(_("adopted"), null=True, editable=False)
    adopted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("version of the weights")
        verbose_name_plural = _("versions of the weights")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.version
