"""What a person typed and has not finished: kept as it stood in the form, right or wrong."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models.companies import Company
from companies.models.projects import Project


class ProfileDraft(models.Model):
    """The raw fields of one form for one person.

    No company: a company yet to be created. No project in the step `project`: a project yet to be written.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="profile_drafts")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts")
    step = models.CharField(pgettext_lazy("step of a form", "step"), max_length=20)
    fields = models.JSONField(_("fields"), default=dict)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)

    class Meta:
        verbose_name = _("form draft")
        verbose_name_plural = _("form drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "company", "project", "step"], nulls_distinct=False, name="companies_draft_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.step}"
