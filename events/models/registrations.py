"""Who takes part in an event: the company's registration, its people, and when they are available."""

import secrets
from datetime import timedelta
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
from events.models.events import Attendance, Event
from events.models.programme import MeetingSlot
from partnerships.models.triggers import note_change

OFFER_LASTS = timedelta(hours=48)
"""How long a place that became free is kept for the first on the waiting list."""
OFFERS_END = timedelta(hours=24)
"""So long before the start the waiting list stands still: whoever could not travel any more is not asked."""
LIST_TEXT = "2026-12"
"""The version of the text to which companies agree before participants may see them on the list."""


def make_badge_key() -> str:
    """What the code on a badge holds: 96 random bits that say nothing about the person."""
    return secrets.token_urlsafe(12)


class RegistrationStatus(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("registration", "waiting for confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("registration", "confirmed")
    WAITING = "waiting", pgettext_lazy("registration", "on the waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "place offered")
    DECLINED = "declined", pgettext_lazy("registration", "not accepted")
    CANCELLED = "cancelled", pgettext_lazy("registration", "cancelled")


HOLDING_STATUSES = (RegistrationStatus.REQUESTED, RegistrationStatus.CONFIRMED, RegistrationStatus.OFFERED)
"""Those for whom a place is kept."""
LIVE_STATUSES = (*HOLDING_STATUSES, RegistrationStatus.WAITING)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> Self:
        """Neither cancelled nor turned down."""
        return self.filter(status__in=LIVE_STATUSES)

    def holding(self) -> Self:
        return self.filter(status__in=HOLDING_STATUSES)

    def confirmed(self) -> Self:
        return self.filter(status=RegistrationStatus.CONFIRMED)

    def acting(self) -> Self:
        """Those of companies that may act with others now."""
        return self.filter(company__in=Company.objects.acting())

    def overdue(self) -> Self:
        """Places offered to the waiting list that were not taken in time."""
        return self.filter(status=RegistrationStatus.OFFERED, offer_due_at__lte=Now())


class Registration(models.Model):
    """A company takes part in an event; one live registration a company and event."""

    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="registrations")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="registrations")
    projects = models.ManyToManyField(Project, related_name="registrations", blank=True)
    status = models.CharField(
        pgettext_lazy("registration", "status"), max_length=9, choices=RegistrationStatus, editable=False
    )
    attendance = models.CharField(_("on site or online"), max_length=7, choices=Attendance)
    languages = ArrayField(models.CharField(max_length=2, choices=Language), verbose_name=_("languages you speak"))
    wish = models.TextField(_("reason for the meeting"), max_length=600, blank=True)
    language = models.CharField(_("language of your texts"), max_length=2, choices=Language)
    is_listed = models.BooleanField(_("show us on the list of participants"), default=False)
    list_text = models.CharField(max_length=20, blank=True, editable=False)  # to which text the company agreed
    wants_meetings = models.BooleanField(_("we want one-to-one meetings"), default=True)
    registered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    registered_at = models.DateTimeField(pgettext_lazy("time", "registered"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    waiting_since = models.DateTimeField(null=True, editable=False)
    offer_due_at = models.DateTimeField(_("place kept until"), null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    end_reason = models.TextField(pgettext_lazy("registration", "reason"), max_length=500, blank=True)
    is_walk_in = models.BooleanField(default=False, editable=False)
    day_reminded_at = models.DateTimeField(null=True, editable=False)
    hour_reminded_at = models.DateTimeField(null=True, editable=False)
    thanked_at = models.DateTimeField(null=True, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)  # kept by triggers of the database

    objects: ClassVar[models.Manager["Registration"]] = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["registered_at", "id"]
        triggers = [note_change(), note_deletion("registration")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "company"],
                condition=Q(status__in=LIVE_STATUSES),
                name="events_registration_one_live",
            ),
            models.CheckConstraint(
                condition=Q(status__in=RegistrationStatus.values), name="events_registration_status"
            ),
            models.CheckConstraint(
                condition=Q(attendance__in=("on_site", "online")), name="events_registration_attendance"
            ),
            models.CheckConstraint(
                condition=Q(status="offered", offer_due_at__isnull=False) | ~Q(status="offered"),
                name="events_registration_offer",
            ),
            models.CheckConstraint(
                condition=Q(is_listed=False) | ~Q(list_text=""), name="events_registration_agreed_list"
            ),
        ]
        indexes = [
            models.Index(fields=["event", "status", "registered_at"], name="events_registration_queue"),
            models.Index(fields=["offer_due_at"], condition=Q(status="offered"), name="events_registration_due"),
            models.Index(fields=["updated_at", "public_id"], name="events_registration_sync"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} @ {self.event_id}"

    @property
    def is_live(self) -> bool:
        return self.status in LIVE_STATUSES

    @property
    def is_confirmed(self) -> bool:
        return self.status == RegistrationStatus.CONFIRMED

    @property
    def sees_others(self) -> bool:
        """Whether its people may read who else comes: with a place, while their company may act with others."""
        return self.is_confirmed and self.company.is_acting

    @property
    def has_lapsed(self) -> bool:
        """Whether the place it was offered went on because nobody took it in time."""
        return (
            self.status == RegistrationStatus.CANCELLED and self.ended_by_id is None and self.offer_due_at is not None
        )


class Attendee(models.Model):
    """A person who comes for a company. The name is on the badge; the code on it holds `badge_key` alone."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendees")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name on the badge"), max_length=120)
    role = models.CharField(_("position in the company"), max_length=80, blank=True)
    badge_key = models.CharField(max_length=16, unique=True, default=make_badge_key, editable=False)
    checked_in_at = models.DateTimeField(null=True, editable=False)
    checked_in_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class SlotAnswer(models.Model):
    """What a company said of one slot. Without an answer it is free, but for a slot at night for guests online."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="slot_answers")
    slot = models.ForeignKey(MeetingSlot, on_delete=models.CASCADE, related_name="answers")
    is_free = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "slot"], name="events_slot_answer_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.registration_id}: {self.slot_id} {self.is_free}"


class EventInvitation(models.Model):
    """A company was told of an event because the engine would place it well; once an event and company."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="invitations")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="event_invitations")
    score = models.FloatField(help_text="the best fit with those who come or were invited, in [0, 1]")
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("event invitation")
        verbose_name_plural = _("event invitations")
        ordering = ["-score", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "company"], name="events_invitation_unique")]

    def __str__(self) -> str:
        return f"{self.company_id} @ {self.event_id}"


class EventIntention(models.Model):
    """A person wants to register and cannot yet: their company is not in the portal, or not verified."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="intentions")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="event_intentions")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="events_intention_unique")]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.event_id}"
