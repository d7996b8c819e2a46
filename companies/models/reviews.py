"""What staff decided about companies and projects, and what they ask their people to improve, field by field."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models.companies import Company
from companies.models.history import ProfileChange
from companies.models.projects import Project
from companies.rubric import HIGHEST_SCORE, REASON_LENGTH, RubricVerdict, Scores

REMARK_LENGTH = 500


class ProjectVerdict(models.TextChoices):
    """What the rubric made of the points."""

    PUBLISH = RubricVerdict.PUBLISH.value, pgettext_lazy("project review", "published")
    HOLD = RubricVerdict.HOLD.value, pgettext_lazy("project review", "on hold")
    RETURN = RubricVerdict.RETURN.value, pgettext_lazy("project review", "returned")


class CompanyVerdict(models.TextChoices):
    VERIFIED = "verified", pgettext_lazy("company review", "verified")
    RETURNED = "returned", pgettext_lazy("company review", "returned")


class ProjectReview(models.Model):
    """One reading of a project by the rubric of `companies.rubric`."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    advantages = models.PositiveSmallIntegerField(
        _("advantages and innovation"), validators=[MaxValueValidator(HIGHEST_SCORE)]
    )
    clarity = models.PositiveSmallIntegerField(
        _("clarity and coherence"), validators=[MaxValueValidator(HIGHEST_SCORE)]
    )
    cooperation = models.PositiveSmallIntegerField(
        _("cooperation expectations"), validators=[MaxValueValidator(HIGHEST_SCORE)]
    )
    guidelines = models.PositiveSmallIntegerField(
        _("guidelines and language"), validators=[MaxValueValidator(HIGHEST_SCORE)]
    )
    verdict = models.CharField(pgettext_lazy("project review", "result"), max_length=7, choices=ProjectVerdict)
    reason = models.TextField(pgettext_lazy("reason of a decision", "reason"), max_length=REASON_LENGTH, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("project review")
        verbose_name_plural = _("project reviews")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    advantages__lte=HIGHEST_SCORE,
                    clarity__lte=HIGHEST_SCORE,
                    cooperation__lte=HIGHEST_SCORE,
                    guidelines__lte=HIGHEST_SCORE,
                ),
                name="companies_projectreview_scores",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=ProjectVerdict.values), name="companies_projectreview_verdict"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=ProjectVerdict.RETURN) | ~Q(reason=""), name="companies_projectreview_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.get_verdict_display()}"

    @property
    def scores(self) -> Scores:
        return Scores(self.advantages, self.clarity, self.cooperation, self.guidelines)


class CompanyReview(models.Model):
    """What staff looked at before they vouched for a company, or why they sent its profile back."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    is_number_checked = models.BooleanField(_("registration number checked"))
    is_sme_checked = models.BooleanField(_("SME declaration checked"))
    is_duplicate_checked = models.BooleanField(_("checked for duplicates"))
    verdict = models.CharField(pgettext_lazy("company review", "result"), max_length=8, choices=CompanyVerdict)
    reason = models.TextField(pgettext_lazy("reason of a decision", "reason"), max_length=REASON_LENGTH, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("company review")
        verbose_name_plural = _("company reviews")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=CompanyVerdict.values), name="companies_companyreview_verdict"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=CompanyVerdict.RETURNED) | ~Q(reason=""), name="companies_companyreview_reason"
            ),
            models.CheckConstraint(
                condition=~Q(verdict=CompanyVerdict.VERIFIED)
                | Q(is_number_checked=True, is_sme_checked=True, is_duplicate_checked=True),
                name="companies_companyreview_checks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_verdict_display()}"


class FieldRemark(models.Model):
    """What a review asks to improve in one field; the company reads it beside that field."""

    project_review = models.ForeignKey(ProjectReview, on_delete=models.CASCADE, null=True, related_name="remarks")
    company_review = models.ForeignKey(CompanyReview, on_delete=models.CASCADE, null=True, related_name="remarks")
    field = models.CharField(_("field"), max_length=30)
    text = models.TextField(_("remark"), max_length=REMARK_LENGTH)

    class Meta:
        verbose_name = _("remark on a field")
        verbose_name_plural = _("remarks on fields")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(project_review__isnull=True, company_review__isnull=False)
                | Q(project_review__isnull=False, company_review__isnull=True),
                name="companies_fieldremark_one_review",
            )
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.text}"


class ChangeCheck(models.Model):
    """Staff have looked at an edit of a published text; a remark asks its company to think again."""

    change = models.OneToOneField(ProfileChange, on_delete=models.CASCADE, related_name="check_by_staff")
    checked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(_("checked"), default=timezone.now, editable=False)
    remark = models.TextField(_("remark"), max_length=REMARK_LENGTH, blank=True)

    class Meta:
        verbose_name = _("change check")
        verbose_name_plural = _("change checks")
        ordering = ["-checked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.change}: {self.remark}"
