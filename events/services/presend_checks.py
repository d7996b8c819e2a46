"""The last look before a mail about a registration leaves: hours may lie between its cause and its sending."""

from django.utils.translation import gettext_noop, pgettext

from companies.models import Company
from events.models import COMING_STATUSES, Registration, RegistrationStatus
from events.services.registration_emails import CONFIRMED, DAY_BEFORE, HOUR_BEFORE, OFFERED, RECEIVED, WAITING
from notifications.models import OutboxEmail

STATES = {
    RECEIVED: RegistrationStatus.REQUESTED,
    CONFIRMED: RegistrationStatus.CONFIRMED,
    DAY_BEFORE: RegistrationStatus.CONFIRMED,
    HOUR_BEFORE: RegistrationStatus.CONFIRMED,
    WAITING: RegistrationStatus.WAITING,
    OFFERED: RegistrationStatus.OFFERED,
}
"""What a registration must still be for the mail on this topic to be true."""


def reason_against(email: OutboxEmail) -> str:
    """Why it should no longer leave, in English for staff; empty if it should."""
    if email.topic not in STATES:
        return ""
    registration = email.among(Registration.objects.select_related("event")).first()
    if registration is None or registration.status != STATES[email.topic]:
        return gettext_noop("the registration has since changed")
    if registration.event.status not in COMING_STATUSES:
        return gettext_noop("the event is over or has been cancelled")
    if not Company.objects.acting().filter(pk=registration.company_id).exists():
        return pgettext("why an e-mail was cancelled", "a company is suspended")
    return ""
