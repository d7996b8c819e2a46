"""Scoring projects that are in the database: rows to arrays, arrays to candidate pairs."""

from collections.abc import Sequence

import numpy as np
from django.conf import settings

from companies.models import Country, Project
from matching.embeddings import get_encoder
from matching.engine.arrays import ProjectArrays, stack_projects
from matching.engine.background import Background, fit_background
from matching.engine.candidates import Candidates, best_candidates, join_candidates
from matching.engine.search import best_pairs
from matching.engine.weights import Weights
from matching.features import load_concept_space
from matching.queries import project_ids_to_match, projects_to_match
from matching.services.proposals import closed_indices
from matching.services.vectors import encode_projects

POOL = 20  # candidates a project brings to a round, each way
SCORE_DIGITS = 5  # rounding errors of blocks of another size must not break ties
BACKGROUND_SAMPLE = 2_000  # projects of each country


def score_candidates(koreans: ProjectArrays, luxembourgers: ProjectArrays, weights: Weights) -> Candidates:
    """The best feasible pairs of each row and each column of this block, above the threshold."""
    if not len(koreans) or not len(luxembourgers):
        return join_candidates([])
    best = best_pairs(
        koreans,
        luxembourgers,
        per_row=POOL,
        per_column=POOL,
        threshold=settings.MATCHING_THRESHOLD,
        excluded=closed_indices(koreans.ids, luxembourgers.ids),
        weights=weights,
    )
    rows, columns = koreans.ids[best.rows].astype(np.int64), luxembourgers.ids[best.columns].astype(np.int64)
    return Candidates(rows, columns, np.round(best.scores, SCORE_DIGITS))


def score_one_project(project: Project, *, background: Background, weights: Weights) -> tuple[Candidates, int]:
    """The candidates of one project against all of the other country, and how many pairs were scored."""
    is_korean = project.company.country == Country.KOREA
    mine = load_arrays(background, [project.pk])
    others = load_arrays(background, project_ids_to_match(Country.LUXEMBOURG if is_korean else Country.KOREA))
    sides = (mine, others) if is_korean else (others, mine)
    pool = score_candidates(*sides, weights)
    return best_candidates(pool, per_row=POOL if is_korean else 0, per_column=0 if is_korean else POOL), len(others)


def load_arrays(background: Background, project_ids: Sequence[int]) -> ProjectArrays:
    encoded = encode_projects(list(projects_to_match(project_ids)), encoder=get_encoder())
    return stack_projects(encoded.profiles, encoded.vectors, background)


def fit_current_background() -> Background:
    """What the texts published now have in common, from a bounded sample of each country in id order."""
    ids = [i for country in Country for i in project_ids_to_match(country)[:BACKGROUND_SAMPLE]]
    encoded = encode_projects(list(projects_to_match(ids)), encoder=get_encoder())
    return fit_background(encoded.profiles, encoded.vectors, load_concept_space())
