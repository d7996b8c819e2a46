"""Sending one batch: claim, look again, say everything but the dot, commit, say the dot, settle."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from time import monotonic, sleep
from typing import Protocol

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from jobs import leases, stopping
from notifications import queries
from notifications.messages import envelope_sender, wire_format
from notifications.models import OutboxEmail
from notifications.services import outcomes, relay
from notifications.services.caught_mail import keep_for_operator
from notifications.services.presend_checks import reason_to_cancel
from notifications.signals import Waiting
from notifications.smtp import (
    ConnectionLostError,
    DotNotSaidError,
    MailServer,
    RefusedError,
    Reply,
    ServerUnreachableError,
    WeAreRefusedError,
    parse_smtp_url,
)

logger = logging.getLogger(__name__)

BATCH_SIZE = 100  # mails over one connection
CLAIM_SIZE = 5  # of them in one sender's hands: what a slow server keeps waiting, others cannot send
BATCH_TIME = 30.0  # seconds, then others of the same worker have their turn
LEASE = timedelta(seconds=60)
DATABASE_PATIENCE = 30.0  # seconds an answer from the mail server waits for a database that restarts


class Send(Protocol):
    """Does with one mail what is done; raises ServerUnreachableError when no other would fare better."""

    def __call__(self, email: OutboxEmail, *, token: int) -> None: ...


@dataclass(frozen=True)
class _Batch:
    """How much one sender does before it ends."""

    token: int
    size: int
    lease: timedelta
    deadline: float

    @property
    def is_over(self) -> bool:
        """Looked at between two mails."""
        return monotonic() > self.deadline or stopping.is_told()


def send_due_emails(*, batch_size: int = BATCH_SIZE, lease: timedelta = LEASE, batch_time: float = BATCH_TIME) -> bool:
    """Send one batch of due mail; True when more is due now and the mail server is there.

    Safe to run any number of times at once and to be killed at any moment; told to stop, it ends after the mail in its
    hands. Must not run inside a transaction. Database errors surface; what the mail server does ends in the rows.
    """
    outcomes.recover_abandoned()
    if not queries.may_ask_relay():
        return False
    with stopping.deferred(), queries.sender_lock() as token:
        batch = _Batch(token, batch_size, lease, monotonic() + batch_time)
        is_server_there = _send_batch(batch) if settings.SMTP_URL else _send_few_at_a_time(batch, _catch)
    return is_server_there and leases.free(OutboxEmail.objects.queued()).exists()


def _send_batch(batch: _Batch) -> bool:
    with MailServer(parse_smtp_url(settings.SMTP_URL)) as server:
        return _send_few_at_a_time(batch, partial(_send, server=server))


def _send_few_at_a_time(batch: _Batch, send: Send) -> bool:
    """Returns False when the mail server is away; what was not tried is given back."""
    left = batch.size
    while left > 0 and not batch.is_over:
        emails = outcomes.claim_due(token=batch.token, limit=min(CLAIM_SIZE, left), lease=batch.lease)
        if not emails:
            break
        if not _send_few(emails, batch, send):
            return False
        left -= len(emails)
    return True


def _send_few(emails: list[OutboxEmail], batch: _Batch, send: Send) -> bool:
    for position, email in enumerate(emails):
        if position and batch.is_over:
            outcomes.release(emails[position:], token=batch.token)
            break
        try:
            send(email, token=batch.token)
        except ServerUnreachableError as error:
            _wait_for_server(emails[position:], token=batch.token, error=error)
            return False
    return True


def _wait_for_server(emails: list[OutboxEmail], *, token: int, error: ServerUnreachableError) -> None:
    """No attempt of any mail is counted for what the server says to us all."""
    logger.error("The mail server is not there for us: %s", error)
    outcomes.release(emails, token=token, delay=outcomes.SERVER_AWAY_DELAY, reply=str(error))
    if isinstance(error, WeAreRefusedError):
        relay.note_refusal(error)


def _catch(email: OutboxEmail, *, token: int) -> None:
    if _prepare(email, token=token) is not None:
        keep_for_operator(email)
        outcomes.catch(email, token=token)


def _prepare(email: OutboxEmail, *, token: int) -> bytes | None:
    """The message as it leaves, or None when it is cancelled, waits or cannot be made now: its row says why."""
    try:
        reason = reason_to_cancel(email)
        data = wire_format(email)
    except Exception as error:
        if not connection.is_usable():
            raise
        logger.exception("Mail %s could not be prepared", email.pk)
        outcomes.postpone(email, token=token, reply=f"{type(error).__name__}: {error}")
        return None
    if reason:
        end = outcomes.hold if isinstance(reason, Waiting) else outcomes.cancel
        end(email, token=token, reason=reason)
        return None
    return data


def _send(email: OutboxEmail, *, token: int, server: MailServer) -> None:
    data = _prepare(email, token=token)
    if data is None:
        return
    try:
        server.offer(sender=envelope_sender(), recipient=email.recipient, data=data)
    except WeAreRefusedError:
        raise
    except RefusedError as error:
        relay.note_welcome()
        _settle(email, token=token, reply=error.reply)
    except ConnectionLostError as error:
        outcomes.postpone(email, token=token, reply=str(error))
    else:
        relay.note_welcome()
        _hand_over(email, token=token, server=server)


def _hand_over(email: OutboxEmail, *, token: int, server: MailServer) -> None:
    if not outcomes.begin_handover(email, token=token):
        server.abort()
        return
    try:
        reply = server.finish()
    except DotNotSaidError as error:
        unsaid = f"broken off before the end of the message: {error}"
        _despite_outage(lambda: outcomes.postpone(email, token=token, reply=unsaid))
    except ConnectionLostError as error:
        lost = f"no answer after the message: {error}"
        _despite_outage(lambda: outcomes.settle_unknown(email, token=token, reply=lost))
    else:
        _despite_outage(lambda: _settle(email, token=token, reply=reply))


def _settle(email: OutboxEmail, *, token: int, reply: Reply) -> None:
    if reply.is_accepted:
        outcomes.settle_sent(email, token=token, reply=str(reply))
    elif reply.is_final:
        outcomes.settle_failed(email, token=token, reply=str(reply))
    else:
        outcomes.postpone(email, token=token, reply=str(reply))


def _despite_outage(settle: Callable[[], None]) -> None:
    """Write what the server answered even if the database restarts meanwhile.

    The lock went with the session, so the batch ends then: the error is raised after the answer is safe.
    """
    try:
        settle()
    except (OperationalError, InterfaceError):
        _settle_again(settle)
        raise


def _settle_again(settle: Callable[[], None]) -> None:
    deadline = monotonic() + DATABASE_PATIENCE
    while monotonic() < deadline:
        connection.close()
        try:
            settle()
        except (OperationalError, InterfaceError):
            sleep(0.25)
        else:
            return
