"""What is asked of invitations: which companies one may invite, and who of them reads such mail."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from companies.models import Company
from events.models import Event
from notifications.models import CONSENT_LASTS, EmailKind


def companies_to_invite(event: Event, *, among: Collection[int]) -> QuerySet[Company]:
    """Those of these companies that may act, are not registered and were not invited."""
    registered = event.registrations.live().values("company_id")
    invited = event.invitations.values("company_id")
    companies = Company.objects.acting().filter(pk__in=among)
    return companies.exclude(pk__in=registered).exclude(pk__in=invited).order_by("pk")


def readers_of_invitations(company_ids: Collection[int]) -> QuerySet[User]:
    """The people of these companies who agreed to such mail, and whose consent is not too old."""
    consents = Q(
        mail_preferences__kind=EmailKind.ANNOUNCEMENT,
        mail_preferences__is_enabled=True,
        mail_preferences__decided_at__gt=timezone.now() - CONSENT_LASTS,
    )
    people = User.objects.filter(consents, is_active=True, memberships__company__in=company_ids)
    return people.distinct().order_by("pk")
