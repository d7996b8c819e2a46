"""Translations, one row for a text, a language and whoever made it; and how the service that makes them does."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Language, User
from jobs.models import LeasedRow

MACHINE = ""
"""The owner of what a machine made: anybody's text of the same words has the same translation."""


class Origin(models.TextChoices):
    COMPANY = "company", pgettext_lazy("translation", "the company")
    CENTRE = "centre", pgettext_lazy("translation", "the centre")
    MACHINE = "machine", pgettext_lazy("translation", "a machine")


class TranslationStatus(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("translation", "pending")
    READY = "ready", pgettext_lazy("translation", "ready")
    REFUSED = "refused", pgettext_lazy("translation", "refused by the automatic checks")
    FAILED = "failed", pgettext_lazy("translation", "failed")


class TranslationQuerySet(models.QuerySet["Translation"]):
    def waiting(self) -> "TranslationQuerySet":
        return self.filter(status=TranslationStatus.WAITING)


class Translation(LeasedRow):
    """A text in another language. It belongs to the words, not to where they stand: other words have no translation.

    What people wrote belongs to one owner besides (`company:12`), so that nobody speaks for somebody else's text.
    """

    digest = models.CharField(max_length=64, editable=False, help_text="of the original and its language")
    owner = models.CharField(max_length=40, blank=True, editable=False, help_text="whose words; empty: anybody's")
    source = models.CharField(_("language of the original"), max_length=2, choices=Language)
    target = models.CharField(_("language"), max_length=2, choices=Language)
    original = models.TextField(_("original"), editable=False)
    names = ArrayField(models.CharField(max_length=200), default=list, blank=True, editable=False)
    text = models.TextField(_("translation"), blank=True)
    origin = models.CharField(_("made by"), max_length=7, choices=Origin, editable=False)
    engine = models.CharField(_("service"), max_length=40, blank=True, editable=False)
    version = models.CharField(_("version"), max_length=40, blank=True, editable=False)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    status = models.CharField(_("status"), max_length=7, choices=TranslationStatus, editable=False)
    remark = models.CharField(pgettext_lazy("cause", "reason"), max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    made_at = models.DateTimeField(null=True, editable=False)
    read_at = models.DateTimeField(db_default=Now(), editable=False, help_text="last shown, to the week")

    objects = TranslationQuerySet.as_manager()

    class Meta(LeasedRow.Meta):
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["-created_at", "-id"]
        constraints = [
            *LeasedRow.Meta.constraints,
            models.UniqueConstraint(fields=["digest", "target", "owner"], name="translation_once"),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="translation_other_language"),
            models.CheckConstraint(condition=Q(status__in=TranslationStatus.values), name="translation_status"),
            models.CheckConstraint(
                condition=Q(origin=Origin.MACHINE, owner=MACHINE) | (~Q(origin=Origin.MACHINE) & ~Q(owner=MACHINE)),
                name="translation_people_own",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status="waiting"), name="translation_waiting"),
            models.Index(fields=["owner", "target"], name="translation_owner"),
            models.Index(fields=["read_at"], name="translation_read"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}, {self.get_origin_display()}"


class ServiceState(models.Model):
    """The translation service as our workers found it, one row for all of them."""

    engine = models.CharField(_("service"), max_length=40, unique=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    answer = models.CharField(_("last answer"), max_length=300, blank=True)
    resting_until = models.DateTimeField(_("paused until"), null=True)
    day = models.DateField(_("day"), null=True)
    characters = models.PositiveIntegerField(_("characters on that day"), default=0)

    class Meta:
        verbose_name = _("translation service")
        verbose_name_plural = _("translation services")

    def __str__(self) -> str:
        return self.engine
