"""What a company's projects say together about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from companies.models import Project, ProjectStatus
from taxonomy.vocabulary import CooperationType, DigitalTechnology, GreenObjective


@dataclass(frozen=True, slots=True)
class Profile:
    """Members of the vocabularies, each once, in the vocabulary's order."""

    green: list[GreenObjective]
    digital: list[DigitalTechnology]
    cooperation: list[CooperationType]


def gather_profile(projects: Iterable[Project]) -> Profile:
    """Of the published ones; their cooperations are best prefetched."""
    public = [project for project in projects if project.status == ProjectStatus.PUBLISHED]
    green = {code for project in public for code in project.green_objectives}
    digital = {code for project in public for code in project.digital}
    types = {entry.type for project in public for entry in project.cooperations.all()}
    return Profile(
        [objective for objective in GreenObjective if objective in green],
        [technology for technology in DigitalTechnology if technology in digital],
        [kind for kind in CooperationType if kind in types],
    )
