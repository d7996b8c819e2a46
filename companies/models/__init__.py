"""Who the firms are: companies, the people who act for them, and their collaboration projects."""

from companies.models.companies import Company, Contact, Membership, MembershipRole, make_public_id
from companies.models.deletions import DeletedRecord, note_deletion
from companies.models.drafts import ProfileDraft
from companies.models.history import ProfileChange
from companies.models.joining import INVITATION_LIFETIME, Invitation, JoinRequest, JoinStatus
from companies.models.logos import Logo
from companies.models.looks import ContactLook, LookPlace
from companies.models.names import COLUMNS_FROM_NAMES, IDENTITY, NAMES, compute_from_names, name_for
from companies.models.projects import PROJECT_LIFETIME, Cooperation, Project
from companies.models.reviews import (
    REMARK_LENGTH,
    ChangeCheck,
    CompanyReview,
    CompanyVerdict,
    FieldRemark,
    ProjectReview,
    ProjectVerdict,
)
from companies.models.separation import PersonOfCompany
from companies.models.standing import StandingChange, StandingStep
from companies.models.statuses import CompanyStatus, ProjectStatus
from companies.models.translations import ProjectTranslation

__all__ = [
    "COLUMNS_FROM_NAMES",
    "IDENTITY",
    "INVITATION_LIFETIME",
    "NAMES",
    "PROJECT_LIFETIME",
    "REMARK_LENGTH",
    "ChangeCheck",
    "Company",
    "CompanyReview",
    "CompanyStatus",
    "CompanyVerdict",
    "Contact",
    "ContactLook",
    "Cooperation",
    "DeletedRecord",
    "FieldRemark",
    "Invitation",
    "JoinRequest",
    "JoinStatus",
    "Logo",
    "LookPlace",
    "Membership",
    "MembershipRole",
    "PersonOfCompany",
    "ProfileChange",
    "ProfileDraft",
    "Project",
    "ProjectReview",
    "ProjectStatus",
    "ProjectTranslation",
    "ProjectVerdict",
    "StandingChange",
    "StandingStep",
    "compute_from_names",
    "make_public_id",
    "name_for",
    "note_deletion",
]
