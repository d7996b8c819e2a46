"""Rounds: who is suggested to whom, so that a few popular companies do not drown and nobody is forgotten."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from matching.assignment import AssignmentSide, assign_round
from matching.engine.candidates import Candidates, best_candidates
from matching.engine.exposure import Exposure, measure_exposure
from matching.queries import approval_counts, companies_of_projects, project_ids_to_match, standing_pairs
from taxonomy.vocabulary import Country

PER_PROJECT = 3  # suggestions a project may have open at a time
PER_COMPANY = 5  # and its company, over all its projects


def choose_round(pool: Candidates, *, standing: set[tuple[int, int]]) -> Candidates:
    """The pairs to propose now; standing pairs take their room first and are not proposed again."""
    fresh = pool.take(np.array([pair not in standing for pair in pairs_of(pool)], dtype=np.bool_))
    taken = Counter(project_id for pair in standing for project_id in pair)
    return assign_round(fresh, _side(fresh.rows, taken), _side(fresh.columns, taken))


def _side(project_ids: NDArray[np.int64], taken: Counter[int]) -> AssignmentSide:
    ids = np.unique(project_ids)
    companies = companies_of_projects({*ids.tolist(), *taken})
    taken_by_company: Counter[int] = Counter()
    for project_id, count in taken.items():
        taken_by_company[companies[project_id]] += count
    approvals = approval_counts(ids.tolist())
    return AssignmentSide(
        ids=ids,
        companies=np.array([companies[i] for i in ids.tolist()], np.int64),
        capacities=np.array([max(0, PER_PROJECT - taken[i]) for i in ids.tolist()], np.int64),
        exposures=np.array([approvals[i] for i in ids.tolist()], np.int64),
        company_capacities={company: max(0, PER_COMPANY - taken_by_company[company]) for company in companies.values()},
    )


def pairs_of(candidates: Candidates) -> list[tuple[int, int]]:
    return list(zip(candidates.rows.tolist(), candidates.columns.tolist(), strict=True))


def compare_exposure(pool: Candidates, chosen: Candidates) -> dict[str, dict[str, float]]:
    """How evenly suggestions fall on all public projects: each one's best without caps ("before") and this round."""
    best = best_candidates(pool, per_row=PER_PROJECT, per_column=PER_PROJECT)
    after = [*pairs_of(chosen), *standing_pairs()]
    everybody = [i for country in Country for i in project_ids_to_match(country)]
    return {"before": _exposure(pairs_of(best), everybody), "after": _exposure(after, everybody)}


def _exposure(pairs: Iterable[tuple[int, int]], everybody: list[int]) -> dict[str, float]:
    counts = Counter(project_id for pair in pairs for project_id in pair)
    measured = exposure_of([counts[i] for i in everybody])
    return {"gini": round(measured.gini, 4), "never": round(measured.never, 4)}


def exposure_of(counts: Sequence[int]) -> Exposure:
    """How evenly suggestions fall on projects, from how often each was suggested."""
    return measure_exposure(np.array(counts, np.int64))
