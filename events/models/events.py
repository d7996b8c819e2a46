"""A networking event: what it is, where and when, who may come, and how its meetings are laid out."""

from datetime import timedelta
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, TimeZone, User
from companies.models import make_public_id, note_deletion
from partnerships.models.triggers import note_change
from taxonomy.vocabulary import Country, DigitalTechnology, GreenObjective

MEETING_MINUTES = (5, 120)
REQUESTS_END = timedelta(hours=48)
"""Requests for meetings are answered until then before the start, whatever their own time."""


class EventFormat(models.TextChoices):
    """What kind of event it is."""

    NETWORKING = "networking", _("Networking event")
    MATCHMAKING = "matchmaking", _("Matchmaking day")
    DELEGATION = "delegation", _("Delegation visit")
    WEBINAR = "webinar", _("Webinar")


class EventStatus(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("event", "draft")
    PUBLISHED = "published", pgettext_lazy("event", "registration open")
    CLOSED = "closed", pgettext_lazy("event", "registration closed")
    OVER = "over", pgettext_lazy("event", "over")
    CANCELLED = "cancelled", pgettext_lazy("event", "cancelled")


class Attendance(models.TextChoices):
    """How one takes part."""

    ON_SITE = "on_site", _("on site")
    ONLINE = "online", pgettext_lazy("attendance", "online")
    HYBRID = "hybrid", _("on site and online")


COMING_STATUSES = (EventStatus.PUBLISHED, EventStatus.CLOSED)
PUBLIC_STATUSES = (*COMING_STATUSES, EventStatus.OVER, EventStatus.CANCELLED)


class EventQuerySet(models.QuerySet["Event"]):
    def public(self) -> Self:
        """Those that everybody may read of: all that were ever announced."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def coming(self) -> Self:
        """Announced and not over, the next first."""
        return self.filter(status__in=COMING_STATUSES, ends_at__gt=Now()).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Those that took place, the latest first."""
        return self.filter(status__in=(*COMING_STATUSES, EventStatus.OVER), ends_at__lte=Now()).order_by(
            "-starts_at", "-pk"
        )


class Event(models.Model):
    """Times are stored in UTC; `time_zone` is the venue's, and the organiser's for an event online alone."""

    public_id = models.CharField(max_length=10, unique=True, default=make_public_id, editable=False)
    format = models.CharField(_("kind of event"), max_length=11, choices=EventFormat)
    status = models.CharField(
        pgettext_lazy("event", "status"),
        max_length=9,
        choices=EventStatus,
        default=EventStatus.DRAFT,
        editable=False,
    )
    attendance = models.CharField(_("on site or online"), max_length=7, choices=Attendance)
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    venue = models.CharField(_("venue"), max_length=120, blank=True)
    address = models.CharField(pgettext_lazy("event", "address"), max_length=200, blank=True)
    time_zone = models.CharField(_("time zone of the venue"), max_length=64, default=TimeZone.LUXEMBOURG)
    starts_at = models.DateTimeField(pgettext_lazy("event", "starts"))
    ends_at = models.DateTimeField(pgettext_lazy("event", "ends"))
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"))
    capacity = models.PositiveIntegerField(
        _("places for companies"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10_000)]
    )
    most_people = models.PositiveSmallIntegerField(
        _("maximum number of people per company"), default=2, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    is_confirmed_automatically = models.BooleanField(_("confirm registrations without staff review"), default=True)
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language), verbose_name=_("languages spoken"), default=list
    )
    interpretation = models.CharField(_("interpretation"), max_length=120, blank=True)
    organiser = models.CharField(_("organiser"), max_length=120)
    partners = models.TextField(_("external partners"), max_length=1000, blank=True)
    contact_email = models.EmailField(_("e-mail address for questions"), max_length=254, blank=True)
    green_objectives = ArrayField(
        models.CharField(max_length=30, choices=GreenObjective),
        verbose_name=_("environmental objectives"),
        default=list,
        blank=True,
    )
    digital = ArrayField(
        models.CharField(max_length=30, choices=DigitalTechnology),
        verbose_name=_("digital technologies"),
        default=list,
        blank=True,
    )
    language = models.CharField(_("language of your texts"), max_length=2, choices=Language)

    meeting_minutes = models.PositiveSmallIntegerField(
        _("length of a meeting, in minutes"),
        default=20,
        validators=[MinValueValidator(MEETING_MINUTES[0]), MaxValueValidator(MEETING_MINUTES[1])],
    )
    break_minutes = models.PositiveSmallIntegerField(
        _("break between meetings, in minutes"), default=4, validators=[MaxValueValidator(120)]
    )
    most_meetings = models.PositiveSmallIntegerField(
        _("maximum number of meetings per company"), default=8, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    open_requests = models.PositiveSmallIntegerField(
        _("maximum number of unanswered meeting requests per company"),
        default=8,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    request_days = models.PositiveSmallIntegerField(
        _("days to answer a meeting request"), default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    link_pattern = models.CharField(
        _("address of the video rooms"),
        max_length=200,
        blank=True,
        help_text=_(
            "Write {room} where the name of each meeting’s room belongs, for example https://meet.example/{room}"
        ),
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)  # of the calendar entry: counts each change
    schedule_published_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)  # kept by triggers of the database
    published_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_reason = models.TextField(_("reason for the cancellation"), max_length=1000, blank=True)

    objects: ClassVar[models.Manager["Event"]] = EventQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("networking", "event")
        verbose_name_plural = pgettext_lazy("networking", "events")
        ordering = ["-starts_at", "-id"]
        triggers = [note_change(), note_deletion("event")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=EventStatus.values), name="events_event_status"),
            models.CheckConstraint(condition=Q(format__in=EventFormat.values), name="events_event_format"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="events_event_language"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_event_ends_after_start"),
            models.CheckConstraint(
                condition=Q(registration_closes_at__lte=F("ends_at")), name="events_event_registration_ends"
            ),
            models.CheckConstraint(
                condition=Q(attendance="online", country="")
                | Q(attendance__in=("on_site", "hybrid"), country__in=Country.values),
                name="events_event_place",
            ),
            models.CheckConstraint(
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                | (~Q(status="cancelled") & Q(cancelled_at__isnull=True, cancel_reason="")),
                name="events_event_cancelled",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="events_event_start"),
            models.Index(fields=["updated_at", "public_id"], name="events_event_sync"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_public(self) -> bool:
        return self.status in PUBLIC_STATUSES

    @property
    def is_coming(self) -> bool:
        return self.status in COMING_STATUSES and self.ends_at > timezone.now()

    @property
    def is_open_for_registration(self) -> bool:
        """Whether a company may register now, were there a place."""
        now = timezone.now()
        has_begun = self.registration_opens_at is None or self.registration_opens_at <= now
        return self.status == EventStatus.PUBLISHED and has_begun and now < self.registration_closes_at

    @property
    def takes_guests_online(self) -> bool:
        return self.attendance in {Attendance.ONLINE, Attendance.HYBRID}

    @property
    def takes_guests_on_site(self) -> bool:
        return self.attendance in {Attendance.ON_SITE, Attendance.HYBRID}


class EventText(models.Model):
    """What an event says in one language; that of the event's own `language` is the original."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(pgettext_lazy("event", "title"), max_length=120)
    summary = models.TextField(_("summary"), max_length=500)
    description = models.TextField(_("what to expect"), max_length=4000, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("text of an event")
        verbose_name_plural = _("texts of events")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["event", "language"], name="events_text_unique"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="events_text_language"),
        ]

    def __str__(self) -> str:
        return self.title


class EventPicture(models.Model):
    """A picture that we encoded ourselves; in a row of its own so that no list reads it."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="picture")
    png = models.BinaryField()
    digest = models.CharField(max_length=64, editable=False)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    description = models.CharField(_("what the image shows"), max_length=200, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("image of an event")
        verbose_name_plural = _("images of events")

    def __str__(self) -> str:
        return f"{self.event}: {self.width} × {self.height}"
