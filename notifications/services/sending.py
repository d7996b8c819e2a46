"""Sending one batch: claim, look again, say everything but the dot, commit, say the dot, settle."""

import logging
from collections.abc import Callable
from datetime import timedelta
from time import monotonic, sleep

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from jobs import leases
from notifications import queries
from notifications.messages import envelope_sender, wire_format
from notifications.models import OutboxEmail
from notifications.services import outcomes
from notifications.services.presend_checks import reason_to_cancel
from notifications.smtp import (
    ConnectionLostError,
    MailServer,
    RefusedError,
    Reply,
    ServerUnreachableError,
    parse_smtp_url,
)

logger = logging.getLogger(__name__)

BATCH_SIZE = 100
BATCH_TIME = 240.0  # seconds: well inside the task's time limit, whatever the mail server's pace
LEASE = timedelta(seconds=60)
DATABASE_PATIENCE = 30.0  # seconds an answer from the mail server waits for a database that restarts


def send_due_emails(*, batch_size: int = BATCH_SIZE, lease: timedelta = LEASE, batch_time: float = BATCH_TIME) -> bool:
    """Send one batch of due mail; True when more is due now and the mail server is there.

    Safe to run any number of times at once and to be killed at any moment. Must not run inside a transaction. Database
    errors surface; what the mail server does ends in the rows.
    """
    outcomes.recover_abandoned()
    with queries.sender_lock() as token:
        emails = outcomes.claim_due(token=token, limit=batch_size, lease=lease)
        is_server_there = _send_batch(emails, token=token, batch_time=batch_time)
    return is_server_there and leases.free(OutboxEmail.objects.queued()).exists()


def _send_batch(emails: list[OutboxEmail], *, token: int, batch_time: float) -> bool:
    """Returns False when the mail server is away; what was not tried is given back."""
    if not settings.SMTP_URL:
        for email in emails:
            if _prepare(email, token=token) is not None:
                outcomes.catch(email, token=token)
        return True
    deadline = monotonic() + batch_time
    with MailServer(parse_smtp_url(settings.SMTP_URL)) as server:
        for position, email in enumerate(emails):
            if monotonic() > deadline:
                outcomes.release(emails[position:], token=token)
                break
            try:
                _send(email, token=token, server=server)
            except ServerUnreachableError as error:
                logger.error("The mail server is not there: %s", error)  # noqa: TRY400 - an outage, not a fault of ours
                outcomes.release(emails[position:], token=token, delay=outcomes.SERVER_AWAY_DELAY, reply=str(error))
                return False
    return True


def _prepare(email: OutboxEmail, *, token: int) -> bytes | None:
    """The message as it leaves, or None when it is cancelled or cannot be made now: its row says why."""
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
        outcomes.cancel(email, token=token, reason=reason)
        return None
    return data


def _send(email: OutboxEmail, *, token: int, server: MailServer) -> None:
    data = _prepare(email, token=token)
    if data is None:
        return
    try:
        server.offer(sender=envelope_sender(), recipient=email.recipient, data=data)
    except RefusedError as error:
        _settle(email, token=token, reply=error.reply)
    except ConnectionLostError as error:
        outcomes.postpone(email, token=token, reply=str(error))
    else:
        _hand_over(email, token=token, server=server)


def _hand_over(email: OutboxEmail, *, token: int, server: MailServer) -> None:
    if not outcomes.begin_handover(email, token=token):
        server.abort()
        return
    try:
        reply = server.finish()
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
