"""The weights in force, and those before them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User


class WeightsVersion(models.Model):
    """Weights learnt from decisions, with what they were worth; the one adopted last is in force."""

    version = models.CharField(_("version"), max_length=60, unique=True)
    weights = models.JSONField(help_text="criteria, conditions and penalties by name")
    figures = models.JSONField(help_text="services.weights.Proposal: old and new figures on companies not seen")
    created_at = models.DateTimeField(pgettext_lazy("time", "proposed"), default=timezone.now, editable=False)
    adopted_at = models.DateTimeField(_("adopted"), null=True, editable=False)
    adopted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("weighting version")
        verbose_name_plural = _("weighting versions")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.version
