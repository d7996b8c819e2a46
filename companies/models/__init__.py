"""Who the firms are: companies, the people who act for them, and their collaboration projects."""

from companies.models.companies import Company, Contact, Membership, MembershipRole, make_public_id
from companies.models.history import ProfileChange
from companies.models.projects import PROJECT_LIFETIME, Cooperation, Project
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
    "Company",
    "CompanyStatus",
    "Contact",
    "Cooperation",
    "CooperationRole",
    "CooperationType",
    "Country",
    "DigitalTechnology",
    "GreenObjective",
    "Membership",
    "MembershipRole",
    "ProfileChange",
    "Project",
    "ProjectStatus",
    "make_public_id",
]
