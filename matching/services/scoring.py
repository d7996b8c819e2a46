"""Scoring projects that are in the database: rows to arrays, arrays to candidate pairs."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from companies.models import Country, Project
from matching.embeddings import get_encoder
from matching.engine.arrays import ProjectArrays, stack_projects
from matching.engine.background import Background, fit_background
from matching.engine.candidates import Candidates, join_candidates, join_unique
from matching.engine.ranking import RankedPairs, feasible_mask, top_pairs
from matching.engine.scoring import score_pairs
from matching.engine.weights import DEFAULT_WEIGHTS
from matching.queries import open_scores, project_ids_to_match, projects_to_match
from matching.services.proposals import closed_indices
from matching.services.vectors import encode_projects

SUGGESTIONS_PER_PROJECT = 5
BACKGROUND_SAMPLE = 2_000  # projects of each country


def score_candidates(koreans: ProjectArrays, luxembourgers: ProjectArrays) -> Candidates:
    """The best feasible pairs of each row and each column of this block, above the threshold."""
    if not len(koreans) or not len(luxembourgers):
        return join_candidates([])
    scores = score_pairs(koreans, luxembourgers, DEFAULT_WEIGHTS)
    mask = feasible_mask(scores.shape, *closed_indices(koreans.ids, luxembourgers.ids))
    best = top_pairs(
        scores,
        mask,
        koreans.ids,
        luxembourgers.ids,
        SUGGESTIONS_PER_PROJECT,
        SUGGESTIONS_PER_PROJECT,
        settings.MATCHING_THRESHOLD,
    )
    return _by_id(best, koreans, luxembourgers)


def score_one_project(project: Project, *, background: Background) -> tuple[Candidates, int]:
    """The pairs that this project should now have, and how many pairs were scored.

    They are the best of its own list, and those good enough to enter a partner's list as it stands.
    """
    is_korean = project.company.country == Country.KOREA
    mine = load_arrays(background, [project.pk])
    others = load_arrays(background, project_ids_to_match(Country.LUXEMBOURG if is_korean else Country.KOREA))
    if not len(mine) or not len(others):
        return join_candidates([]), 0
    koreans, luxembourgers = (mine, others) if is_korean else (others, mine)
    scores = score_pairs(koreans, luxembourgers, DEFAULT_WEIGHTS)
    mask = feasible_mask(scores.shape, *closed_indices(koreans.ids, luxembourgers.ids))
    enters = scores.ravel() > _scores_to_beat(others.ids, project.pk)
    everything = (SUGGESTIONS_PER_PROJECT, 0) if is_korean else (0, SUGGESTIONS_PER_PROJECT)
    best = top_pairs(scores, mask, koreans.ids, luxembourgers.ids, *everything, settings.MATCHING_THRESHOLD)
    also = top_pairs(
        scores,
        mask & enters.reshape(scores.shape),
        koreans.ids,
        luxembourgers.ids,
        len(luxembourgers),
        0,
        settings.MATCHING_THRESHOLD,
    )
    return join_unique([_by_id(pairs, koreans, luxembourgers) for pairs in (best, also)]), scores.size


def _by_id(pairs: RankedPairs, koreans: ProjectArrays, luxembourgers: ProjectArrays) -> Candidates:
    return Candidates(
        koreans.ids[pairs.rows].astype(np.int64), luxembourgers.ids[pairs.columns].astype(np.int64), pairs.scores
    )


def _scores_to_beat(partner_ids: NDArray[np.str_], project_id: int) -> NDArray[np.float32]:
    """For each partner, the weakest score of a full list of suggestions without this project; -inf while not full."""
    lists: dict[int, list[float]] = defaultdict(list)
    for partner_id, score in open_scores(without_project_id=project_id):
        lists[partner_id].append(score)
    full = {
        i: sorted(scores)[-SUGGESTIONS_PER_PROJECT]
        for i, scores in lists.items()
        if len(scores) >= SUGGESTIONS_PER_PROJECT
    }
    return np.array([full.get(int(i), -np.inf) for i in partner_ids], dtype=np.float32)


def load_arrays(background: Background, project_ids: Sequence[int]) -> ProjectArrays:
    encoded = encode_projects(list(projects_to_match(project_ids)), encoder=get_encoder())
    return stack_projects(encoded.profiles, encoded.vectors, background)


def fit_current_background() -> Background:
    """What the texts published now have in common, from a bounded sample of each country in id order."""
    ids = [i for country in Country for i in project_ids_to_match(country)[:BACKGROUND_SAMPLE]]
    encoded = encode_projects(list(projects_to_match(ids)), encoder=get_encoder())
    return fit_background(encoded.profiles, encoded.vectors)
