"""Which confidential contacts left the portal in a file, and by whose hand."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from companies.models.companies import Company


class ContactExport(models.Model):
    """Written before the file is; the companies stay named by number when they are gone. Never changed."""

    user = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("exported by"),
        help_text=_("Empty if exported by a command on the server."),
    )
    exported_at = models.DateTimeField(_("exported on"), default=timezone.now, editable=False)
    file_format = models.CharField(_("format"), max_length=5)
    company_ids = ArrayField(models.BigIntegerField(), help_text="of the companies whose contact was in the file")

    class Meta:
        verbose_name = _("export of contact details")
        verbose_name_plural = _("exports of contact details")
        ordering = ["-exported_at", "-id"]

    def __str__(self) -> str:
        return f"{self.exported_at:%Y-%m-%d %H:%M} · {len(self.company_ids)}"

    @property
    def companies(self) -> models.QuerySet[Company]:
        """Those that are here still."""
        return Company.objects.filter(pk__in=self.company_ids).by_name()
