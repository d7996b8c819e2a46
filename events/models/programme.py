"""The programme of an event, and the time and the places it has for one-to-one meetings."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from accounts.models import Language
from events.models.events import Event


class EventSession(models.Model):
    """An item of the programme; `is_for_meetings` marks the time in which one-to-one meetings take place."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(pgettext_lazy("session", "starts"))
    ends_at = models.DateTimeField(pgettext_lazy("session", "ends"))
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)
    room = models.CharField(pgettext_lazy("session", "room"), max_length=80, blank=True)
    is_for_meetings = models.BooleanField(_("one-to-one meetings take place"), default=False)

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme items")
        ordering = ["starts_at", "ends_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_session_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.starts_at:%H:%M}"


class SessionText(models.Model):
    """What a programme item says in one language."""

    session = models.ForeignKey(EventSession, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=2, choices=Language)
    title = models.CharField(pgettext_lazy("session", "title"), max_length=150)
    description = models.TextField(_("description"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("text of a programme item")
        verbose_name_plural = _("texts of programme items")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["session", "language"], name="events_session_text_unique"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="events_session_text_language"),
        ]

    def __str__(self) -> str:
        return self.title


class MeetingSlot(models.Model):
    """A time for meetings, laid out from the programme; meetings keep their times when it is laid out anew."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts_at"], name="events_slot_unique"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="events_slot_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.starts_at:%H:%M}"


class PlaceKind(models.TextChoices):
    TABLE = "table", _("table")
    VIDEO = "video", _("video room")


class MeetingPlace(models.Model):
    """A table or a video room; one meeting at a time takes place there."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(pgettext_lazy("place", "kind"), max_length=5, choices=PlaceKind)
    name = models.CharField(pgettext_lazy("place", "name"), max_length=40, blank=True)  # where it has one of its own
    detail = models.CharField(_("where it is"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("place for meetings")
        verbose_name_plural = _("places for meetings")
        ordering = ["kind", "number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "kind", "number"], name="events_place_unique"),
            models.CheckConstraint(condition=Q(kind__in=PlaceKind.values), name="events_place_kind"),
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """Its own name, or its kind and number in the reader's language, as the sign on it says."""
        if self.name:
            return self.name
        signs = {
            PlaceKind.TABLE: pgettext("sign", "Table %(number)d"),
            PlaceKind.VIDEO: pgettext("sign", "Video room %(number)d"),
        }
        return signs[PlaceKind(self.kind)] % {"number": self.number}
