"""What became of an agreement, as each company states it half a year and a year later."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models import Company
from companies.models.turnover import keep_euros, state_both, stated
from partnerships.models.collaborations import COMMENT_LENGTH, Collaboration
from values.money.amounts import Currency, Money

FOLLOW_UP_MONTHS = (6, 12)


class FollowUp(models.Model):
    """One company's answers, asked for once `due_at` has come; each question may stay open (None)."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="follow_ups")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(_("months after the agreement"))
    due_at = models.DateTimeField(pgettext_lazy("date of follow-up questions", "due"))
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    is_lasting = models.BooleanField(_("the cooperation is continuing"), null=True)
    turnover = models.PositiveBigIntegerField(_("turnover from the cooperation"), null=True)
    turnover_currency = models.CharField(
        _("currency of the turnover"), max_length=3, choices=Currency, blank=True, default="", db_default=""
    )
    jobs = models.PositiveIntegerField(_("jobs created or retained"), null=True)
    tonnes_co2 = models.DecimalField(
        _("tonnes of CO₂ avoided"), max_digits=12, decimal_places=1, null=True, help_text="as the company states it"
    )
    comment = models.TextField(_("comment"), max_length=COMMENT_LENGTH, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("follow-up question")
        verbose_name_plural = _("follow-up questions")
        ordering = ["months", "id"]
        triggers = [keep_euros()]
        constraints = [
            models.UniqueConstraint(fields=["collaboration", "company", "months"], name="partnerships_follow_up_once"),
            models.CheckConstraint(condition=Q(months__in=FOLLOW_UP_MONTHS), name="partnerships_follow_up_months"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(is_lasting__isnull=False, asked_at__isnull=False),
                name="partnerships_follow_up_answer",
            ),
            state_both("partnerships_follow_up_turnover"),
            models.CheckConstraint(
                condition=Q(tonnes_co2=None) | Q(tonnes_co2__gte=0), name="partnerships_follow_up_tonnes"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(asked_at=None), name="partnerships_follow_up_due")]

    def __str__(self) -> str:
        return f"{self.collaboration_id} · {self.company_id} · {self.months}"

    @property
    def stated_turnover(self) -> Money | None:
        return stated(self.turnover, self.turnover_currency)
