"""The companies' logos, in the database so that web processes keep no files."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models.companies import Company


class Logo(models.Model):
    """A PNG that we encoded ourselves, at most 512 pixels a side; in a row of its own so that no list reads it."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="logo")
    png = models.BinaryField()
    digest = models.CharField(max_length=64, editable=False)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")

    def __str__(self) -> str:
        return f"{self.company}: {self.width} × {self.height}"
