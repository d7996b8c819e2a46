"""How people come to act for a company: they ask to, or somebody who does invites them."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from companies.models.companies import Company, MembershipRole

INVITATION_LIFETIME = timedelta(days=14)


def invitation_expiry() -> datetime:
    return timezone.now() + INVITATION_LIFETIME


class JoinStatus(models.TextChoices):
    ASKED = "asked", pgettext_lazy("request to join, status", "requested")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", pgettext_lazy("request to join", "declined")


class JoinRequest(models.Model):
    """A person asks to act for a company: one of its owners answers.

    Where nobody owns the company, two members of staff say yes, the first as `proposed_by`; to decline takes one.
    Nobody answers their own.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="join_requests")
    message = models.TextField(_("message"), max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=JoinStatus, default=JoinStatus.ASKED, editable=False)
    asked_at = models.DateTimeField(pgettext_lazy("time", "requested"), default=timezone.now, editable=False)
    proposed_at = models.DateTimeField(pgettext_lazy("time", "proposed"), null=True, editable=False)
    proposed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    answered_at = models.DateTimeField(pgettext_lazy("time", "answered"), null=True, editable=False)
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("request to join a company")
        verbose_name_plural = _("requests to join a company")
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"], condition=Q(status="asked"), name="companies_join_request_open"
            ),
            models.CheckConstraint(condition=Q(status__in=JoinStatus.values), name="companies_join_request_status"),
            models.CheckConstraint(
                condition=~Q(proposed_by=F("user")) & ~Q(answered_by=F("user")), name="companies_join_request_not_own"
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted", answered_by=F("proposed_by")), name="companies_join_request_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.company}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=Now())


class Invitation(models.Model):
    """A member asks somebody by e-mail to act for the company too. Only a hash of the token in the mail is kept."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    role = models.CharField(
        pgettext_lazy("company role", "role"), max_length=6, choices=MembershipRole, default=MembershipRole.EDITOR
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("valid until"), default=invitation_expiry)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Invitation"]] = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="companies_invitation_open",
            ),
            models.CheckConstraint(condition=Q(role__in=MembershipRole.values), name="companies_invitation_role"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="companies_invitation_lower"),
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.company}"
