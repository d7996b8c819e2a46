"""Every look of staff at a confidential contact, wherever they took it: the one record of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from companies.models.companies import Company


class LookPlace(models.TextChoices):
    VERIFICATION = "verification", _("while the company was being verified")
    DESK = "desk", _("on the company’s page for staff")
    INTRODUCTION = "introduction", _("in an introduction")
    EMAIL = "email", _("in an introduction e-mail")
    EXPORT = "export", _("in an exported file")


class ContactLook(models.Model):
    """A member of staff saw the contact of this company; its people can read that. Never changed."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="contact_looks")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    place = models.CharField(_("place"), max_length=12, choices=LookPlace)
    looked_at = models.DateTimeField(_("viewed"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("staff view of a company’s contact details")
        verbose_name_plural = _("staff views of companies’ contact details")
        ordering = ["-looked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(place__in=LookPlace.values), name="companies_look_place"),
        ]
        indexes = [models.Index(fields=["company", "-looked_at"], name="companies_look_company")]

    def __str__(self) -> str:
        return f"{self.company_id} · {self.looked_at:%Y-%m-%d %H:%M}"
