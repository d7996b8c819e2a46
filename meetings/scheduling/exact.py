"""The whole of a schedule as one model: small ones are solved to the end, larger ones at least bounded by it."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from meetings.scheduling.board import Board
from meetings.scheduling.choosing import new_solver
from meetings.scheduling.score import score_of
from meetings.scheduling.windows import Times, Window

MOST_VARIABLES = 5_000  # of pairs and slots; beyond it a step takes longer than it gains


@dataclass(frozen=True, slots=True)
class Exact:
    """Times, and what no schedule exceeds: agreed meetings; with so many, participants who meet; with both, value."""

    times: dict[int, int]
    musts: int
    covered: int
    bound: int


def place_agreed(board: Board, *, effort: float) -> Exact:
    """Times for as many agreed meetings as there can be, as if there were no others. They are few: soon proven."""
    musts = [p for p, pair in enumerate(board.pairs) if pair.is_must]
    window = Window(board, {}, window=board.slot_ids, among=musts)
    window.model.maximize(sum(window.meetings.values()))
    solver = new_solver(effort)
    is_found = solver.solve(window.model) in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    most = int(solver.best_objective_bound + 0.5) if is_found else len(musts)
    return Exact(window.read(solver) if is_found else {}, most, covered=0, bound=0)


def is_small(board: Board) -> bool:
    return sum(map(len, board.slots_of)) <= MOST_VARIABLES


def solve_exactly(board: Board, times: Times, *, effort: float) -> Exact:
    """From these times on: agreed meetings first, then a meeting for everybody, then the value. Never worse."""
    window = Window(board, times, window=board.slot_ids, among=range(len(board.pairs)))
    musts = [meets for (p, _slot), meets in window.meetings.items() if board.pairs[p].is_must]
    worths = [board.pairs[p].worth * meets for (p, _slot), meets in window.meetings.items()]
    best, bounds = dict(times), []
    for place, objective in enumerate((sum(musts), sum(window.coverings()), sum(worths))):
        window.hint(best)
        window.model.maximize(objective)
        solver = new_solver(effort)
        if solver.solve(window.model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            raise ArithmeticError("A schedule has no solution, although meeting nobody is one.")
        best = max(best, window.read(solver), key=lambda found: score_of(board, found))
        bounds.append(int(solver.best_objective_bound + 0.5))
        window.model.add(objective >= score_of(board, best)[place])
    return Exact(best, *bounds)
