"""Partnership requests, introductions and collaborations."""

from partnerships.models.cases import CaseApproval, CaseStudy, CaseTranslation
from partnerships.models.collaborations import (
    EARLY_STAGES,
    OPEN_STAGES,
    SUCCESSFUL_STAGES,
    WAY,
    AgreementType,
    Collaboration,
    CollaborationStage,
    EndReason,
    NextAction,
    StageChange,
)
from partnerships.models.follow_ups import FOLLOW_UP_MONTHS, FollowUp
from partnerships.models.introductions import (
    CONSENT_LASTS,
    ContactConsent,
    ContactItem,
    ContactReading,
    Introduction,
)
from partnerships.models.messages import LARGEST_FILE, MESSAGE_LENGTH, Attachment, Message, RoomVisit
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
    "EARLY_STAGES",
    "FOLLOW_UP_MONTHS",
    "LARGEST_FILE",
    "MESSAGE_LENGTH",
    "NUDGE_PAUSE",
    "OPEN_REQUESTS_PER_COMPANY",
    "OPEN_STAGES",
    "PITCH_LENGTHS",
    "REMINDER_DAYS",
    "REQUEST_LIFETIME",
    "SUCCESSFUL_STAGES",
    "WAY",
    "AgreementType",
    "Attachment",
    "CaseApproval",
    "CaseStudy",
    "CaseTranslation",
    "Collaboration",
    "CollaborationStage",
    "ContactConsent",
    "ContactItem",
    "ContactReading",
    "EndReason",
    "FollowUp",
    "Introduction",
    "Message",
    "NextAction",
    "PartnershipRequest",
    "RequestEvent",
    "RequestEventKind",
    "RequestStatus",
    "RoomVisit",
    "StageChange",
]
