"""What somebody sent and nobody could take yet: kept for a day, until they have signed in again."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=1)


class KeptForm(models.Model):
    """The raw fields of one form. Which browser may see it is written in the session of that browser alone."""

    address = models.TextField(_("address the form is sent to"))
    page = models.TextField(_("page the form is on"))
    fields = models.JSONField(_("fields"), default=dict)
    left_out = models.JSONField(_("names of files too large to keep"), default=list)
    is_of_stranger = models.BooleanField(_("sent by someone who was not signed in"), default=True, db_default=True)
    size = models.PositiveIntegerField(_("bytes"))
    kept_at = models.DateTimeField(_("kept since"), default=timezone.now)

    class Meta:
        verbose_name = _("kept form")
        verbose_name_plural = _("kept forms")
        indexes = [models.Index(fields=["kept_at"], name="accounts_keptform_kept")]

    def __str__(self) -> str:
        return self.address


class KeptFile(models.Model):
    """A file chosen in a kept form."""

    form = models.ForeignKey(KeptForm, on_delete=models.CASCADE, related_name="files")
    field = models.CharField(_("field"), max_length=200)
    name = models.TextField(_("file name"))
    content_type = models.CharField(_("content type"), max_length=200)
    data = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("file of a kept form")
        verbose_name_plural = _("files of kept forms")

    def __str__(self) -> str:
        return self.name
