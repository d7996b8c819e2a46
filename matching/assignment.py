"""A fair round of suggestions: the best total score under caps, as a flow of least cost."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from matching.engine.candidates import Candidates

SCALE = 1_000_000  # scores and bonuses become whole numbers of millionths: the solver is exact on those
FIRST_SUGGESTION_BONUS = 0.1  # what the first suggestion of a never suggested project is worth beside its score

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class AssignmentSide:
    """The projects of one country that may be suggested, in the order of `ids`.

    ids, companies, capacities (how many more suggestions a project may get), exposures (how often it was suggested
    before): each of shape (projects,). company_capacities: how many more a company may get, by company id.
    """

    ids: Ints
    companies: Ints
    capacities: Ints
    exposures: Ints
    company_capacities: dict[int, int]


class _Arcs(NamedTuple):
    tails: Ints
    heads: Ints
    capacities: Ints
    costs: Ints


def assign_round(candidates: Candidates, koreans: AssignmentSide, luxembourgers: AssignmentSide) -> Candidates:
    """Of the candidate pairs, those with the greatest total score such that no project and no company exceeds its room.

    The first suggestion of a project counts FIRST_SUGGESTION_BONUS / (1 + exposure) on top, so that new and rarely
    suggested projects get their share. The same input gives the same answer, whatever the order of the pairs. A flow
    source → company → project → project → company → sink has whole-number optima (Ahuja, Magnanti & Orlin 1993).
    """
    if not len(candidates.rows):
        return candidates
    ordered = candidates.take(np.lexsort((candidates.columns, candidates.rows)))
    network = _Network(koreans, luxembourgers)
    flow = min_cost_flow.SimpleMinCostFlow()
    pairs = flow.add_arcs_with_capacity_and_unit_cost(*network.pair_arcs(ordered))
    for arcs in network.room_arcs():
        flow.add_arcs_with_capacity_and_unit_cost(*arcs)
    flow.set_node_supply(network.source, network.supply)
    flow.set_node_supply(network.sink, -network.supply)
    if flow.solve() != flow.OPTIMAL:
        raise ArithmeticError("The round has no solution, although suggesting nothing is one.")
    chosen = ordered.take(flow.flows(pairs) > 0)
    return chosen.take(np.lexsort((chosen.columns, chosen.rows, -chosen.scores)))


class _Network:
    """Node numbers: source, sink, then Korean companies and projects, then Luxembourg projects and companies."""

    source, sink = 0, 1

    def __init__(self, koreans: AssignmentSide, luxembourgers: AssignmentSide) -> None:
        self._sides = (koreans, luxembourgers)
        self._companies = [np.unique(side.companies) for side in self._sides]
        sizes = [len(self._companies[0]), len(koreans.ids), len(luxembourgers.ids), len(self._companies[1])]
        starts = np.cumsum([2, *sizes])
        self._company_starts, self._project_starts = (int(starts[0]), int(starts[3])), (int(starts[1]), int(starts[2]))
        self.supply = sum(koreans.company_capacities[int(company)] for company in self._companies[0])

    def pair_arcs(self, pairs: Candidates) -> _Arcs:
        tails = self._projects(0, pairs.rows)
        heads = self._projects(1, pairs.columns)
        return _Arcs(
            tails, heads, np.ones_like(tails), -np.rint(pairs.scores.astype(np.float64) * SCALE).astype(np.int64)
        )

    def room_arcs(self) -> list[_Arcs]:
        """What every company and project may still get, and the way past all of them for what nobody takes."""
        past = _Arcs(*(np.array([value], np.int64) for value in (self.source, self.sink, self.supply, 0)))
        return [past, *self._side_arcs(0), *self._side_arcs(1)]

    def _side_arcs(self, index: int) -> list[_Arcs]:
        side, companies = self._sides[index], self._companies[index]
        company_nodes = self._company_starts[index] + np.arange(len(companies))
        outer = np.full_like(company_nodes, (self.source, self.sink)[index])
        capacities = np.array([side.company_capacities[int(company)] for company in companies], np.int64)
        of_project = self._company_starts[index] + np.searchsorted(companies, side.companies)
        projects = self._projects(index, side.ids)
        bonus = -np.rint(FIRST_SUGGESTION_BONUS * SCALE / (1 + side.exposures)).astype(np.int64)
        first, more = np.minimum(side.capacities, 1), np.maximum(side.capacities - 1, 0)
        return [
            self._directed(index, outer, company_nodes, capacities, np.zeros_like(capacities)),
            self._directed(index, of_project, projects, first, bonus),
            self._directed(index, of_project, projects, more, np.zeros_like(more)),
        ]

    def _projects(self, index: int, ids: Ints) -> Ints:
        order = np.argsort(self._sides[index].ids, kind="stable")
        return self._project_starts[index] + order[np.searchsorted(self._sides[index].ids, ids, sorter=order)]

    def _directed(self, index: int, outward: Ints, inward: Ints, capacities: Ints, costs: Ints) -> _Arcs:
        """Flow enters through Korean companies and leaves through Luxembourg ones."""
        tails, heads = (outward, inward) if index == 0 else (inward, outward)
        return _Arcs(tails, heads, capacities, costs)
