"""What follows an introduction: a collaboration by stages, who moved it, and what is to be done next."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models import Company, make_public_id, note_deletion
from partnerships.models.introductions import Introduction
from partnerships.models.triggers import note_change, note_in_parent

ACTION_LENGTH = 300
COMMENT_LENGTH = 1000


class CollaborationStage(models.TextChoices):
    INTRODUCED = "introduced", pgettext_lazy("stage of a collaboration", "introduced")
    IN_CONTACT = "in_contact", _("in contact")
    NDA = "nda", _("confidentiality agreed")
    NEGOTIATING = "negotiating", _("negotiating")
    AGREED = "agreed", _("agreement reached")
    COMPLETED = "completed", pgettext_lazy("collaboration", "completed")
    ENDED = "ended", pgettext_lazy("collaboration", "ended")


WAY = tuple(CollaborationStage)[:-1]  # the stages in their order; a collaboration may end at any of them but the last
OPEN_STAGES = WAY[:-1]
EARLY_STAGES = WAY[: WAY.index(CollaborationStage.AGREED)]
SUCCESSFUL_STAGES = (CollaborationStage.AGREED, CollaborationStage.COMPLETED)


class AgreementType(models.TextChoices):
    """The partnership types of the Enterprise Europe Network."""

    COMMERCIAL = "commercial", _("Commercial agreement")
    TECHNICAL_ASSISTANCE = "technical_assistance", _("Commercial agreement with technical assistance")
    LICENCE = "licence", _("Licence agreement")
    RESEARCH = "research", _("Research and development cooperation")
    INVESTMENT = "investment", _("Joint venture or investment agreement")
    OUTSOURCING = "outsourcing", _("Outsourcing agreement")
    SUPPLIER = "supplier", _("Supplier agreement")


class EndReason(models.TextChoices):
    NO_CONTACT = "no_contact", _("One side stopped responding")
    NO_FIT = "no_fit", _("It turned out not to be a good match")
    TERMS = "terms", _("No agreement on the terms")
    MONEY = "money", _("Funding could not be secured")
    PRIORITIES = "priorities", _("Priorities changed")
    OTHER = "other", pgettext_lazy("reason for the end of a collaboration", "Another reason")


class CollaborationQuerySet(models.QuerySet["Collaboration"]):
    def with_sides(self) -> "CollaborationQuerySet":
        return self.select_related(
            "introduction__korean_company",
            "introduction__luxembourg_company",
            "introduction__korean_project",
            "introduction__luxembourg_project",
            "case_manager",
        )


class Collaboration(models.Model):
    """The shared room of two introduced companies and their case manager."""

    introduction = models.OneToOneField(Introduction, on_delete=models.CASCADE, related_name="collaboration")
    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    stage = models.CharField(
        _("stage"), max_length=11, choices=CollaborationStage, default=CollaborationStage.INTRODUCED
    )
    case_manager = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        related_name="managed_collaborations",
        verbose_name=pgettext_lazy("field", "case manager"),
    )
    agreement_type = models.CharField(_("type of agreement"), max_length=20, choices=AgreementType, blank=True)
    end_reason = models.CharField(
        pgettext_lazy("reason of a decision", "reason"), max_length=10, choices=EndReason, blank=True
    )
    stage_changed_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True, help_text="the day from which follow-up questions count")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)  # kept by triggers of the database

    objects: ClassVar[models.Manager["Collaboration"]] = CollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("collaboration")
        verbose_name_plural = _("collaborations")
        ordering = ["-id"]
        triggers = [note_change(), note_deletion("collaboration")]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=CollaborationStage.values), name="partnerships_room_stage"),
            models.CheckConstraint(
                condition=~Q(stage__in=SUCCESSFUL_STAGES)
                | Q(agreement_type__in=AgreementType.values, agreed_at__isnull=False),
                name="partnerships_room_agreement",
            ),
            models.CheckConstraint(
                condition=Q(stage=CollaborationStage.ENDED, end_reason__in=EndReason.values)
                | (~Q(stage=CollaborationStage.ENDED) & Q(end_reason="")),
                name="partnerships_room_end_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["stage", "stage_changed_at"], name="partnerships_room_board"),
            models.Index(fields=["updated_at", "public_id"], name="partnerships_room_sync"),
        ]

    def __str__(self) -> str:
        return f"{self.introduction_id}: {self.stage}"

    @property
    def companies(self) -> tuple[Company, Company]:
        """The Korean one first."""
        return self.introduction.companies

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN_STAGES

    @property
    def is_successful(self) -> bool:
        return self.stage in SUCCESSFUL_STAGES


class StageChange(models.Model):
    """Who moved a collaboration from where to where, and for whom: a company, or staff when it is None."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="stage_changes")
    from_stage = models.CharField(max_length=11, choices=CollaborationStage)
    to_stage = models.CharField(max_length=11, choices=CollaborationStage)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="+")
    agreement_type = models.CharField(max_length=20, choices=AgreementType, blank=True)
    end_reason = models.CharField(max_length=10, choices=EndReason, blank=True)
    comment = models.TextField(_("comment"), max_length=COMMENT_LENGTH, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("stage change")
        verbose_name_plural = _("stage changes")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_stage__in=CollaborationStage.values, to_stage__in=CollaborationStage.values),
                name="partnerships_change_stages",
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class NextAction(models.Model):
    """What is to be done next, by a company or by staff (`owner` None); one open per collaboration."""

    collaboration = models.ForeignKey(Collaboration, on_delete=models.CASCADE, related_name="next_actions")
    text = models.CharField(_("next action"), max_length=ACTION_LENGTH)
    owner = models.ForeignKey(Company, on_delete=models.CASCADE, null=True, related_name="+")
    due_on = models.DateField(pgettext_lazy("date of a next action", "due"))
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    is_done = models.BooleanField(default=False, help_text="closed as done, not because another took its place")
    reminded_at = models.DateTimeField(null=True, help_text="the day before it was due")
    overdue_reminded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("next action")
        verbose_name_plural = _("next actions")
        ordering = ["-id"]
        triggers = note_in_parent("collaboration", ended_by="closed_at")
        constraints = [
            models.UniqueConstraint(
                fields=["collaboration"], condition=Q(closed_at=None), name="partnerships_action_one_open"
            ),
            models.CheckConstraint(
                condition=Q(is_done=False) | Q(closed_at__isnull=False), name="partnerships_action_done"
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(closed_at=None), name="partnerships_action_due")]

    def __str__(self) -> str:
        return self.text
