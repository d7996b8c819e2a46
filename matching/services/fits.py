"""How well two projects fit, asked by a person: from the stored match while it is true, computed afresh otherwise."""

from collections.abc import Sequence

from companies.models import Project
from matching.embeddings import get_encoder
from matching.engine.arrays import stack_projects
from matching.engine.centring import NO_CENTRING, CorpusCentring
from matching.engine.explanations import explain_pair
from matching.models import Match
from matching.project_rows import digest_profile, profile_of, unpack_centring
from matching.queries import match_between, newest_centring
from matching.services.proposals import serialize_explanation
from matching.services.vectors import encode_projects
from matching.services.weights import weights_in_force
from taxonomy.vocabulary import Country


def find_fits(project: Project, others: Sequence[Project]) -> list[Match]:
    """The fit of a project with each of these of the other country, best first.

    A match that was never stored, or whose projects have changed since, is returned unsaved: only `score`,
    `explanation` and the two projects mean something in it. The projects' `company` should be loaded.
    """
    pairs = [_ordered(project, other) for other in others if other.company.country != project.company.country]
    stored = {pair: _true_match(*pair) for pair in pairs}
    missing = [pair for pair in pairs if stored[pair] is None]
    computed = _compute(missing) if missing else {}
    fits = [stored[pair] or computed[pair] for pair in pairs]
    return sorted(fits, key=lambda fit: (-fit.score, fit.korean_project_id, fit.luxembourg_project_id))


def _ordered(one: Project, other: Project) -> tuple[Project, Project]:
    return (one, other) if one.company.country == Country.KOREA else (other, one)


def _true_match(korean: Project, luxembourger: Project) -> Match | None:
    match = match_between(korean, luxembourger)
    if match is None or match.korean_digest != digest_profile(profile_of(korean)):
        return None
    if match.luxembourg_digest != digest_profile(profile_of(luxembourger)):
        return None
    match.korean_project, match.luxembourg_project = korean, luxembourger
    return match


def _compute(pairs: Sequence[tuple[Project, Project]]) -> dict[tuple[Project, Project], Match]:
    projects = list(dict.fromkeys(project for pair in pairs for project in pair))
    encoded = encode_projects(projects, encoder=get_encoder())
    arrays = stack_projects(encoded.profiles, encoded.vectors, _centring())
    places = {project.pk: place for place, project in enumerate(projects)}
    weights, fits = weights_in_force(), {}
    for korean, luxembourger in pairs:
        i, j = places[korean.pk], places[luxembourger.pk]
        explanation = explain_pair(arrays, i, arrays, j, weights)
        fits[korean, luxembourger] = Match(
            korean_project=korean,
            luxembourg_project=luxembourger,
            score=explanation.score,
            explanation=serialize_explanation(explanation, encoded.profiles[i], encoded.profiles[j]),
        )
    return fits


def _centring() -> CorpusCentring:
    data = newest_centring()
    return unpack_centring(bytes(data)) if data else NO_CENTRING
