"""Addresses of webhook_publishers' programs, and what is told to them."""

import secrets
from datetime import timedelta
from typing import Self
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import StaffRole, User
from jobs.models import LeasedRow
from notifications.models.about import IS_ABOUT_SOMETHING, AboutModel

SECRET_OVERLAP = timedelta(hours=24)
"""So long after a change of the secret messages are signed with the old one too."""
EVENTS_KEPT = timedelta(days=30)


def make_salt() -> bytes:
    return secrets.token_bytes(32)


def make_event_id() -> str:
    return f"evt_{secrets.token_hex(16)}"


class EventKind(models.TextChoices):
    """What may be told, by the name its receivers know."""

    MATCH_APPROVED = "match.approved", _("A match was approved")
    REQUEST_RECEIVED = "request.received", _("A company received a partnership request")
    REQUEST_ANSWERED = "request.answered", _("A partnership request was accepted or declined")
    INTRODUCTION_MADE = "introduction.made", _("Two companies were introduced")
    REGISTRATION_CHANGED = "registration.changed", _("A registration for an event was made or changed")
    SCHEDULE_PUBLISHED = "schedule.published", _("The schedule of an event was published")
    MEETING_CHANGED = "meeting.changed", _("A meeting at an event was moved or cancelled")
    TEST = "test", _("A test message")


CHOSEN_KINDS = [kind for kind in EventKind if kind != EventKind.TEST]
"""Those to which one may listen; a test is sent to one webhook when asked."""


class PauseReason(models.TextChoices):
    ASKED = "asked", _("paused by its owner or an administrator")
    FAILING = "failing", _("paused because no delivery has succeeded for several days")
    GONE = "gone", _("paused because its server answered that the address no longer exists (410)")


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def standing(self) -> Self:
        """Not deleted; one without an owner is as good as deleted."""
        return self.filter(deleted_at__isnull=True, owner__isnull=False)

    def listening(self, kind: str) -> Self:
        """Those that want to be told, paused or not, while their owners are staff."""
        is_staff = Q(owner__is_active=True) & ~Q(owner__staff_role=StaffRole.NONE)
        return self.standing().filter(is_staff, events__contains=[kind])


class Webhook(models.Model):
    """An address at which a program of a member of staff is told of events.

    The secret is made of the salt and the portal's SECRET_KEY, so that a copy of the database holds none. Deleting
    only marks the row: an event that is being told at that moment may still name it.
    """

    public_id = models.UUIDField(unique=True, default=uuid4, editable=False)
    owner = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        related_name="webhooks",
        verbose_name=pgettext_lazy("webhook", "owner"),
    )
    name = models.CharField(_("name"), max_length=60)
    address = models.CharField(pgettext_lazy("webhook", "address"), max_length=500)
    events = ArrayField(models.CharField(max_length=20, choices=EventKind), verbose_name=_("events"))
    salt = models.BinaryField(default=make_salt, editable=False)
    previous_salt = models.BinaryField(null=True, editable=False)
    previous_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(pgettext_lazy("time", "since"), default=timezone.now, editable=False)
    paused_at = models.DateTimeField(pgettext_lazy("time", "paused"), null=True, editable=False)
    pause_reason = models.CharField(
        pgettext_lazy("cause", "reason"), max_length=7, choices=PauseReason, blank=True, editable=False
    )
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(events__contained_by=[kind.value for kind in CHOSEN_KINDS]) & ~Q(events=[]),
                name="notifications_webhook_events",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True, pause_reason="")
                | Q(paused_at__isnull=False, pause_reason__in=PauseReason.values),
                name="notifications_webhook_paused",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def event_labels(self) -> list[str]:
        return [str(EventKind(kind).label) for kind in self.events]


class WebhookEvent(AboutModel):
    """Something that happened, as it is told: to every webhook, at every attempt, in the very same words.

    One for each kind, thing and occasion.
    """

    id = models.CharField(primary_key=True, max_length=40, default=make_event_id, editable=False)
    kind = models.CharField(pgettext_lazy("webhook event", "kind"), max_length=20, choices=EventKind)
    body = models.TextField(_("text"))
    created_at = models.DateTimeField(_("occurred"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("webhook event")
        verbose_name_plural = _("webhook events")
        constraints = [
            models.UniqueConstraint(
                fields=["about_id", "about_type", "occasion", "kind"], name="notifications_webhookevent_once"
            ),
            models.CheckConstraint(condition=IS_ABOUT_SOMETHING, name="notifications_webhookevent_about"),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="notifications_webhookevent_kind"),
        ]
        indexes = [models.Index(fields=["created_at"], name="notifications_webhookevent_age")]

    def __str__(self) -> str:
        return self.id


class DeliveryStatus(models.TextChoices):
    QUEUED = "queued", pgettext_lazy("webhook delivery", "waiting")
    SENDING = "sending", pgettext_lazy("webhook delivery", "being sent")
    DELIVERED = "delivered", _("delivered")
    FAILED = "failed", pgettext_lazy("webhook delivery", "failed")
    CANCELLED = "cancelled", pgettext_lazy("webhook delivery", "cancelled")


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def queued(self) -> Self:
        """Waiting deliveries, due or not, the oldest first; those of paused webhooks wait on."""
        return self.filter(status=DeliveryStatus.QUEUED, webhook__paused_at__isnull=True).order_by("due_at", "id")


class WebhookDelivery(LeasedRow):
    """One event on its way to one webhook, written in the transaction of what it tells about."""

    event = models.ForeignKey(WebhookEvent, on_delete=models.CASCADE, related_name="deliveries")
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    status = models.CharField(_("status"), max_length=9, choices=DeliveryStatus, default=DeliveryStatus.QUEUED)
    answer_status = models.PositiveSmallIntegerField(pgettext_lazy("answer of a server", "answer"), null=True)
    answer = models.CharField(_("answer received"), max_length=500, blank=True)
    tried_at = models.DateTimeField(_("last attempt"), null=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta(LeasedRow.Meta):
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        ordering = ["-id"]
        constraints = [
            *LeasedRow.Meta.constraints,
            models.UniqueConstraint(fields=["event", "webhook"], name="notifications_delivery_once"),
            models.CheckConstraint(condition=Q(status__in=DeliveryStatus.values), name="notifications_delivery_status"),
            models.CheckConstraint(
                condition=~Q(status="sending") | Q(lease_token__isnull=False, lease_until__isnull=False),
                name="notifications_delivery_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status="queued"), name="notifications_delivery_due"),
            models.Index(fields=["lease_until"], condition=Q(status="sending"), name="notifications_delivery_held"),
            models.Index(fields=["webhook", "-id"], name="notifications_delivery_new"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.webhook_id}"
