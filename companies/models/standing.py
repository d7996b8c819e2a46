"""When a company was taken out of sight and let back, by whom and why."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models.companies import Company
from companies.rubric import REASON_LENGTH


class StandingStep(models.TextChoices):
    SUSPENDED = "suspended", pgettext_lazy("suspension or reinstatement", "suspended")
    REINSTATED = "reinstated", _("reinstated")


class StandingChange(models.Model):
    """One suspension or reinstatement; its reason is told to the company's people. Never changed."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="standing_changes")
    step = models.CharField(pgettext_lazy("suspension or reinstatement", "step"), max_length=10, choices=StandingStep)
    reason = models.TextField(pgettext_lazy("reason of a decision", "reason"), max_length=REASON_LENGTH)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(pgettext_lazy("time", "changed"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("suspension or reinstatement")
        verbose_name_plural = _("suspensions and reinstatements")
        ordering = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=StandingStep.values), name="companies_standing_step"),
            models.CheckConstraint(condition=~Q(reason=""), name="companies_standing_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_step_display()}"
