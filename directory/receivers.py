from django.dispatch import receiver
from django.utils.translation import gettext_noop

from companies.signals import companies_changed
from directory.models import SavedSearch
from directory.services.directory import mark_stale
from directory.tasks import refresh_directory
from jobs.enqueueing import enqueue_on_commit
from notifications.models import EmailKind, OutboxEmail
from notifications.signals import email_about_to_leave


@receiver(companies_changed)
def note_changed_companies(company_ids: list[int], **_kwargs: object) -> None:
    mark_stale(company_ids)
    enqueue_on_commit(refresh_directory)


@receiver(email_about_to_leave)
def keep_back_unwanted_alert(email: OutboxEmail, **_kwargs: object) -> str | None:
    """Mail about a saved search leaves only while its reader keeps the search and wants to hear of it."""
    if email.kind != EmailKind.SAVED_SEARCH:
        return None
    wanted = email.among(SavedSearch.objects.filter(next_alert_at__isnull=False))
    return None if wanted.exists() else gettext_noop("the saved search was deleted or paused")
