"""What partnerships do when something happens in the apps below them."""

from typing import Any

from django.dispatch import receiver
from django.utils.translation import gettext as _

from notifications.models import OutboxEmail
from notifications.signals import email_about_to_leave
from partnerships.models import PartnershipRequest
from partnerships.services.request_letters import NUDGE, RECEIVED, REMINDER, request_of_key


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
