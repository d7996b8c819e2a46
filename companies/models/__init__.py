"""Who the firms are: companies, the people who act for them, and their collaboration projects."""

from companies.models.companies import Company, Contact, Membership, MembershipRole, make_public_id
from companies.models.directory import DirectoryChange, DirectoryEntry, DirectoryVersion, DirectoryWord, Shelf
from companies.models.projects import PROJECT_LIFETIME, Cooperation, Project
from companies.models.saved_searches import AlertFrequency, SavedSearch
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
    "PEER_TYPES",
    "PROJECT_LIFETIME",
    "AlertFrequency",
    "Company",
    "CompanyStatus",
    "Contact",
    "Cooperation",
    "CooperationRole",
    "CooperationType",
    "Country",
    "DigitalTechnology",
    "DirectoryChange",
    "DirectoryEntry",
    "DirectoryVersion",
    "DirectoryWord",
    "GreenObjective",
    "Membership",
    "MembershipRole",
    "Project",
    "ProjectStatus",
    "SavedSearch",
    "Shelf",
    "make_public_id",
]
