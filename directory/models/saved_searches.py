"""Searches that people keep, and the mail that tells them what is new in one."""

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from directory.models.directory import DocumentType


class AlertFrequency(models.TextChoices):
    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("every week")
    NEVER = "never", pgettext_lazy("how often e-mails are sent", "never")


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def due(self, *, now: datetime) -> "SavedSearchQuerySet":
        """Those whose people wait for news by now, the longest waiting first."""
        return self.filter(next_alert_at__lte=now, user__is_active=True).order_by("next_alert_at", "pk")


class SavedSearch(models.Model):
    """The parameters of a directory page under a name. `next_alert_at` is empty while no mail is wanted."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=80)
    document_type = models.CharField(max_length=7, choices=DocumentType)
    query = models.CharField(max_length=2000, blank=True, help_text="the directory's query string, in canonical order")
    frequency = models.CharField(_("e-mails about new results"), max_length=6, choices=AlertFrequency)
    is_paused = models.BooleanField(default=False)
    next_alert_at = models.DateTimeField(null=True)
    seen_until = models.DateTimeField(default=timezone.now, help_text="older results are no news")
    told_ids = ArrayField(models.BigIntegerField(), default=list, help_text="entries told lately")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager["SavedSearch"]] = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="directory_search_name_unique"),
            models.UniqueConstraint(fields=["user", "document_type", "query"], name="directory_search_query_unique"),
            models.CheckConstraint(
                condition=Q(document_type__in=DocumentType.values), name="directory_search_document_type"
            ),
            models.CheckConstraint(condition=Q(frequency__in=AlertFrequency.values), name="directory_search_frequency"),
            models.CheckConstraint(
                condition=Q(next_alert_at__isnull=True) | Q(is_paused=False) & ~Q(frequency=AlertFrequency.NEVER),
                name="directory_search_due",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_alert_at"], condition=Q(next_alert_at__isnull=False), name="directory_search_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.name
