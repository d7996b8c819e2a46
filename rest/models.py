"""Requests: answers kept for those sent again, and how many came from programs."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

RECORD_LIFETIME = timedelta(hours=24)


class IdempotencyRecord(models.Model):
    """What was answered to the first request with an `Idempotency-Key`; `status` is None while it is under way.

    So it is for forms, whose key is drawn with the page; those of visitors have no user.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=255)
    route = models.CharField(max_length=300)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("idempotency record")
        verbose_name_plural = _("idempotency records")
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="rest_idempotency_unique"),
            models.UniqueConstraint(fields=["key"], condition=Q(user=None), name="rest_idempotency_visitors"),
        ]
        indexes = [models.Index(fields=["created_at"], name="rest_idempotency_created")]

    def __str__(self) -> str:
        return f"{self.route} · {self.key}"


class RequestCount(models.Model):
    """How many requests a caller sent since its window began.

    The table is not logged: a crash of the database empties it, and no request waits for the disk.
    """

    caller = models.CharField(max_length=100, primary_key=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("request count")
        verbose_name_plural = _("request counts")
        indexes = [models.Index(fields=["since"], name="rest_requestcount_since")]

    def __str__(self) -> str:
        return f"{self.caller}: {self.count}"
