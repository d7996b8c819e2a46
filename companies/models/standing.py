"""When a company was taken out of sight and let back, by whom and why."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from companies.models.companies import Company
from companies.rubric import REASON_LENGTH


class StandingStep(models.TextChoices):
    SUSPENDED = "suspended", _("suspended")
    REINSTATED = "reinstated", _("reinstated")


class StandingChange(models.Model):
    """One suspension or reinstatement; its reason is told to the company's people. Never changed."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="standing_changes")
    step = models.CharField(_("step"), max_length=10, choices=StandingStep)
    reason = models.TextField(_("reason"), max_length=REASON_LENGTH)
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)

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
