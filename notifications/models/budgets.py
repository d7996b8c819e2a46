"""How much mail goes to people who have not asked for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailBudget(models.Model):
    """How many such mails one person or company caused, or one address got, since its day began.

    The key is a digest, so that no list of strangers' addresses comes about.
    """

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("e-mail quota")
        verbose_name_plural = _("e-mail quotas")
        indexes = [models.Index(fields=["since"], name="notifications_budget_since")]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
