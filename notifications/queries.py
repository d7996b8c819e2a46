"""Reads over several models, and the locks that tell a living sender from a dead one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import Error, connection
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from jobs import leases
from notifications.models import CONSENT_LASTS, EmailKind, Preference, Relay
from notifications.smtp import relay_address

# A sender whose machine vanished must lose its session, and so its lock, within minutes instead of hours.
_NOTICE_VANISHED_CLIENTS = (
    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3"
)


def _is_current(preference: Preference | None, kind: EmailKind) -> bool:
    if not kind.is_advertising:
        return preference is None or preference.is_enabled
    return preference is not None and preference.is_enabled and preference.decided_at > timezone.now() - CONSENT_LASTS


def is_wanted(user: User, *, kind: EmailKind) -> bool:
    """Whether this person wants mail of this kind now.

    Kinds nobody can unsubscribe from are always wanted. Advertising needs a consent younger than two years
    (Korean Network Act, art. 50).
    """
    return not kind.is_unsubscribable or _is_current(user.mail_preferences.filter(kind=kind).first(), kind)


def preferences_of(user: User) -> dict[EmailKind, bool]:
    """Every kind this person may switch, in the order of the enumeration, and whether it is wanted now."""
    stored = {EmailKind(preference.kind): preference for preference in user.mail_preferences.all()}
    kinds = [kind for kind in EmailKind if kind.is_unsubscribable]
    if not user.is_reviewer:
        kinds.remove(EmailKind.REVIEW_WORK)
    return {kind: _is_current(stored.get(kind), kind) for kind in kinds}


def our_relay() -> QuerySet[Relay]:
    """The row of the mail server we are told to use, if it ever refused us."""
    return Relay.objects.filter(address=relay_address(settings.SMTP_URL))


def resting_relay() -> Relay | None:
    """Our mail server while it has refused us so often that it is left alone, or is about to be tried again."""
    return our_relay().filter(resting_since__isnull=False).first()


def may_ask_relay() -> bool:
    return not our_relay().filter(resting_until__gt=Now()).exists()


@contextmanager
def sender_lock() -> Iterator[int]:
    """A fresh token whose advisory lock this database session holds until the block ends.

    The lock goes when the session goes: whoever can take it knows that the sender will write nothing more. It needs a
    session of its own: a connection pooler must not hand the session to others between statements.
    """
    token = leases.make_token()
    with connection.cursor() as cursor:
        cursor.execute(_NOTICE_VANISHED_CLIENTS)
        cursor.execute("SELECT pg_advisory_lock(%s)", [token])
    try:
        yield token
    finally:
        _unlock(token)


@contextmanager
def dead_sender_lock(token: int) -> Iterator[bool]:
    """Whether the sender with this token is gone; if so, its lock is held until the block ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [token])
        (is_gone,) = cursor.fetchone()
    try:
        yield is_gone
    finally:
        if is_gone:
            _unlock(token)


def recover_from_dead_senders(tokens: list[int], recover: Callable[[int], None]) -> None:
    """Call `recover` with each token whose sender is gone, while nobody else can."""
    for token in tokens:
        with dead_sender_lock(token) as is_dead:
            if is_dead:
                recover(token)


def _unlock(token: int) -> None:
    """Release the lock; a session that cannot is closed, which releases it too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [token])
    except Error:
        connection.close()
