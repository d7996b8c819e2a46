"""The states of a mail. Every change is conditional on the state and the lease it starts from; a loser changes nothing.

queued → sending → handing over → sent | failed | unknown | queued again; sending → cancelled | caught | queued again:
what passes, such as a suspension, keeps a mail in the queue.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import NotRequired, TypedDict

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from jobs import leases
from notifications import queries
from notifications.models import LOST_KEY, REPEATABLE_KINDS, EmailKind, EmailStatus, OutboxEmail, OutboxEmailQuerySet

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
HOLD_DELAY = timedelta(hours=1)
_NO_ANSWER = "the sender ended without an answer"


# Nothing follows these by itself, so no key is kept: what failed is asked for anew.
_ENDED = frozenset({EmailStatus.SENT, EmailStatus.FAILED, EmailStatus.CANCELLED, EmailStatus.CAUGHT})


class Resolution(models.TextChoices):
    """What staff found out about a mail whose end is unknown."""

    ARRIVED = "arrived", _("Yes, it arrived")
    SEND_AGAIN = "send_again", _("Send again")


class ResolvedAlreadyError(Exception):
    """Somebody or something else settled this mail meanwhile."""


def claim_due(*, token: int, limit: int, lease: timedelta) -> list[OutboxEmail]:
    """Take up to `limit` due mails into the hands of the sender with this token; no other sender gets the same."""
    queued = OutboxEmail.objects.queued()
    return leases.claim(queued, token=token, limit=limit, lease=lease, status=EmailStatus.SENDING)


def begin_handover(email: OutboxEmail, *, token: int) -> bool:
    """Commit that the dot comes next; False when the mail is no longer this sender's and must not leave."""
    held = leases.held(_in_state(email, EmailStatus.SENDING), token=token)
    return bool(held.update(status=EmailStatus.HANDING_OVER))


def settle_sent(email: OutboxEmail, *, token: int, reply: str) -> None:
    """The server took it. True even if the row was given up meanwhile, as long as nobody else took it up."""
    given_up = _in_state(email, EmailStatus.HANDING_OVER, EmailStatus.UNKNOWN, EmailStatus.QUEUED)
    leases.finish(given_up, token=token, **_outcome(EmailStatus.SENT, reply=reply), sent_at=timezone.now())


def settle_unknown(email: OutboxEmail, *, token: int, reply: str) -> None:
    """No answer came to the dot: repeatable mail waits for another attempt, anything else for a person."""
    if EmailKind(email.kind).is_repeatable and email.attempts < len(RETRY_DELAYS):
        postpone(email, token=token, reply=reply)
    else:
        handed_over = _in_state(email, EmailStatus.HANDING_OVER)
        leases.finish(handed_over, token=token, **_outcome(EmailStatus.UNKNOWN, reply=reply))


def settle_failed(email: OutboxEmail, *, token: int, reply: str) -> None:
    in_hands = _in_state(email, EmailStatus.SENDING, EmailStatus.HANDING_OVER)
    leases.finish(in_hands, token=token, **_outcome(EmailStatus.FAILED, reply=reply))


def postpone(email: OutboxEmail, *, token: int, reply: str) -> None:
    """Another attempt after 1, 5, 15, 60 minutes, 4, then 24 hours; after that it has failed."""
    delay = leases.retry_delay(RETRY_DELAYS, attempts=email.attempts)
    if delay is None:
        settle_failed(email, token=token, reply=reply)
        return
    in_hands = _in_state(email, EmailStatus.SENDING, EmailStatus.HANDING_OVER)
    leases.postpone(in_hands, token=token, delay=delay, **_outcome(EmailStatus.QUEUED, reply=reply))


def cancel(email: OutboxEmail, *, token: int, reason: str) -> None:
    sending = _in_state(email, EmailStatus.SENDING)
    leases.release(sending, token=token, **_outcome(EmailStatus.CANCELLED, reason=reason))


def hold(email: OutboxEmail, *, token: int, reason: str) -> None:
    """It waits for what keeps it back to pass; no attempt is counted, and each time all is looked at anew."""
    sending = _in_state(email, EmailStatus.SENDING)
    leases.release(sending, token=token, delay=HOLD_DELAY, **_outcome(EmailStatus.QUEUED, reason=reason))


