"""Partnership requests, introductions and collaborations."""

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
    "NUDGE_PAUSE",
    "OPEN_REQUESTS_PER_COMPANY",
    "PITCH_LENGTHS",
    "REMINDER_DAYS",
    "REQUEST_LIFETIME",
    "PartnershipRequest",
    "RequestEvent",
    "RequestEventKind",
    "RequestStatus",
]
