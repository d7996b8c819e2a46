"""The companies, their confidential contacts, and the people who act for them."""

import secrets
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from phonenumber_field.modelfields import PhoneNumberField

from accounts.models import Language, User
from companies.models.deletions import note_deletion
from companies.models.names import NameKeysField, NameOrderField, name_for
from companies.models.separation import keep_staff_out
from companies.models.statuses import CompanyStatus
from companies.models.turnover import keep_euros, state_both, stated
from taxonomy.vocabulary import Country
from values.formats.locales import reader_language
from values.formats.people import write_place
from values.links import require_web_address
from values.money.amounts import Currency, Money
from values.places.towns import name_town

PUBLIC_ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads like another letter


def make_public_id() -> str:
    """Ten random letters and digits for URLs: 31**10 possibilities, saying nothing about the row."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _position in range(10))


NAME_ORDER = {"ko": "name_order_ko"}


class CompanyQuerySet(models.QuerySet["Company"]):
    def verified(self) -> "CompanyQuerySet":
        return self.filter(status=CompanyStatus.VERIFIED)

    def by_name(self) -> "CompanyQuerySet":
        """In the alphabet of the reader's language."""
        return self.order_by(NAME_ORDER.get(reader_language(), "name_order"), "pk")

    def joinable(self) -> "CompanyQuerySet":
        """Those that somebody may find and ask to join: what others began or staff suspended is hidden."""
        return self.verified()

    def acting(self) -> "CompanyQuerySet":
        """Those that may act with others now, and be shown to them: the one rule under everything between companies."""
        return self.verified()


class Company(models.Model):
    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    source = models.CharField(
        _("source"), max_length=40, blank=True, help_text=_("Where an imported profile came from.")
    )
    source_id = models.CharField(_("ID in the source"), max_length=80, blank=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False, help_text="what the source said last")
    name = models.CharField(_("company name in Latin script"), max_length=200)
    name_local = models.CharField(_("company name in its own script"), max_length=200, blank=True)
    name_keys = NameKeysField(models.CharField(max_length=81), default=list, blank=True, editable=False)
    name_order = NameOrderField(language="en")
    name_order_ko = NameOrderField(language="ko")
    country = models.CharField(_("country"), max_length=2, choices=Country)
    city = models.CharField(_("city"), max_length=100)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    turnover = models.PositiveBigIntegerField(_("turnover last year"), null=True, blank=True)
    turnover_currency = models.CharField(
        _("currency of the turnover"), max_length=3, choices=Currency, blank=True, default="", db_default=""
    )
    website = models.URLField(_("website"), max_length=300, blank=True, validators=[require_web_address])
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("working languages"))
    nace = ArrayField(models.CharField(max_length=5), verbose_name=_("NACE Rev. 2 classes"), default=list, blank=True)
    summary = models.TextField(_("summary"), max_length=1000)
    summary_language = models.CharField(
        _("language of the summary"), max_length=2, choices=Language, blank=True, default="", db_default=""
    )
    """As its people corrected it; empty where the guess is right."""
    registration_number = models.CharField(_("registration number"), max_length=20, blank=True)
    is_sme_eu = models.BooleanField(_("SME under the EU definition"), null=True, blank=True)
    is_sme_korea = models.BooleanField(_("SME under the Korean definition"), null=True, blank=True)
    sme_year = models.PositiveSmallIntegerField(_("year of the SME declaration"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=9, choices=CompanyStatus, default=CompanyStatus.DRAFT, editable=False
    )
    return_reason = models.TextField(_("reason for return"), max_length=2000, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    verified_at = models.DateTimeField(null=True, editable=False)
    claimed = models.JSONField(
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
        editable=False,
        help_text="what of IDENTITY its people changed and staff have not checked",
    )
    import_remarks = models.JSONField(
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
        editable=False,
        help_text="by field what an imported list said of it and could not be read",
    )
    claimed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    claimed_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Company"]] = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "company")
        verbose_name_plural = _("companies")
        ordering = ["name", "id"]
        triggers = [note_deletion("company"), keep_euros()]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source_id=""), name="companies_company_source_unique"
            ),
            models.UniqueConstraint(
                fields=["country", "registration_number"],
                condition=~Q(registration_number=""),
                name="companies_company_registration_unique",
            ),
            models.CheckConstraint(condition=Q(country__in=Country.values), name="companies_company_country"),
            models.CheckConstraint(condition=Q(status__in=CompanyStatus.values), name="companies_company_status"),
            models.CheckConstraint(condition=~Q(languages=[]), name="companies_company_languages"),
            state_both("companies_company_turnover"),
            models.CheckConstraint(
                condition=Q(claimed={}, claimed_at__isnull=True) | (~Q(claimed={}) & Q(claimed_at__isnull=False)),
                name="companies_company_claimed",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "country", "name"], name="companies_company_listing"),
            models.Index(fields=["updated_at"], name="companies_company_updated"),
            GinIndex(fields=["name_keys"], name="companies_company_name_keys"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name its reader reads first."""
        return name_for(self, reader_language())

    @property
    def other_name(self) -> str:
        """The name in the other script, when there is one."""
        return next((name for name in (self.name, self.name_local) if name and name != self.shown_name), "")

    @property
    def town(self) -> str:
        return name_town(self.country, self.city, reader_language())

    @property
    def place(self) -> str:
        """Town and country as its reader writes them."""
        return write_place(self.country, self.city)

    @property
    def stated_turnover(self) -> Money | None:
        return stated(self.turnover, self.turnover_currency)

    @property
    def turnover_eur(self) -> int | None:
        """Of what was stated in euros alone: programs have read it by this name since before there was a currency."""
        return self.stated_turnover.euros if self.stated_turnover else None

    @property
    def is_name_being_checked(self) -> bool:
        """Whether its people gave it another name or number that staff have not checked: the verified one stands."""
        return self.claimed_at is not None

    @property
    def is_acting(self) -> bool:
        """As `CompanyQuerySet.acting` says of many; of the row as it was read."""
        return self.status == CompanyStatus.VERIFIED


class Contact(models.Model):
    """The person to talk to at a company: confidential until both sides agreed, so never joined by default."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(_("contact person"), max_length=120)
    email = models.EmailField(_("e-mail address"), max_length=254)
    phone = PhoneNumberField(_("telephone"), blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "contact details")
        verbose_name_plural = _("contact details")

    def __str__(self) -> str:
        return str(_("confidential contact details"))


class MembershipRole(models.TextChoices):
    OWNER = "owner", pgettext_lazy("company role", "owner")
    EDITOR = "editor", _("editor")


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(
        pgettext_lazy("company role", "role"), max_length=6, choices=MembershipRole, default=MembershipRole.EDITOR
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        triggers = [keep_staff_out()]
        constraints = [
            models.UniqueConstraint(fields=["user", "company"], name="companies_membership_unique"),
            models.CheckConstraint(condition=Q(role__in=MembershipRole.values), name="companies_membership_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"
