"""Everything that writes: the outbox's way from queued to sent, and people's choices about mail."""

from notifications.services.choices import set_preferences, suppress_address, switch_kind
from notifications.services.opening import note_opening
from notifications.services.outcomes import Resolution, ResolvedAlreadyError, resolve_email
from notifications.services.queueing import (
    Attachment,
    InvalidAddressError,
    queue_account_email,
    queue_email,
    withhold_emails,
)
from notifications.services.sending import send_due_emails

__all__ = [
    "Attachment",
    "InvalidAddressError",
    "Resolution",
    "ResolvedAlreadyError",
    "note_opening",
    "queue_account_email",
    "queue_email",
    "resolve_email",
    "send_due_emails",
    "set_preferences",
    "suppress_address",
    "switch_kind",
    "withhold_emails",
]
