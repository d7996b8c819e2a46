"""What changed in the profiles of companies and projects, and by whom."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models.companies import Company
from companies.models.projects import Project


class ProfileChange(models.Model):
    """One field of a company (`project` is null) or of one of its projects, before and after an edit.

    Values are stored as text: lists with "; " between entries, what was not said as the empty text. Of the confidential
    contact only the fact is kept.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="changes")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, null=True, blank=True, related_name="changes")
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(pgettext_lazy("time", "changed"), default=timezone.now, editable=False)
    field = models.CharField(_("field"), max_length=40)
    old_text = models.TextField(_("before"), blank=True)
    new_text = models.TextField(_("after"), blank=True)

    class Meta:
        verbose_name = _("profile change")
        verbose_name_plural = _("profile changes")
        ordering = ["-changed_at", "-id"]
        indexes = [
            models.Index(fields=["company", "-changed_at"], name="companies_change_company"),
            models.Index(fields=["project", "-changed_at"], name="companies_change_project"),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.field}"
