"""What partnerships do when something happens in the apps below them, or in another part of them."""

from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from matching.signals import match_introduced
from notifications.models import OutboxEmail
from notifications.signals import confidential_email_opened, email_about_to_leave
from partnerships.models import PartnershipRequest, RoomVisit
from partnerships.permissions import rooms_open_to
from partnerships.services.consents import audit_email_access
from partnerships.services.introduction_emails import CONTACTS, introduction_of_key, reason_against
from partnerships.services.introductions import introduce_match, introduce_request
from partnerships.services.request_emails import NUDGE, RECEIVED, REMINDER, request_of_key
from partnerships.services.room_emails import room_of_notice
from partnerships.services.rooms import open_room
from partnerships.signals import introduction_made, request_accepted


@receiver(email_about_to_leave)
def keep_back_closed_request(email: OutboxEmail, **_kwargs: object) -> str | None:
    """A letter that asks for an answer leaves only while one may be given."""
    if not email.subject_key.startswith("request:"):
        return None
    request_id, topic = request_of_key(email.subject_key)
    if topic not in (RECEIVED, REMINDER, NUDGE):
        return None
    is_open = PartnershipRequest.objects.open().filter(pk=request_id).exists()
    return None if is_open else _("the request is no longer open")


@receiver(introduction_made)
def open_room_of_introduction(introduction_id: int, **_kwargs: object) -> None:
    open_room(introduction_id)


@receiver(email_about_to_leave)
def keep_back_read_notice(email: OutboxEmail, **_kwargs: object) -> str | None:
    """News leaves only to people the room is still open to, and only while they have not read it."""
    room_id = room_of_notice(email.subject_key)
    if room_id is None or email.user is None:
        return None
    if not rooms_open_to(email.user).filter(pk=room_id).exists():
        return gettext_noop("the recipient no longer takes part in this collaboration")
    is_unread = RoomVisit.objects.filter(collaboration=room_id, user=email.user, noticed_at__isnull=False).exists()
    return None if is_unread else gettext_noop("the recipient has read the news already")


@receiver(match_introduced)
def introduce_sides_of_match(match_id: int, **_kwargs: object) -> None:
    introduce_match(match_id)


@receiver(request_accepted)
def introduce_sides_of_request(request_id: int, **_kwargs: object) -> None:
    introduce_request(request_id)


@receiver(email_about_to_leave)
def keep_back_email_without_consent(email: OutboxEmail, **_kwargs: object) -> str | None:
    """A letter with contacts, or one that promises them, leaves only while the consents it tells of are in force."""
    if not email.subject_key.startswith("introduction:"):
        return None
    return reason_against(email.subject_key) or None


@receiver(confidential_email_opened)
def record_reading_of_contacts(email: OutboxEmail, user: User, **_kwargs: object) -> None:
    """Whoever of the staff sees contacts is written down, also where they see them in a mail that has them still."""
    if not email.subject_key.startswith("introduction:") or not email.html:
        return
    introduction_id, topic, _detail = introduction_of_key(email.subject_key)
    if topic == CONTACTS:
        audit_email_access(introduction_id, user=user)
