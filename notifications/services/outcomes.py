"""The states of a mail. Every change is conditional on the state and the lease it starts from; a loser changes nothing.

queued → sending → handing over → sent | failed | unknown | queued again; sending → cancelled | caught | queued again.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications import queries
from notifications.models import REPEATABLE_KINDS, EmailKind, EmailStatus, OutboxEmail, OutboxEmailQuerySet

logger = logging.getLogger(__name__)

RETRY_DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=24),
)
SERVER_AWAY_DELAY = timedelta(minutes=1)
_NO_ANSWER = "the sender ended without an answer"


class Resolution(models.TextChoices):
    """What staff found out about a mail whose end is unknown."""

    ARRIVED = "arrived", _("It arrived")
    SEND_AGAIN = "send_again", _("Send again")


class ResolvedAlreadyError(Exception):
    """Somebody or something else settled this mail meanwhile."""


@transaction.atomic(durable=True)
def claim_due(*, token: int, limit: int, lease: timedelta) -> list[OutboxEmail]:
    """Take up to `limit` due mails into the hands of the sender with this token; no other sender gets the same."""
    now = timezone.now()
    emails = list(OutboxEmail.objects.due(now=now).select_for_update(skip_locked=True, of=("self",))[:limit])
    OutboxEmail.objects.filter(pk__in=[email.pk for email in emails]).update(
        status=EmailStatus.SENDING, lease_token=token, lease_until=now + lease
    )
    return emails


def begin_handover(email: OutboxEmail, *, token: int) -> bool:
    """Commit that the dot comes next; False when the mail is no longer this sender's and must not leave."""
    return bool(_held(email, token, EmailStatus.SENDING).update(status=EmailStatus.HANDING_OVER))


def settle_sent(email: OutboxEmail, *, token: int, reply: str) -> None:
    """The server took it. True even if the row was given up meanwhile, as long as nobody else took it up."""
    given_up = (EmailStatus.HANDING_OVER, EmailStatus.UNKNOWN, EmailStatus.QUEUED)
    _held(email, token, *given_up).update(
        **_end(EmailStatus.SENT, reply=reply), attempts=F("attempts") + 1, sent_at=timezone.now()
    )


def settle_unknown(email: OutboxEmail, *, token: int, reply: str) -> None:
    """No answer came to the dot: repeatable mail waits for another attempt, anything else for a person."""
    if EmailKind(email.kind).is_repeatable and email.attempts < len(RETRY_DELAYS):
        postpone(email, token=token, reply=reply)
    else:
        held = _held(email, token, EmailStatus.HANDING_OVER)
        held.update(**_end(EmailStatus.UNKNOWN, reply=reply), attempts=F("attempts") + 1)


def settle_failed(email: OutboxEmail, *, token: int, reply: str) -> None:
    held = _held(email, token, EmailStatus.SENDING, EmailStatus.HANDING_OVER)
    held.update(**_end(EmailStatus.FAILED, reply=reply), attempts=F("attempts") + 1)


def postpone(email: OutboxEmail, *, token: int, reply: str) -> None:
    """Another attempt after 1, 5, 15, 60 minutes, 4, then 24 hours; after that it has failed."""
    if email.attempts >= len(RETRY_DELAYS):
        settle_failed(email, token=token, reply=reply)
        return
    held = _held(email, token, EmailStatus.SENDING, EmailStatus.HANDING_OVER)
    due_at = timezone.now() + RETRY_DELAYS[email.attempts]
    held.update(**_end(EmailStatus.QUEUED, reply=reply), attempts=F("attempts") + 1, due_at=due_at)


def cancel(email: OutboxEmail, *, token: int, reason: str) -> None:
    limit = OutboxEmail._meta.get_field("reason").max_length
    _held(email, token, EmailStatus.SENDING).update(**_end(EmailStatus.CANCELLED), reason=reason[:limit])


def catch(email: OutboxEmail, *, token: int) -> None:
    """Without a mail server the portal keeps the mail for its staff to read."""
    _held(email, token, EmailStatus.SENDING).update(**_end(EmailStatus.CAUGHT), sent_at=timezone.now())


def release(emails: Sequence[OutboxEmail], *, token: int, delay: timedelta = timedelta(), reply: str = "") -> None:
    """Give back what was claimed but not tried: no attempt is counted."""
    held = OutboxEmail.objects.filter(pk__in=[email.pk for email in emails], lease_token=token)
    held.filter(status=EmailStatus.SENDING).update(
        **_end(EmailStatus.QUEUED, reply=reply), due_at=timezone.now() + delay
    )


def recover_abandoned() -> None:
    """Take mail out of the hands of dead senders: its lease is over and its lock can be had, so nobody sends it.

    Before the dot it is queued again. After that the end is unknown: repeatable mail is sent again by the usual
    schedule, anything else waits for a person.
    """
    tokens = OutboxEmail.objects.abandoned(now=timezone.now()).values_list("lease_token", flat=True).distinct()
    for token in [token for token in tokens if token is not None]:
        with queries.dead_sender_lock(token) as is_dead:
            if is_dead:
                _recover(token)


def _recover(token: int) -> None:
    held = OutboxEmail.objects.filter(lease_token=token)
    held.filter(status=EmailStatus.SENDING).update(**_end(EmailStatus.QUEUED, reply=_NO_ANSWER))
    handing_over = held.filter(status=EmailStatus.HANDING_OVER)
    for email in handing_over.filter(kind__in=REPEATABLE_KINDS):
        settle_unknown(email, token=token, reply=_NO_ANSWER)
    count = handing_over.exclude(kind__in=REPEATABLE_KINDS).update(
        **_end(EmailStatus.UNKNOWN, reply=_NO_ANSWER), attempts=F("attempts") + 1
    )
    if count:
        logger.warning("%d mails may or may not have arrived: staff must look", count)


@transaction.atomic
def resolve_email(email: OutboxEmail, *, answer: Resolution, by: User) -> OutboxEmail:
    """Settle a mail whose end is unknown, or send one again that failed; who decided is kept.

    A mail sent again keeps its Message-ID. Raises ResolvedAlreadyError when it is in another state by now, as does
    saying of a failed mail that it arrived.
    """
    now = timezone.now()
    if answer == Resolution.ARRIVED:
        changes: dict[str, object] = {"status": EmailStatus.SENT, "sent_at": now}
        states = [EmailStatus.UNKNOWN]
    else:
        changes = {"status": EmailStatus.QUEUED, "due_at": now, "attempts": 0, "lease_token": None}
        states = [EmailStatus.UNKNOWN, EmailStatus.FAILED]
    open_email = OutboxEmail.objects.filter(pk=email.pk, status__in=states)
    if not open_email.update(**changes, resolved_at=now, resolved_by=by):
        raise ResolvedAlreadyError
    email.refresh_from_db()
    return email


def _held(email: OutboxEmail, token: int, *states: EmailStatus) -> OutboxEmailQuerySet:
    return OutboxEmail.objects.filter(pk=email.pk, lease_token=token, status__in=states)


def _end(status: EmailStatus, *, reply: str = "") -> dict[str, object]:
    """The changes that let go of a mail. The token stays: a late answer to the dot still finds its row."""
    limit = OutboxEmail._meta.get_field("last_reply").max_length
    return {"status": status, "lease_until": None, "last_reply": reply[:limit]}
