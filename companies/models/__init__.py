"""Who the firms are: companies, the people who act for them, and their collaboration projects."""

from companies.models.companies import NAMES, Company, Contact, Membership, MembershipRole, make_public_id
from companies.models.deletions import DeletedRecord
from companies.models.directory import DirectoryChange, DirectoryEntry, DirectoryVersion, DirectoryWord, Shelf
from companies.models.drafts import ProfileDraft
from companies.models.exports import ContactExport
from companies.models.history import ProfileChange
from companies.models.imports import ImportBatch, ImportRow, ImportStatus, RowFate
from companies.models.joining import INVITATION_LIFETIME, Invitation, JoinRequest, JoinStatus
from companies.models.logos import Logo
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
from companies.models.saved_searches import AlertFrequency, SavedSearch
from companies.models.translations import ProjectTranslation
from companies.models.vocabulary import (
    PEER_TYPES,
    CompanyStatus,
    CooperationRole,
    CooperationType,
    Country,
    DigitalTechnology,
    GreenObjective,
    ProjectStatus,
)

__all__ = [
    "INVITATION_LIFETIME",
    "NAMES",
    "PEER_TYPES",
    "PROJECT_LIFETIME",
    "REMARK_LENGTH",
    "AlertFrequency",
    "ChangeCheck",
    "Company",
    "CompanyReview",
    "CompanyStatus",
    "CompanyVerdict",
    "Contact",
    "ContactExport",
    "Cooperation",
    "CooperationRole",
    "CooperationType",
    "Country",
    "DeletedRecord",
    "DigitalTechnology",
    "DirectoryChange",
    "DirectoryEntry",
    "DirectoryVersion",
    "DirectoryWord",
    "FieldRemark",
    "GreenObjective",
    "ImportBatch",
    "ImportRow",
    "ImportStatus",
    "Invitation",
    "JoinRequest",
    "JoinStatus",
    "Logo",
    "Membership",
    "MembershipRole",
    "ProfileChange",
    "ProfileDraft",
    "Project",
    "ProjectReview",
    "ProjectStatus",
    "ProjectTranslation",
    "ProjectVerdict",
    "RowFate",
    "SavedSearch",
    "Shelf",
    "make_public_id",
]