def catch(email: OutboxEmail, *, token: int) -> None:
    """Without a mail server the portal keeps the mail for its staff to read."""
    sending = _in_state(email, EmailStatus.SENDING)
    leases.release(sending, token=token, **_outcome(EmailStatus.CAUGHT), sent_at=timezone.now())


def release(emails: Sequence[OutboxEmail], *, token: int, delay: timedelta | None = None, reply: str = "") -> None:
    """Give back what was claimed but not tried: no attempt is counted."""
    sending = OutboxEmail.objects.filter(pk__in=[email.pk for email in emails], status=EmailStatus.SENDING)
    leases.release(sending, token=token, delay=delay, **_outcome(EmailStatus.QUEUED, reply=reply))


def recover_abandoned() -> None:
    """Take mail out of the hands of dead senders: its lease is over and its lock can be had, so nobody sends it.

    Before the dot it is queued again. After that the end is unknown: repeatable mail is sent again by the usual
    schedule, anything else waits for a person.
    """
    queries.recover_from_dead_senders(leases.lapsed_tokens(OutboxEmail.objects.in_hands()), _recover)


def _recover(token: int) -> None:
    sending = OutboxEmail.objects.filter(status=EmailStatus.SENDING)
    leases.release(sending, token=token, **_outcome(EmailStatus.QUEUED, reply=_NO_ANSWER))
    handed_over = OutboxEmail.objects.filter(status=EmailStatus.HANDING_OVER)
    for email in leases.held(handed_over.filter(kind__in=REPEATABLE_KINDS), token=token):
        settle_unknown(email, token=token, reply=_NO_ANSWER)
    once_only = handed_over.exclude(kind__in=REPEATABLE_KINDS)
    count = leases.finish(once_only, token=token, **_outcome(EmailStatus.UNKNOWN, reply=_NO_ANSWER))
    if count:
        logger.warning("%d mails may or may not have arrived: staff must look", count)


@transaction.atomic
def resolve_email(email: OutboxEmail, *, answer: Resolution, by: User) -> OutboxEmail:
    """Settle a mail whose end is unknown, or send one again that failed; who decided is kept.

    A mail sent again keeps its Message-ID. Raises ResolvedAlreadyError when it is in another state by now, as does
    saying of a failed mail that it arrived, and sending again what lost its key.
    """
    now = timezone.now()
    resolved = {"resolved_at": now, "resolved_by": by}
    if answer == Resolution.ARRIVED:
        unknown = _in_state(email, EmailStatus.UNKNOWN)
        is_settled = unknown.update(status=EmailStatus.SENT, sent_at=now, sealed=None, **resolved)
    else:
        unsent = _in_state(email, EmailStatus.UNKNOWN, EmailStatus.FAILED).exclude(LOST_KEY)
        is_settled = leases.restart(unsent, status=EmailStatus.QUEUED, **resolved)
    if not is_settled:
        raise ResolvedAlreadyError
    email.refresh_from_db()
    return email


@transaction.atomic
def resend_failed(emails: OutboxEmailQuerySet, *, by: User) -> int:
    """Send again those of these mails that failed, but for lost keys, with all attempts before them. How many."""
    failed = emails.resendable()
    return leases.restart(failed, status=EmailStatus.QUEUED, resolved_at=timezone.now(), resolved_by=by)


def _in_state(email: OutboxEmail, *states: EmailStatus) -> OutboxEmailQuerySet:
    return OutboxEmail.objects.filter(pk=email.pk, status__in=states)


class _Outcome(TypedDict):
    status: EmailStatus
    last_reply: str
    reason: str
    sealed: NotRequired[None]


def _outcome(status: EmailStatus, *, reply: str = "", reason: str = "") -> _Outcome:
    """The state it goes to, what the mail server said last, and why we keep it back; what was sealed ends with it."""
    outcome = _Outcome(status=status, last_reply=reply[: _limit_of("last_reply")], reason=reason[: _limit_of("reason")])
    if status in _ENDED:
        outcome["sealed"] = None
    return outcome


def _limit_of(name: str) -> int | None:
    limit: int | None = OutboxEmail._meta.get_field(name).max_length  # type: ignore[union-attr]
    return limit
