"""Who the firms are: companies, the people who act for them, and their collaboration projects."""

import secrets
from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.models import Language, User

PROJECT_LIFETIME = timedelta(days=365)  # as Enterprise Europe Network profiles
PUBLIC_ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads like another letter


def make_public_id() -> str:
    """Ten random letters and digits for URLs: 31**10 possibilities, saying nothing about the row."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _position in range(10))


class Country(models.TextChoices):
    KOREA = "KR", _("Korea")
    LUXEMBOURG = "LU", _("Luxembourg")


class GreenObjective(models.TextChoices):
    """The six environmental objectives shared by the EU Taxonomy and the K-Taxonomy."""

    CLIMATE_MITIGATION = "climate_mitigation", _("Climate change mitigation")
    CLIMATE_ADAPTATION = "climate_adaptation", _("Climate change adaptation")
    WATER = "water", _("Water and marine resources")
    CIRCULAR_ECONOMY = "circular_economy", _("Circular economy")
    POLLUTION_PREVENTION = "pollution_prevention", _("Pollution prevention")
    BIODIVERSITY = "biodiversity", _("Biodiversity")


class DigitalTechnology(models.TextChoices):
    AI = "ai", _("Artificial intelligence")
    IOT = "iot", _("Internet of things")
    DATA_PLATFORM = "data_platform", _("Data platform")
    CLOUD = "cloud", _("Cloud")
    BLOCKCHAIN = "blockchain", _("Blockchain")
    ROBOTICS = "robotics", _("Robotics")
    DIGITAL_TWIN = "digital_twin", _("Digital twin")
    EARTH_OBSERVATION = "earth_observation", _("Earth observation")
    CYBERSECURITY = "cybersecurity", _("Cybersecurity")
    EXTENDED_REALITY = "extended_reality", _("Extended reality")
    MOBILE_APP = "mobile_app", _("Mobile app")
    SIMULATION = "simulation", _("Simulation")


class CooperationType(models.TextChoices):
    JOINT_RESEARCH = "joint_research", _("Joint research")
    TECHNOLOGY_TRANSFER = "technology_transfer", _("Technology transfer")
    MARKETING_COOPERATION = "marketing_cooperation", _("Marketing cooperation")
    JOINT_VENTURE = "joint_venture", _("Joint venture")


class CooperationRole(models.TextChoices):
    PROVIDER = "provider", _("provider")
    SEEKER = "seeker", _("seeker")
    PEER = "peer", _("peer")


PEER_TYPES = (CooperationType.JOINT_RESEARCH, CooperationType.JOINT_VENTURE)


class CompanyStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    VERIFIED = "verified", _("verified")
    RETURNED = "returned", _("returned")
    SUSPENDED = "suspended", _("suspended")


class ProjectStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    PUBLISHED = "published", _("published")
    RETURNED = "returned", _("returned")
    EXPIRED = "expired", _("expired")
    ARCHIVED = "archived", _("archived")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CompanyQuerySet(models.QuerySet["Company"]):
    def verified(self) -> "CompanyQuerySet":
        return self.filter(status=CompanyStatus.VERIFIED)


class Company(models.Model):
    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    source = models.CharField(
        _("source"), max_length=40, blank=True, help_text=_("Where an imported profile came from.")
    )
    source_id = models.CharField(_("id in the source"), max_length=80, blank=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False, help_text="what the source said last")
    name = models.CharField(_("name in Latin script"), max_length=200)
    name_local = models.CharField(_("name in its own script"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    city = models.CharField(_("city"), max_length=100)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    turnover_eur = models.PositiveBigIntegerField(_("turnover last year, in euros"), null=True, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    languages = ArrayField(models.CharField(max_length=2), verbose_name=_("working languages"))
    nace = ArrayField(models.CharField(max_length=5), verbose_name=_("NACE Rev. 2 classes"), default=list, blank=True)
    summary = models.TextField(_("summary"), max_length=1000)
    registration_number = models.CharField(_("registration number"), max_length=20, blank=True)
    is_sme_eu = models.BooleanField(_("SME by the EU definition"), null=True, blank=True)
    is_sme_korea = models.BooleanField(_("SME by the Korean definition"), null=True, blank=True)
    sme_year = models.PositiveSmallIntegerField(_("year of the SME declaration"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=9, choices=CompanyStatus, default=CompanyStatus.DRAFT, editable=False
    )
    return_reason = models.TextField(_("reason for the return"), max_length=2000, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    verified_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Company"]] = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["name", "id"]
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
        ]
        indexes = [models.Index(fields=["status", "country", "name"], name="companies_company_listing")]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """The person to talk to at a company: confidential until both sides agreed, so never joined by default."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(_("contact person"), max_length=120)
    email = models.EmailField(_("e-mail address"), max_length=254)
    phone = PhoneNumberField(_("telephone"), blank=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return str(_("confidential contact"))


class MembershipRole(models.TextChoices):
    OWNER = "owner", _("owner")
    EDITOR = "editor", _("editor")


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=6, choices=MembershipRole, default=MembershipRole.EDITOR)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "company"], name="companies_membership_unique"),
            models.CheckConstraint(condition=Q(role__in=MembershipRole.values), name="companies_membership_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"


class ProjectQuerySet(models.QuerySet["Project"]):
    def published(self) -> "ProjectQuerySet":
        """What everybody may read and what takes part in matching."""
        return self.filter(status=ProjectStatus.PUBLISHED, company__status=CompanyStatus.VERIFIED)

    def overdue(self) -> "ProjectQuerySet":
        return self.filter(status=ProjectStatus.PUBLISHED, expires_at__lte=timezone.now())


class Project(models.Model):
    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="projects")
    source_id = models.CharField(_("id in the source"), max_length=80, blank=True)
    language = models.CharField(_("language of the texts"), max_length=2, choices=Language)
    title = models.CharField(_("title"), max_length=100)
    summary = models.TextField(_("summary"), max_length=500)
    offer = models.TextField(_("what we offer"), max_length=700)
    seek = models.TextField(_("what we seek"), max_length=700)
    green_objectives = ArrayField(
        models.CharField(max_length=30, choices=GreenObjective), verbose_name=_("green objectives")
    )
    digital = ArrayField(
        models.CharField(max_length=30, choices=DigitalTechnology),
        verbose_name=_("digital technologies"),
        default=list,
        blank=True,
    )
    trl = models.PositiveSmallIntegerField(
        _("technology readiness level"), validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    partner_trl_min = models.PositiveSmallIntegerField(_("partner's lowest level"), null=True, blank=True)
    partner_trl_max = models.PositiveSmallIntegerField(_("partner's highest level"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=9, choices=ProjectStatus, default=ProjectStatus.DRAFT, editable=False
    )
    return_reason = models.TextField(_("reason for the return"), max_length=2000, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Project"]] = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-published_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "source_id"], condition=~Q(source_id=""), name="companies_project_source_unique"
            ),
            models.CheckConstraint(condition=Q(status__in=ProjectStatus.values), name="companies_project_status"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="companies_project_language"),
            models.CheckConstraint(condition=Q(trl__range=(1, 9)), name="companies_project_trl"),
            models.CheckConstraint(
                condition=Q(partner_trl_min__isnull=True, partner_trl_max__isnull=True)
                | Q(partner_trl_min__gte=1, partner_trl_max__lte=9, partner_trl_min__lte=models.F("partner_trl_max")),
                name="companies_project_partner_trl",
            ),
            models.CheckConstraint(
                condition=Q(green_objectives__contained_by=GreenObjective.values) & ~Q(green_objectives=[]),
                name="companies_project_green",
            ),
            models.CheckConstraint(
                condition=Q(digital__contained_by=DigitalTechnology.values), name="companies_project_digital"
            ),
            models.CheckConstraint(
                condition=~Q(status=ProjectStatus.PUBLISHED) | Q(published_at__isnull=False, expires_at__isnull=False),
                name="companies_project_published_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-published_at"], name="companies_project_listing"),
            models.Index(fields=["expires_at"], condition=Q(status="published"), name="companies_project_expiry"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def partner_trl(self) -> tuple[int, int] | None:
        """The readiness levels accepted in a partner's project, both ends included; None when any will do."""
        if self.partner_trl_min is None or self.partner_trl_max is None:
            return None
        return self.partner_trl_min, self.partner_trl_max


class Cooperation(models.Model):
    """One way a project would cooperate, and the part its company would play in it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="cooperations")
    type = models.CharField(_("type of cooperation"), max_length=21, choices=CooperationType)
    role = models.CharField(_("role"), max_length=8, choices=CooperationRole)

    class Meta:
        verbose_name = _("cooperation")
        verbose_name_plural = _("cooperations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "type", "role"], name="companies_cooperation_unique"),
            models.CheckConstraint(condition=Q(type__in=CooperationType.values), name="companies_cooperation_type"),
            models.CheckConstraint(condition=Q(role__in=CooperationRole.values), name="companies_cooperation_role"),
            models.CheckConstraint(
                condition=~Q(role=CooperationRole.PEER) | Q(type__in=PEER_TYPES), name="companies_cooperation_peer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} ({self.get_role_display()})"
