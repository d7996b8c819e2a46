"""Partnership requests, introductions and collaborations."""

from partnerships.models.introductions import (
    CONSENT_LASTS,
    CONSENT_TEXT,
    ContactConsent,
    ContactItem,
    ContactReading,
    Introduction,
)
from partnerships.models.requests import (
    ANSWERED_STATUSES,
    NUDGE_PAUSE,
    OPEN_REQUESTS_PER_COMPANY,
    PITCH_LENGTHS,
    REMINDER_DAYS,
    REQUEST_LIFETIME,
    PartnershipRequest,
    RequestEvent,
    RequestEventKind,
    RequestStatus,
)

__all__ = [
    "ANSWERED_STATUSES",
    "CONSENT_LASTS",
    "CONSENT_TEXT",
    "NUDGE_PAUSE",
    "OPEN_REQUESTS_PER_COMPANY",
    "PITCH_LENGTHS",
    "REMINDER_DAYS",
    "REQUEST_LIFETIME",
    "ContactConsent",
    "ContactItem",
    "ContactReading",
    "Introduction",
    "PartnershipRequest",
    "RequestEvent",
    "RequestEventKind",
    "RequestStatus",
]
