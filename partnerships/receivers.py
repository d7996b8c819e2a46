"""What partnerships do when something happens in the apps below them."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from matching.signals import match_introduced
from notifications.models import OutboxEmail
from notifications.signals import email_about_to_leave
from partnerships.models import PartnershipRequest
from partnerships.services.introduction_letters import reason_against
from partnerships.services.introductions import introduce_match, introduce_request
from partnerships.services.request_letters import NUDGE, RECEIVED, REMINDER, request_of_key
from partnerships.signals import request_accepted


@receiver(email_about_to_leave)
def keep_back_closed_request(email: OutboxEmail, **_kwargs: Any) -> str | None:
    """A letter that asks for an answer leaves only while one may be given."""
    if not email.subject_key.startswith("request:"):
        return None
    request_id, topic = request_of_key(email.subject_key)
    if topic not in (RECEIVED, REMINDER, NUDGE):
        return None
    is_open = PartnershipRequest.objects.open().filter(pk=request_id).exists()
    return None if is_open else _("the request is no longer open")


@receiver(match_introduced)
def introduce_sides_of_match(match_id: int, **_kwargs: Any) -> None:
    introduce_match(match_id)


@receiver(request_accepted)
def introduce_sides_of_request(request_id: int, **_kwargs: Any) -> None:
    introduce_request(request_id)


@receiver(email_about_to_leave)
def keep_back_letter_without_consent(email: OutboxEmail, **_kwargs: Any) -> str | None:
    """A letter with contacts, or one that promises them, leaves only while the consents it tells of are in force."""
    if not email.subject_key.startswith("introduction:"):
        return None
    return reason_against(email.subject_key) or None
