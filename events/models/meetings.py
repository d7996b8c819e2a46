"""One-to-one meetings of an event: who fits whom, who asked whom, when and where they meet, and what they said of it.

A meeting brings together one Korean and one Luxembourg registration, as everything the centre brings together.
"""

import secrets
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, User
from companies.models import Project, make_public_id, note_deletion
from events.models.events import Event
from events.models.programme import MeetingPlace
from events.models.registrations import Registration
from partnerships.models import Introduction
from partnerships.models.triggers import note_change


class EventFit(models.Model):
    """How well two registrations fit, by the best pair of the projects they bring."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="fits")
    korean = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    luxembourg = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    korean_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    luxembourg_project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(1)])

    class Meta:
        ordering = ["-score", "id"]
        constraints = [models.UniqueConstraint(fields=["korean", "luxembourg"], name="events_fit_unique")]

    def __str__(self) -> str:
        return f"{self.korean_id} × {self.luxembourg_id}: {self.score:.2f}"


class MeetingRequestStatus(models.TextChoices):
    SENT = "sent", pgettext_lazy("meeting request", "waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("meeting request", "accepted")
    DECLINED = "declined", pgettext_lazy("meeting request", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("meeting request", "withdrawn")
    EXPIRED = "expired", pgettext_lazy("meeting request", "expired")


class MeetingDecline(models.TextChoices):
    """Why a meeting was declined, as the one who asked reads it."""

    FULL = "full", _("Our day is full.")
    NO_FIT = "no_fit", _("It does not match what we seek at the moment.")
    KNOWN = "known", _("We already know each other.")
    OTHER = "other", _("We have another reason.")


class MeetingRequestQuerySet(models.QuerySet["MeetingRequest"]):
    def open(self) -> Self:
        """Waiting for an answer that may still be given."""
        return self.filter(status=MeetingRequestStatus.SENT, due_at__gt=Now())

    def overdue(self) -> Self:
        return self.filter(status=MeetingRequestStatus.SENT, due_at__lte=Now())

    def between(self, one: Registration, other: Registration) -> Self:
        """Whoever of the two asked."""
        return self.filter(Q(sender=one, receiver=other) | Q(sender=other, receiver=one))

    def with_sides(self) -> Self:
        return self.select_related("event", "sender__company", "receiver__company")


class MeetingRequest(models.Model):
    """One registration asks another for a meeting. While nobody answers, it blocks no slot."""

    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="meeting_requests")
    sender = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="requests_sent")
    receiver = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="requests_received")
    reason = models.TextField(_("why you want to meet"), max_length=400)
    language = models.CharField(_("language of your texts"), max_length=2, choices=Language)
    status = models.CharField(
        _("status"), max_length=9, choices=MeetingRequestStatus, default=MeetingRequestStatus.SENT, editable=False
    )
    sent_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(_("answer by"), editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)
    decline_reason = models.CharField(
        pgettext_lazy("reason of a decision", "reason"), max_length=6, choices=MeetingDecline, blank=True
    )
    updated_at = models.DateTimeField(default=timezone.now, editable=False)  # kept by triggers of the database

    objects: ClassVar[models.Manager["MeetingRequest"]] = MeetingRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting request")
        verbose_name_plural = _("meeting requests")
        ordering = ["-sent_at", "-id"]
        triggers = [note_change()]
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "receiver"], condition=Q(status="sent"), name="events_meeting_request_one_open"
            ),
            models.CheckConstraint(
                condition=Q(status__in=MeetingRequestStatus.values), name="events_meeting_request_status"
            ),
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="events_meeting_request_two_sides"),
            models.CheckConstraint(
                condition=Q(status="declined", decline_reason__in=MeetingDecline.values)
                | (~Q(status="declined") & Q(decline_reason="")),
                name="events_meeting_request_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status="sent"), name="events_meeting_request_due"),
            models.Index(fields=["receiver", "status"], name="events_meeting_request_inbox"),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} → {self.receiver_id}"

    @property
    def is_open(self) -> bool:
        return self.status == MeetingRequestStatus.SENT and self.due_at > timezone.now()


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("meeting", "planned")
    CONFIRMED = "confirmed", pgettext_lazy("meeting", "confirmed")
    HELD = "held", pgettext_lazy("meeting", "held")
    MISSED = "missed", pgettext_lazy("meeting", "missed")
    CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")


TAKING_STATUSES = (MeetingStatus.PLANNED, MeetingStatus.CONFIRMED, MeetingStatus.HELD, MeetingStatus.MISSED)
"""Those that take up the time of their participants and their place."""
TOLD_STATUSES = (MeetingStatus.CONFIRMED, MeetingStatus.HELD, MeetingStatus.MISSED)
"""Those that participants know of: planned ones are the organiser's draft."""


def make_room_key() -> str:
    """Part of a video room's address: 120 random bits, so that nobody guesses it."""
    return secrets.token_urlsafe(15)


