"""What time does to consents: after 24 months a contact is hidden by itself; here it is written down and told."""

from django.db.models import Q
from django.db.models.functions import Now

from jobs.sweeps import for_each_row
from partnerships.models import CONSENT_LASTS, ContactConsent, Introduction
from partnerships.services.introduction_emails import OUTLIVED, email_ended_consents, withhold_contact_emails


def close_consents_run_out() -> list[int]:
    """End every consent whose time is over and tell the companies; the introductions this call dealt with, in order.

    An interruption loses nothing, and the next call goes on.
    """
    concerned = Introduction.objects.filter(pk__in=ContactConsent.objects.run_out().values("introduction"))
    return for_each_row("partnerships.close_consents", concerned.order_by("pk"), _close)


def _close(introduction_id: int) -> bool:
    """Whether this call, rather than one at the same time, found anything to end."""
    locked = Introduction.objects.select_for_update(of=("self",), no_key=True).with_sides().get(pk=introduction_id)
    return bool(end_consents(locked))


def end_consents(introduction: Introduction) -> list[ContactConsent]:
    """End the consents of this introduction whose time is over, if any, with all that follows; the row is locked.

    Also called before a company agrees anew, so that both are told the same whether or not the timetable was first.
    """
    ended = list(ContactConsent.objects.run_out().filter(introduction=introduction).order_by("given_at", "pk"))
    if ended:
        email_ended_consents(introduction, ended, was_shown=any(map(_was_shown_until_end_of, ended)))
        ContactConsent.objects.filter(pk__in=[consent.pk for consent in ended]).update(ended_at=Now())
        withhold_contact_emails(introduction, note=OUTLIVED)
    return ended


def _was_shown_until_end_of(consent: ContactConsent) -> bool:
    """Whether the other company's consent was in force when this one reached its end."""
    end = consent.expires_at
    others = ContactConsent.objects.filter(introduction=consent.introduction_id).exclude(company=consent.company_id)
    standing = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=end)
    return others.filter(standing, given_at__lte=end, given_at__gte=end - CONSENT_LASTS).exists()
