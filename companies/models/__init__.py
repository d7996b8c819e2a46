"""Who the firms are: companies, the people who act for them, and their collaboration projects."""

from companies.models.companies import Company, Contact, Membership, MembershipRole, make_public_id
from companies.models.projects import PROJECT_LIFETIME, Cooperation, Project
from companies.models.reviews import (
    REMARK_LENGTH,
    CompanyReview,
    CompanyVerdict,
    FieldRemark,
    ProjectReview,
    ProjectVerdict,
)
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
    "REMARK_LENGTH",
    "Company",
    "CompanyReview",
    "CompanyStatus",
    "CompanyVerdict",
    "Contact",
    "Cooperation",
    "CooperationRole",
    "CooperationType",
    "Country",
    "DigitalTechnology",
    "FieldRemark",
    "GreenObjective",
    "Membership",
    "MembershipRole",
    "Project",
    "ProjectReview",
    "ProjectStatus",
    "ProjectVerdict",
    "make_public_id",
]
