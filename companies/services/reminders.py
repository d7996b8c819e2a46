"""Tells companies two weeks ahead that a project will expire; once for each date of expiry."""

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from companies.models import Project, ProjectStatus
from companies.queries.own_companies import REMINDER_PERIOD
from companies.services.emails import email_expiry_reminder
from jobs.sweeps import for_each_row


def remind_of_expiry() -> list[int]:
    """Write to the people of every public project that expires within two weeks; the ids of those, in order.

    An interruption loses nothing, and the next call goes on.
    """
    due = Project.objects.published().filter(
        _is_untold(), expires_at__gt=Now(), expires_at__lte=Now() + REMINDER_PERIOD
    )
    return for_each_row("companies.remind_of_expiry", due.order_by("pk"), _remind)


@transaction.atomic
def _remind(project_id: int) -> bool:
    """Whether this call, rather than one at the same time, wrote."""
    untold = Project.objects.filter(_is_untold(), pk=project_id, status=ProjectStatus.PUBLISHED)
    if not untold.update(reminded_for=F("expires_at")):
        return False
    email_expiry_reminder(Project.objects.select_related("company").get(pk=project_id))
    return True


def _is_untold() -> Q:
    return Q(reminded_for=None) | ~Q(reminded_for=F("expires_at"))
