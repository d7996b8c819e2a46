"""The mail server as our senders found it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Relay(models.Model):
    """One mail server: how often it refused us in the same way, and the rest it is given for that.

    One row for all workers, so that none of them asks a server that rests. Nothing in it outlasts the first mail that
    it takes, or refuses for that mail's own sake.
    """

    address = models.CharField(pgettext_lazy("mail server", "address"), max_length=300, unique=True)
    refusals = models.PositiveIntegerField(_("identical refusals in a row"), default=0)
    step = models.CharField(pgettext_lazy("step of mail delivery", "step"), max_length=10, blank=True)
    code = models.PositiveSmallIntegerField(_("code"), default=0)
    answer = models.CharField(_("last answer from the mail server"), max_length=500, blank=True)
    resting_since = models.DateTimeField(_("paused since"), null=True)
    resting_until = models.DateTimeField(_("paused until"), null=True)

    class Meta:
        verbose_name = _("mail server")
        verbose_name_plural = _("mail servers")
        constraints = [
            models.CheckConstraint(
                condition=Q(resting_since__isnull=True, resting_until__isnull=True)
                | Q(resting_since__isnull=False, resting_until__gte=models.F("resting_since")),
                name="notifications_relay_rest",
            )
        ]

    def __str__(self) -> str:
        return self.address