class TimeRange(Func):
    """From one moment to another, as PostgreSQL compares spans of time."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


def _never_twice(field: str) -> ExclusionConstraint:
    """Nobody and nothing is in two meetings at once, whatever races."""
    return ExclusionConstraint(
        name=f"events_meeting_{field}_once",
        expressions=[
            (field, RangeOperators.EQUAL),
            (TimeRange("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
        ],
        condition=Q(status__in=TAKING_STATUSES),
    )


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def taking(self) -> Self:
        return self.filter(status__in=TAKING_STATUSES)

    def told(self) -> Self:
        return self.filter(status__in=TOLD_STATUSES)

    def of(self, registration: Registration) -> Self:
        return self.filter(Q(korean=registration) | Q(luxembourg=registration))

    def between(self, one: Registration, other: Registration) -> Self:
        """Of these two, whichever is named first."""
        return self.filter(Q(korean=one, luxembourg=other) | Q(korean=other, luxembourg=one))

    def with_sides(self) -> Self:
        return self.select_related(
            "event", "place__event", "korean__company", "luxembourg__company", "korean_project", "luxembourg_project"
        )


class Meeting(models.Model):
    """Two registrations at a time and a place. `planned` ones are the draft; publishing confirms them."""

    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="meetings")
    korean = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="korean_meetings")
    luxembourg = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="luxembourg_meetings")
    korean_project = models.ForeignKey(Project, on_delete=models.SET_NULL, null=True, related_name="+")
    luxembourg_project = models.ForeignKey(Project, on_delete=models.SET_NULL, null=True, related_name="+")
    request = models.ForeignKey(MeetingRequest, on_delete=models.SET_NULL, null=True, related_name="meetings")
    place = models.ForeignKey(MeetingPlace, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=9, choices=MeetingStatus, default=MeetingStatus.PLANNED, editable=False)
    score = models.FloatField(default=0, help_text="how well the two fit, in [0, 1]")
    is_pinned = models.BooleanField(default=False)
    room_key = models.CharField(max_length=20, default=make_room_key, editable=False)
    link = models.URLField(_("address of the video room"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)  # of the calendar entry: counts each change
    missed_by = models.ForeignKey(Registration, on_delete=models.SET_NULL, null=True, related_name="+")
    absence_reported_by = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )  # the side that waits for the other
    absence_reported_at = models.DateTimeField(null=True, editable=False)
    cancelled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    cancel_reason = models.CharField(pgettext_lazy("meeting", "reason"), max_length=300, blank=True)
    introduction = models.ForeignKey(Introduction, on_delete=models.SET_NULL, null=True, related_name="meetings")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)  # kept by triggers of the database

    objects: ClassVar[models.Manager["Meeting"]] = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("event", "meeting")
        verbose_name_plural = pgettext_lazy("event", "meetings")
        ordering = ["starts_at", "place", "id"]
        triggers = [note_change(), note_deletion("meeting")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=MeetingStatus.values), name="events_meeting_status"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_meeting_ends_after_start"),
            _never_twice("korean"),
            _never_twice("luxembourg"),
            _never_twice("place"),
            models.UniqueConstraint(
                fields=["korean", "luxembourg"],
                condition=Q(status__in=TAKING_STATUSES),
                name="events_meeting_pair_once",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "starts_at"], name="events_meeting_day"),
            models.Index(fields=["updated_at", "public_id"], name="events_meeting_sync"),
        ]

    def __str__(self) -> str:
        return f"{self.korean_id} × {self.luxembourg_id}"

    @property
    def sides(self) -> tuple[Registration, Registration]:
        """The Korean one first."""
        return self.korean, self.luxembourg

    def other_side(self, registration: Registration) -> Registration:
        """The one of the two that this is not."""
        return self.luxembourg if registration.pk == self.korean_id else self.korean


class GoingOn(models.TextChoices):
    """Whether the two shall go on after their meeting."""

    YES = "yes", pgettext_lazy("go on", "Yes")
    MAYBE = "maybe", pgettext_lazy("go on", "Maybe later")
    NO = "no", pgettext_lazy("go on", "No")


WORTH: dict[bool, Promise] = {True: _("worth the time"), False: _("not worth the time")}


class MeetingFeedback(models.Model):
    """What one side said of a meeting, in private: the other learns of two yes, and of nothing else."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feedback")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="feedback")
    given_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    was_worth_it = models.BooleanField(_("was the meeting worth your time?"))
    going_on = models.CharField(_("would you like to continue the conversation?"), max_length=5, choices=GoingOn)
    note = models.TextField(_("note for your case manager"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("feedback on a meeting")
        verbose_name_plural = _("feedback on meetings")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "registration"], name="events_feedback_unique"),
            models.CheckConstraint(condition=Q(going_on__in=GoingOn.values), name="events_feedback_going_on"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.going_on}"
