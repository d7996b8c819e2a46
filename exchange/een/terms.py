"""The words, limits and tables of profiles in the form of the Enterprise Europe Network (EEN); docs/een.md."""

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from companies.models import Project
from taxonomy.vocabulary import CooperationType

SCHEMA = "sgbc-een/1"
MAX_PROFILES = 10_000
MOST_PARTNERSHIPS = 3
MOST_KEYWORDS = 5
LIFETIME_DAYS = 365
LIMITS: Mapping[str, int] = {
    "title": 256,
    "short_summary": 500,
    "description": 4000,
    "advantages_and_innovation": 2000,
    "expertise_sought": 2000,
    "partner_role": 4000,
    "ipr_notes": 2000,
}


class ProfileType(TextChoices):
    BUSINESS_OFFER = "BO", _("Business offer")
    BUSINESS_REQUEST = "BR", _("Business request")
    TECHNOLOGY_OFFER = "TO", _("Technology offer")
    TECHNOLOGY_REQUEST = "TR", _("Technology request")
    RESEARCH_REQUEST = "RDR", _("Research & development request")


OFFERS = frozenset((ProfileType.BUSINESS_OFFER, ProfileType.TECHNOLOGY_OFFER))


class Partnership(TextChoices):
    RESEARCH = "rd_cooperation", _("R&D cooperation agreement")
    TECHNICAL_ASSISTANCE = "technical_assistance", _("Commercial agreement with technical assistance")
    LICENCE = "licence", _("Licence agreement")
    COMMERCIAL = "commercial", _("Commercial agreement")
    INVESTMENT = "investment", _("Investment agreement")


COOPERATION_OF: Mapping[str, CooperationType] = {
    Partnership.RESEARCH: CooperationType.JOINT_RESEARCH,
    Partnership.TECHNICAL_ASSISTANCE: CooperationType.TECHNOLOGY_TRANSFER,
    Partnership.LICENCE: CooperationType.TECHNOLOGY_TRANSFER,
    Partnership.COMMERCIAL: CooperationType.MARKETING_COOPERATION,
    Partnership.INVESTMENT: CooperationType.JOINT_VENTURE,
}
PARTNERSHIP_OF: Mapping[str, Partnership] = {
    CooperationType.JOINT_RESEARCH: Partnership.RESEARCH,
    CooperationType.TECHNOLOGY_TRANSFER: Partnership.TECHNICAL_ASSISTANCE,
    CooperationType.MARKETING_COOPERATION: Partnership.COMMERCIAL,
    CooperationType.JOINT_VENTURE: Partnership.INVESTMENT,
}


class Stage(TextChoices):
    CONCEPT = "concept", _("Concept stage")
    DEVELOPMENT = "under_development", _("Under development")
    LAB_TESTED = "lab_tested", _("Lab tested")
    DEMONSTRATION = "available_for_demonstration", _("Available for demonstration")
    MARKET = "on_the_market", _("Already on the market")


TRL_RANGES: Mapping[str, tuple[int, int]] = {
    Stage.CONCEPT: (1, 2),
    Stage.DEVELOPMENT: (3, 3),
    Stage.LAB_TESTED: (4, 5),
    Stage.DEMONSTRATION: (6, 8),
    Stage.MARKET: (9, 9),
}
"""A convention of ours, after the EU's wording of the nine levels: no source fixes it."""
TYPICAL_TRL: Mapping[str, int] = {
    Stage.CONCEPT: 2,
    Stage.DEVELOPMENT: 3,
    Stage.LAB_TESTED: 4,
    Stage.DEMONSTRATION: 7,
    Stage.MARKET: 9,
}


class Ipr(TextChoices):
    NONE_APPLIED = "none_applied", _("No IPR applied for")
    SECRET = "secret_know_how", _("Secret know-how")  # no password
    APPLIED = "applied_not_granted", _("Applied for but not granted")
    GRANTED = "granted", _("Granted")


class PartnerKind(TextChoices):
    MICRO = "sme_up_to_10", _("SME with up to 10 employees")
    SMALL = "sme_11_49", _("SME with 11 to 49 employees")
    MEDIUM = "sme_50_249", _("SME with 50 to 249 employees")
    LARGE = "large_company", _("Large company")
    INSTITUTION = "rd_institution", _("R&D institution")
    UNIVERSITY = "university", _("University")
    OTHER = "other", _("Other")


def stage_of(trl: int) -> Stage:
    """The stage of development that the level belongs to."""
    return next(Stage(stage) for stage, (first, last) in TRL_RANGES.items() if first <= trl <= last)


def size_of(employees: int) -> PartnerKind:
    """The class of size a company with so many people falls into."""
    bounds = ((10, PartnerKind.MICRO), (49, PartnerKind.SMALL), (249, PartnerKind.MEDIUM))
    return next((kind for most, kind in bounds if employees <= most), PartnerKind.LARGE)


def text_limit(name: str) -> int:
    """How many characters the portal keeps of a project's text."""
    limit = Project._meta.get_field(name).max_length  # type: ignore[union-attr]
    assert limit is not None  # noqa: S101  # every text of a project has one
    return limit
