"""Two companies introduced to each other, and what each allowed the other to know of its contact."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, User
from companies.models import Company, Project, make_public_id, note_deletion
from matching.models import Match
from partnerships.models.requests import PartnershipRequest
from partnerships.models.triggers import keep_consent, note_change, note_in_parent

CONSENT_TEXTS = ("2026-11", "2026-12")
"""Every version people were ever shown; the words of each are in templates/partnerships/consents/ and never edited."""
CONSENT_TEXT = CONSENT_TEXTS[-1]  # the version shown now
CONSENT_LASTS = timedelta(days=730)  # what the text promises: until withdrawn, at most 24 months


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    def of_companies(self, companies: "models.QuerySet[Company]") -> Self:
        return self.filter(Q(korean_company__in=companies) | Q(luxembourg_company__in=companies))

    def with_sides(self) -> Self:
        return self.select_related("korean_company", "luxembourg_company", "korean_project", "luxembourg_project")


class Introduction(models.Model):
    """Both companies want to meet. One per pair of companies and projects, whatever led to it."""

    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    korean_company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    luxembourg_company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    korean_project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="+")
    luxembourg_project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="+")
    match = models.ForeignKey(Match, on_delete=models.SET_NULL, null=True, related_name="introductions")
    request = models.ForeignKey(PartnershipRequest, on_delete=models.SET_NULL, null=True, related_name="introductions")
    created_at = models.DateTimeField(pgettext_lazy("time", "introduced"), default=timezone.now, editable=False)
    meeting_times = ArrayField(
        models.DateTimeField(), default=list, editable=False, help_text="suggested when both had given their consent"
    )
    updated_at = models.DateTimeField(default=timezone.now, editable=False)  # kept by triggers of the database

    objects: ClassVar[models.Manager["Introduction"]] = IntroductionQuerySet.as_manager()

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        ordering = ["-created_at", "-id"]
        triggers = [note_change(), note_deletion("introduction")]
        constraints = [
            models.UniqueConstraint(
                fields=["korean_company", "luxembourg_company", "korean_project", "luxembourg_project"],
                nulls_distinct=False,
                name="partnerships_introduction_pair_unique",
            ),
            models.CheckConstraint(
                condition=~Q(korean_company=models.F("luxembourg_company")), name="partnerships_introduction_two_sides"
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "public_id"], name="partnerships_intro_sync")]

    def __str__(self) -> str:
        return f"{self.korean_company} × {self.luxembourg_company}"

    @property
    def companies(self) -> tuple[Company, Company]:
        """The Korean one first."""
        return self.korean_company, self.luxembourg_company

    def other_side(self, company: Company) -> Company:
        """The one of the two that this is not."""
        return self.luxembourg_company if company.pk == self.korean_company_id else self.korean_company


class ContactItem(models.TextChoices):
    """What of a contact may be told; the values are the columns of Contact."""

    NAME = "name", _("name")
    EMAIL = "email", _("e-mail address")
    PHONE = "phone", _("telephone")


class ContactConsentQuerySet(models.QuerySet["ContactConsent"]):
    def in_force(self, *, now: datetime | None = None) -> Self:
        """Neither withdrawn nor older than the text promises."""
        return self.filter(withdrawn_at__isnull=True, given_at__gt=(now or Now()) - CONSENT_LASTS)

    def run_out(self) -> Self:
        """As old as the text promises at most, and nobody was told yet."""
        return self.filter(withdrawn_at__isnull=True, ended_at__isnull=True, given_at__lte=Now() - CONSENT_LASTS)


class ContactConsent(models.Model):
    """A company allows the other side of an introduction to see these items of its contact.

    A row is written once per giving. Afterwards only `withdrawn_at` or `ended_at` is set, once; a trigger refuses all
    else but the forgetting of a person whose account is erased.
    """

    introduction = models.ForeignKey(Introduction, on_delete=models.PROTECT, related_name="consents")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(_("given on"), default=timezone.now, editable=False)
    text_version = models.CharField(_("version of the text"), max_length=20)
    language = models.CharField(_("language of the text"), max_length=2, choices=Language)
    items = ArrayField(models.CharField(max_length=5, choices=ContactItem), verbose_name=_("shared items"))
    withdrawn_at = models.DateTimeField(pgettext_lazy("time", "withdrawn"), null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False, help_text="its time was over, and this was written down")

    objects: ClassVar[models.Manager["ContactConsent"]] = ContactConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent to share contact details")
        verbose_name_plural = _("consents to share contact details")
        ordering = ["id"]
        triggers = [keep_consent(), *note_in_parent("introduction", ended_by="withdrawn_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["introduction", "company"],
                condition=Q(withdrawn_at__isnull=True, ended_at__isnull=True),
                name="partnerships_consent_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(items__contained_by=ContactItem.values) & ~Q(items=[]), name="partnerships_consent_items"
            ),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="partnerships_consent_language"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=models.F("given_at")),
                name="partnerships_consent_withdrawn_later",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(withdrawn_at__isnull=True, ended_at__gte=models.F("given_at") + CONSENT_LASTS),
                name="partnerships_consent_ended_in_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.introduction_id} · {self.company_id}"

    @property
    def expires_at(self) -> datetime:
        return self.given_at + CONSENT_LASTS

    @property
    def has_run_out(self) -> bool:
        return self.withdrawn_at is None and self.expires_at <= timezone.now()

    def is_in_force(self) -> bool:
        """As `ContactConsentQuerySet.in_force` says of many."""
        return self.withdrawn_at is None and self.expires_at > timezone.now()


class ContactReading(models.Model):
    """A member of staff looked at the two contacts; told to both companies."""

    introduction = models.ForeignKey(Introduction, on_delete=models.PROTECT, related_name="contact_readings")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    read_at = models.DateTimeField(pgettext_lazy("time of viewing", "viewed"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("staff view of contact details in an introduction")
        verbose_name_plural = _("staff views of contact details in introductions")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.introduction_id} · {self.read_at:%Y-%m-%d %H:%M}"
