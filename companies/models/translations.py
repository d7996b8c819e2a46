"""A project's texts in further languages, written by its company; the original stays what counts."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language
from companies.models.projects import Project


class ProjectTranslation(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(pgettext_lazy("project", "title"), max_length=100)
    summary = models.TextField(_("summary"), max_length=500)
    offer = models.TextField(_("what the company offers"), max_length=700, blank=True)
    seek = models.TextField(_("what the company seeks"), max_length=700, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("translation of a project")
        verbose_name_plural = _("translations of projects")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["project", "language"], name="companies_translation_unique"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="companies_translation_language"),
        ]

    def __str__(self) -> str:
        return f"{self.project} ({self.get_language_display()})"
