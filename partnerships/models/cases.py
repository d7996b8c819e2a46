"""Collaborations told to others as green business models, once everybody concerned agreed to the very text."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, User
from companies.models import Company, make_public_id
from partnerships.models.collaborations import Collaboration
from taxonomy.vocabulary import GreenObjective

TITLE_LENGTH = 140
STORY_LENGTH = 3000


class CaseStudyQuerySet(models.QuerySet["CaseStudy"]):
    def public(self) -> "CaseStudyQuerySet":
        """Published ones of two companies that may act with others still."""
        return self.filter(
            published_at__isnull=False,
            collaboration__introduction__korean_company__in=Company.objects.acting(),
            collaboration__introduction__luxembourg_company__in=Company.objects.acting(),
        )


class CaseStudy(models.Model):
    """`version` counts the edits of its texts; approvals of an earlier version count for nothing."""

    collaboration = models.OneToOneField(Collaboration, on_delete=models.CASCADE, related_name="case_study")
    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(pgettext_lazy("case study", "title"), max_length=TITLE_LENGTH)
    story = models.TextField(_("what the companies did"), max_length=STORY_LENGTH)
    outcome = models.TextField(_("results"), max_length=STORY_LENGTH)
    green_objectives = ArrayField(
        models.CharField(max_length=30, choices=GreenObjective), verbose_name=_("environmental objectives")
    )
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["CaseStudy"]] = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(green_objectives=[]), name="partnerships_case_objectives"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(story="") & ~Q(outcome=""), name="partnerships_case_texts"
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at"], condition=Q(published_at__isnull=False), name="partnerships_case_public"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CaseTranslation(models.Model):
    case = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(pgettext_lazy("case study", "title"), max_length=TITLE_LENGTH)
    story = models.TextField(_("what the companies did"), max_length=STORY_LENGTH)
    outcome = models.TextField(_("results"), max_length=STORY_LENGTH)

    class Meta:
        verbose_name = _("translation of a case study")
        verbose_name_plural = _("translations of case studies")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["case", "language"], name="partnerships_case_language")]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.language}"


class CaseApproval(models.Model):
    """A company's consent to publish one version, or staff's when `company` is None; kept for good as proof."""

    case = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="approvals")
    version = models.PositiveIntegerField()
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("approval of a case study")
        verbose_name_plural = _("approvals of case studies")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "version", "company"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="partnerships_approval_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.version} · {self.company_id}"
