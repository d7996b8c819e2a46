"""The collaboration projects of companies: what each offers and seeks, and how it would cooperate."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language
from companies.models.companies import Company, make_public_id
from companies.models.deletions import note_deletion
from companies.models.statuses import CompanyStatus, ProjectStatus
from taxonomy.vocabulary import PEER_TYPES, CooperationRole, CooperationType, DigitalTechnology, GreenObjective
from values.formats.phrases import write_with_aside

PROJECT_LIFETIME = timedelta(days=365)  # as Enterprise Europe Network profiles


class ProjectQuerySet(models.QuerySet["Project"]):
    def published(self) -> "ProjectQuerySet":
        """What everybody may read and what takes part in matching."""
        return self.filter(status=ProjectStatus.PUBLISHED, company__status=CompanyStatus.VERIFIED)

    def overdue(self) -> "ProjectQuerySet":
        return self.filter(status=ProjectStatus.PUBLISHED, expires_at__lte=Now())


class Project(models.Model):
    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="projects")
    source_id = models.CharField(_("ID in the source"), max_length=80, blank=True)
    language = models.CharField(_("language of the texts"), max_length=2, choices=Language)
    title = models.CharField(pgettext_lazy("project", "title"), max_length=100)
    summary = models.TextField(_("summary"), max_length=500)
    offer = models.TextField(_("what the company offers"), max_length=700)
    seek = models.TextField(_("what the company seeks"), max_length=700)
    green_objectives = ArrayField(
        models.CharField(max_length=30, choices=GreenObjective), verbose_name=_("environmental objectives")
    )
    digital = ArrayField(
        models.CharField(max_length=30, choices=DigitalTechnology),
        verbose_name=_("digital technologies"),
        default=list,
        blank=True,
    )
    concepts = ArrayField(
        models.CharField(max_length=60), verbose_name=_("themes confirmed by the company"), default=list, blank=True
    )
    trl = models.PositiveSmallIntegerField(
        _("technology readiness level"), validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    partner_trl_min = models.PositiveSmallIntegerField(
        _("lowest level of the partner’s technology"), null=True, blank=True
    )
    partner_trl_max = models.PositiveSmallIntegerField(
        _("highest level of the partner’s technology"), null=True, blank=True
    )
    status = models.CharField(
        _("status"), max_length=9, choices=ProjectStatus, default=ProjectStatus.DRAFT, editable=False
    )
    return_reason = models.TextField(_("reason for return"), max_length=2000, blank=True, editable=False)
    is_open_for_requests = models.BooleanField(_("open to partnership requests"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)
    reminded_for = models.DateTimeField(null=True, editable=False)  # the expiry that was announced last

    objects: ClassVar[models.Manager["Project"]] = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "project")
        verbose_name_plural = _("projects")
        ordering = ["-published_at", "id"]
        triggers = [note_deletion("project")]
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
            models.Index(fields=["updated_at"], name="companies_project_updated"),
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
    role = models.CharField(pgettext_lazy("cooperation role", "role"), max_length=8, choices=CooperationRole)

    class Meta:
        verbose_name = _("cooperation")
        verbose_name_plural = _("types of cooperation")
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
        return write_with_aside(self.get_type_display(), self.get_role_display())
