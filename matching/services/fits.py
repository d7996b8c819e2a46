"""How well two projects fit, asked by a person: from the stored match while it is true, computed afresh otherwise."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from companies.models import Project
from matching.embeddings import get_encoder
from matching.engine.arrays import stack_projects
from matching.engine.centring import NO_CENTRING, CorpusCentring
from matching.engine.scoring import score_pairs
from matching.models import Match
from matching.project_rows import digest_profile, korean_first, profile_of, unpack_centring
from matching.queries import (
    REFUSED_STATUSES,
    blocked_pairs,
    closed_pairs,
    matches_between,
    newest_centring,
    projects_to_match,
)
from matching.services.explaining import explain_projects
from matching.services.vectors import encode_projects
from matching.services.weights import weights_in_force
from taxonomy.vocabulary import Country

ProjectPair = tuple[Project, Project]
SCORE_DIGITS = 5  # rounding errors of arrays of another size change no order


def find_fits(project: Project, others: Sequence[Project]) -> list[Match]:
    """The fit of a project with each of these of the other country, best first; as `fits_of` has them."""
    fits = fits_of(
        [korean_first(project, other) for other in others if other.company.country != project.company.country]
    )
    return sorted(fits.values(), key=_place)


def _place(fit: Match) -> tuple[float, float, int, int]:
    return -fit.likelihood, -fit.score, fit.korean_project_id, fit.luxembourg_project_id


def fits_of(pairs: Sequence[ProjectPair]) -> dict[ProjectPair, Match]:
    """The fit of each (Korean, Luxembourg) pair of projects, in as many queries for one as for many.

    A match that was never stored, or whose projects have changed since, is returned unsaved: only `score`,
    `likelihood`, `explanation` and the two projects mean something in it. The projects' `company` should be loaded.
    """
    stored = _true_matches(pairs)
    missing = [pair for pair in pairs if pair not in stored]
    return stored | (_compute(missing) if missing else {})


def _true_matches(pairs: Sequence[ProjectPair]) -> dict[ProjectPair, Match]:
    """The stored matches of these pairs that were made from what both projects say now."""
    matches = matches_between([korean.pk for korean, _ in pairs], [luxembourger.pk for _, luxembourger in pairs])
    true: dict[ProjectPair, Match] = {}
    for korean, luxembourger in pairs if matches else ():
        match = matches.get((korean.pk, luxembourger.pk))
        if match is not None and _is_true(match, korean, luxembourger):
            match.korean_project, match.luxembourg_project = korean, luxembourger
            true[korean, luxembourger] = match
    return true


def _is_true(match: Match, korean: Project, luxembourger: Project) -> bool:
    return match.korean_digest == digest_profile(profile_of(korean)) and match.luxembourg_digest == digest_profile(
        profile_of(luxembourger)
    )


class ScoredPairs(NamedTuple):
    """The scores in [0, 1] of every Korean with every Luxembourg project, by their ids; -1 where two stay apart.

    korean_ids (n,), luxembourg_ids (m,), scores (n, m).
    """

    korean_ids: NDArray[np.int64]
    luxembourg_ids: NDArray[np.int64]
    scores: NDArray[np.float32]


def score_everybody(project_ids: Collection[int]) -> ScoredPairs:
    """These projects, those of them that are public, each with all of the other country, at once.

    Pairs of which somebody said no, and those of companies kept apart, have no score.
    """
    projects = list(projects_to_match(project_ids))
    encoded = encode_projects(projects, encoder=get_encoder())
    arrays = stack_projects(encoded.profiles, encoded.vectors, _centring())
    is_korean = np.array([project.company.country == Country.KOREA for project in projects], dtype=np.bool_)
    ids = np.array([project.pk for project in projects], dtype=np.int64)
    rows, columns = np.flatnonzero(is_korean), np.flatnonzero(~is_korean)
    scores = np.round(score_pairs(arrays.take(rows), arrays.take(columns), weights_in_force()), SCORE_DIGITS)
    apart = np.array(sorted(_pairs_apart(project_ids)), dtype=np.int64).reshape(-1, 2)
    apart = apart[np.isin(apart[:, 0], ids[rows]) & np.isin(apart[:, 1], ids[columns])]
    scores[np.searchsorted(ids[rows], apart[:, 0]), np.searchsorted(ids[columns], apart[:, 1])] = -1
    return ScoredPairs(ids[rows], ids[columns], scores)


def _pairs_apart(project_ids: Collection[int]) -> set[tuple[int, int]]:
    """(Korean, Luxembourg) ids of pairs to which somebody said no, or whose companies are kept apart."""
    closed = closed_pairs(project_ids=project_ids)
    refused = {(pair.korean_id, pair.luxembourg_id) for pair in closed if pair.status in REFUSED_STATUSES}
    return refused | blocked_pairs(project_ids=project_ids)


def _compute(pairs: Sequence[ProjectPair]) -> dict[ProjectPair, Match]:
    projects = list(dict.fromkeys(project for pair in pairs for project in pair))
    places = {project.pk: place for place, project in enumerate(projects)}
    explained = explain_projects(
        projects,
        [(places[korean.pk], places[luxembourger.pk]) for korean, luxembourger in pairs],
        centring=_centring(),
        weights=weights_in_force(),
    )
    return {
        (korean, luxembourger): Match(
            korean_project=korean,
            luxembourg_project=luxembourger,
            score=explanation["score"],
            likelihood=explanation.get("likelihood", 0.0),
            explanation=explanation,
        )
        for (korean, luxembourger), explanation in zip(pairs, explained, strict=True)
    }


def _centring() -> CorpusCentring:
    data = newest_centring()
    return unpack_centring(bytes(data)) if data else NO_CENTRING
