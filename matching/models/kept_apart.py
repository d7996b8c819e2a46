"""Pairs that are not suggested again."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models import Company, Project
from matching.models.decisions import DeclineReason


class DeclinedPair(models.Model):
    """Two projects of which one side has declined the other outside of any suggestion, and what both said then.

    They are kept apart like a declined match: until both projects have changed.
    """

    korean_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    luxembourg_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    korean_digest = models.CharField(max_length=64)
    luxembourg_digest = models.CharField(max_length=64)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="declined_pairs")
    reason = models.CharField(pgettext_lazy("reason of a decision", "reason"), max_length=10, choices=DeclineReason)
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
