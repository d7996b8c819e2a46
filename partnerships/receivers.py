"""What partnerships do when something happens in the apps below them, or in another part of them."""

from django.dispatch import receiver
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from matching.signals import match_introduced
from notifications.models import OutboxEmail
from notifications.signals import confidential_email_opened, email_about_to_leave
from partnerships.models import Collaboration, Introduction, PartnershipRequest, RoomVisit
from partnerships.permissions import rooms_open_to
from partnerships.queries.introductions import sides_acting
from partnerships.services.consents import audit_email_access
from partnerships.services.introduction_emails import CONTACTS, reason_against
from partnerships.services.introductions import introduce_match, introduce_request
from partnerships.services.presend_checks import reason_of_completion, reason_of_suspension
from partnerships.services.request_emails import ASKS_FOR_ANSWER
from partnerships.services.room_emails import NOTICE
from partnerships.services.rooms import open_room
from partnerships.signals import introduction_made, request_accepted


@receiver(email_about_to_leave)
def keep_back_closed_request(email: OutboxEmail, **_kwargs: object) -> str | None:
    """A mail that asks for an answer leaves only while one may be given."""
    if not email.is_about(PartnershipRequest) or email.topic not in ASKS_FOR_ANSWER:
        return None
    return None if email.among(PartnershipRequest.objects.open()).exists() else _("the request is no longer open")


@receiver(email_about_to_leave)
def keep_back_done_and_suspended(email: OutboxEmail, **_kwargs: object) -> str | None:
    """Of all mail of this app: nothing asks for what is done, and nothing is between companies that may not act."""
    return reason_of_completion(email) or reason_of_suspension(email) or None


@receiver(introduction_made)
def open_room_of_introduction(introduction_id: int, **_kwargs: object) -> None:
    open_room(introduction_id)


@receiver(email_about_to_leave)
def keep_back_read_notice(email: OutboxEmail, **_kwargs: object) -> str | None:
    """News leaves only to people the room is still open to, and who have not read it."""
    if not email.is_about(Collaboration) or email.topic != NOTICE or email.user is None:
        return None
    room = email.among(rooms_open_to(email.user)).first()
    if room is None:
        return gettext_noop("the recipient is no longer part of this collaboration")
    is_unread = RoomVisit.objects.filter(collaboration=room, user=email.user, noticed_at__isnull=False).exists()
    return None if is_unread else gettext_noop("the recipient has already read the news")


@receiver(match_introduced)
def introduce_sides_of_match(match_id: int, **_kwargs: object) -> None:
    introduce_match(match_id)


@receiver(request_accepted)
def introduce_sides_of_request(request_id: int, **_kwargs: object) -> None:
    introduce_request(request_id)


@receiver(email_about_to_leave)
def keep_back_email_without_consent(email: OutboxEmail, **_kwargs: object) -> str | None:
    """A mail with contacts, or one that promises them, leaves only while the consents it tells of are in force."""
    return (reason_against(email) or None) if email.is_about(Introduction) else None


@receiver(confidential_email_opened)
def record_reading_of_contacts(email: OutboxEmail, user: User, **_kwargs: object) -> str | None:
    """Whoever of the staff sees contacts is written down, also where they see them in a mail that has them still.

    While one of the two companies is suspended nobody sees them there either.
    """
    if not email.is_about(Introduction) or email.topic != CONTACTS or not email.html:
        return None
    introduction = email.among(Introduction.objects.all()).first()
    if introduction is not None and not sides_acting(introduction):
        return _("One of the two companies is suspended: their contact details are not shown at the moment.")
    audit_email_access(email, user=user)
    return None
