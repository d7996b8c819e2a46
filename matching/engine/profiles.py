"""What the engine knows about a project: plain values, no database."""

from dataclasses import dataclass

COOPERATION_TYPES = ("joint_research", "technology_transfer", "marketing_cooperation", "joint_venture")
ROLES = ("provider", "seeker", "peer")
GREEN_OBJECTIVES = (
    "climate_mitigation",
    "climate_adaptation",
    "water",
    "circular_economy",
    "pollution_prevention",
    "biodiversity",
)
DIGITAL_TECHNOLOGIES = (
    "ai",
    "iot",
    "data_platform",
    "cloud",
    "blockchain",
    "robotics",
    "digital_twin",
    "earth_observation",
    "cybersecurity",
    "extended_reality",
    "mobile_app",
    "simulation",
)
COUNTRIES = ("KR", "LU")
TEXT_LANGUAGES = ("ko", "en", "fr", "de")


@dataclass(frozen=True, slots=True)
class ProjectProfile:
    """One collaboration project with what its company contributes; `id` breaks ties between equal scores.

    The concepts are codes of a taxonomy found in title, summary and offer, and in what `seek` asks for.
    """

    id: str
    company_id: str
    country: str
    languages: tuple[str, ...]
    nace: tuple[str, ...]
    employees: int | None
    language: str
    title: str
    summary: str
    offer: str
    seek: str
    cooperation: tuple[tuple[str, str], ...]
    green_objectives: tuple[str, ...]
    digital: tuple[str, ...]
    trl: int | None
    partner_trl: tuple[int, int] | None
    concepts_offered: tuple[str, ...] = ()
    concepts_needed: tuple[str, ...] = ()
