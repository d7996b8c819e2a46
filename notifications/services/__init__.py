"""Everything that writes: the outbox's way from queued to sent, and people's choices about mail."""

from notifications.services.access_audit import audit_access
from notifications.services.outcomes import Resolution, ResolvedAlreadyError, resend_failed, resolve_email
from notifications.services.preferences import (
    set_preferences,
    suppress_address,
    switch_kind,
    undo_unsubscribing,
    unsubscribe,
)
from notifications.services.queueing import (
    EmailAttachment,
    InvalidAddressError,
    queue_account_email,
    queue_email,
    queue_plain_email,
    withhold_emails,
)
from notifications.services.sending import send_due_emails

__all__ = [
    "EmailAttachment",
    "InvalidAddressError",
    "Resolution",
    "ResolvedAlreadyError",
    "audit_access",
    "queue_account_email",
    "queue_email",
    "queue_plain_email",
    "resend_failed",
    "resolve_email",
    "send_due_emails",
    "set_preferences",
    "suppress_address",
    "switch_kind",
    "undo_unsubscribing",
    "unsubscribe",
    "withhold_emails",
]
