"""One company asks another directly for a partnership, and everything that happens to that request."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, User
from companies.models import Company, Project, make_public_id, note_deletion
from matching.models import DeclineReason
from partnerships.models.triggers import note_change
from taxonomy.vocabulary import CooperationType

REQUEST_LIFETIME = timedelta(days=21)
REMINDER_DAYS = (7, 14)  # after sending, to the receiver
NUDGE_PAUSE = timedelta(days=3)  # staff may remind a receiver by hand no more often than this
OPEN_REQUESTS_PER_COMPANY = 5
PITCH_LENGTHS = (150, 600)


def request_due_at() -> datetime:
    return timezone.now() + REQUEST_LIFETIME


class RequestStatus(models.TextChoices):
    SENT = "sent", pgettext_lazy("request", "waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("request", "accepted")
    DECLINED = "declined", pgettext_lazy("request", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "withdrawn")
    EXPIRED = "expired", pgettext_lazy("request", "expired")


# What the one who asked reads; the list its receiver chose from speaks of them as "they".
DECLINE_WORDS: Mapping[str, Promise] = {
    DeclineReason.NOT_NOW: _("It is not the right time for them."),
    DeclineReason.NO_FIT: _("Your request does not match what they seek at the moment."),
    DeclineReason.COMPETITOR: _("Their own work is too close to yours for a partnership."),
    DeclineReason.KNOWN: _("You already know each other."),
    DeclineReason.CAPACITY: _("They have no capacity for another partner at the moment."),
    DeclineReason.OTHER: _("They have another reason."),
}
ANSWERED_STATUSES = (RequestStatus.ACCEPTED, RequestStatus.DECLINED)


class PartnershipRequestQuerySet(models.QuerySet["PartnershipRequest"]):
    def open(self) -> "PartnershipRequestQuerySet":
        """Waiting for an answer that may still be given."""
        return self.filter(status=RequestStatus.SENT, due_at__gt=Now())

    def between_acting(self) -> "PartnershipRequestQuerySet":
        """Those whose two companies may act with others now."""
        acting = Company.objects.acting()
        return self.filter(sender__in=acting, receiver__in=acting)

    def overdue(self) -> "PartnershipRequestQuerySet":
        return self.filter(status=RequestStatus.SENT, due_at__lte=Now())

    def with_sides(self) -> "PartnershipRequestQuerySet":
        return self.select_related("sender", "receiver", "sender_project__company", "receiver_project__company")


class PartnershipRequest(models.Model):
    """A company asks another, with a pitch, to become its partner; the other accepts or declines."""

    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    sender = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="requests_sent")
    sender_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="requests_sent")
    sent_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    receiver = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="requests_received")
    receiver_project = models.ForeignKey(
        Project, on_delete=models.CASCADE, null=True, blank=True, related_name="requests_received"
    )
    cooperation = models.CharField(_("type of cooperation"), max_length=21, choices=CooperationType)
    pitch = models.TextField(
        _("your pitch"), max_length=PITCH_LENGTHS[1], validators=[MinLengthValidator(PITCH_LENGTHS[0])]
    )
    question = models.TextField(_("question for the other company"), max_length=500, blank=True)
    language = models.CharField(_("language of your texts"), max_length=2, choices=Language)
    status = models.CharField(
        _("status"), max_length=9, choices=RequestStatus, default=RequestStatus.SENT, editable=False
    )
    sent_at = models.DateTimeField(
        pgettext_lazy("partnership request", "sent on"), default=timezone.now, editable=False
    )
    due_at = models.DateTimeField(_("answer by"), default=request_due_at, editable=False)
    reminders_sent = models.PositiveSmallIntegerField(default=0, editable=False)
    nudged_at = models.DateTimeField(null=True, editable=False)  # the last reminder that staff sent by hand
    answered_at = models.DateTimeField(pgettext_lazy("time", "answered"), null=True, editable=False)
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    decline_reason = models.CharField(
        pgettext_lazy("reason of a decision", "reason"), max_length=10, choices=DeclineReason, blank=True
    )
    comment = models.TextField(_("comment"), max_length=1000, blank=True)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)  # kept by triggers of the database

    objects: ClassVar[models.Manager["PartnershipRequest"]] = PartnershipRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership request")
        verbose_name_plural = _("partnership requests")
        ordering = ["-sent_at", "-id"]
        triggers = [note_change(), note_deletion("request")]
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "receiver"], condition=Q(status="sent"), name="partnerships_request_one_open"
            ),
            models.CheckConstraint(condition=Q(status__in=RequestStatus.values), name="partnerships_request_status"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="partnerships_request_language"),
            models.CheckConstraint(
                condition=Q(cooperation__in=CooperationType.values), name="partnerships_request_cooperation"
            ),
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="partnerships_request_two_companies"),
            models.CheckConstraint(
                condition=Q(status__in=ANSWERED_STATUSES, answered_at__isnull=False)
                | (~Q(status__in=ANSWERED_STATUSES) & Q(answered_at__isnull=True)),
                name="partnerships_request_answered",
            ),
            models.CheckConstraint(
                condition=Q(status="declined", decline_reason__in=DeclineReason.values)
                | (~Q(status="declined") & Q(decline_reason="")),
                name="partnerships_request_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status="sent"), name="partnerships_request_due"),
            models.Index(fields=["receiver", "status"], name="partnerships_request_inbox"),
            models.Index(fields=["updated_at", "public_id"], name="partnerships_request_sync"),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} → {self.receiver_id}"

    @property
    def is_open(self) -> bool:
        return self.status == RequestStatus.SENT and self.due_at > timezone.now()

    @property
    def polite_reason(self) -> str:
        """Why it was declined, as its sender reads it."""
        return str(DECLINE_WORDS[self.decline_reason]) if self.decline_reason else ""


class RequestEventKind(models.TextChoices):
    SENT = "sent", pgettext_lazy("request", "The request was sent.")
    REMINDED = "reminded", pgettext_lazy("request", "The recipient was reminded.")
    NUDGED = "nudged", pgettext_lazy("request", "The recipient was reminded by a case manager.")
    ACCEPTED = "accepted", pgettext_lazy("request", "The request was accepted.")
    DECLINED = "declined", pgettext_lazy("request", "The request was declined.")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "The request was withdrawn.")
    EXPIRED = "expired", pgettext_lazy("request", "The deadline for answering passed.")


class RequestEvent(models.Model):
    """One step in the life of a request; written once, never changed."""

    request = models.ForeignKey(PartnershipRequest, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=9, choices=RequestEventKind)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("partnership request event")
        verbose_name_plural = _("partnership request events")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=RequestEventKind.values), name="partnerships_request_event_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.kind}"
