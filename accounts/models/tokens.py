"""The keys that programs of a person show at the REST API."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from knox.models import AbstractAuthToken

from accounts.models.people import User

TOKEN_LIFETIMES = (30, 90, 365)
"""Days among which the owner chooses."""
USE_INTERVAL = timedelta(minutes=1)
"""The last use is written down at most so often."""


class TokenScope(models.TextChoices):
    """Each may do what those before it may."""

    READ = "read", pgettext_lazy("token scope", "read")
    WRITE = "write", _("read and change")
    STAFF = "staff", _("read and change, and perform staff tasks")


class ApiToken(AbstractAuthToken):  # type: ignore[misc]  # knox has no types
    """Only the hash of the key is stored: it is shown once, when it is made."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="auth_token_set")
    name = models.CharField(_("name"), max_length=60)
    scope = models.CharField(_("permissions"), max_length=5, choices=TokenScope, default=TokenScope.READ)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    objects: ClassVar[models.Manager["ApiToken"]] = models.Manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = pgettext_lazy("inside a sentence", "API tokens")
        ordering = ["-created", "digest"]
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=TokenScope.values), name="accounts_apitoken_scope"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expired(self) -> bool:
        return self.expiry is not None and self.expiry <= timezone.now()

    def allows(self, scope: str) -> bool:
        """Whether `scope` is among what this token may do."""
        order = TokenScope.values
        return order.index(scope) <= order.index(self.scope)
