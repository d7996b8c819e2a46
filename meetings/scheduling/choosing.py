"""Who shall meet whom, before anybody asks when: the bound of every schedule, and what times are sought for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from meetings.scheduling.board import KINDS, Board


@dataclass(frozen=True, slots=True)
class Choice:
    """`pairs` are numbers of the board's pairs. No schedule has more agreed pairs than `musts`.

    None with so many has more participants with a meeting than `covered`, and none with so many of both is worth more
    than `bound`.
    """

    pairs: tuple[int, ...]
    musts: int
    covered: int
    bound: int


def new_solver(effort: float) -> cp_model.CpSolver:
    """Gives the same answer on every machine: one thread, and its time counted in steps instead of seconds."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = effort
    return solver


def choose_pairs(board: Board, *, agreed: int, effort: float) -> Choice:
    """The best set of pairs if all meetings fell into the free slots of their sides by themselves.

    `agreed` is how many agreed meetings a schedule has at most.
    """
    relaxed = _Relaxation(board)
    musts = relaxed.most(relaxed.musts, effort)
    relaxed.keep(relaxed.musts, min(agreed, musts.reached))
    covered = relaxed.most(relaxed.covered, effort)
    relaxed.keep(relaxed.covered, covered.reached)
    value = relaxed.most(relaxed.value, effort)
    return Choice(relaxed.chosen(), min(agreed, musts.bound), covered.bound, value.bound)


def bound_of_value(board: Board, *, effort: float) -> int:
    """What no schedule whatever is worth more than, fair or not."""
    relaxed = _Relaxation(board)
    return relaxed.most(relaxed.value, effort).bound


@dataclass(frozen=True, slots=True)
class _Most:
    reached: int
    bound: int


class _Relaxation:
    """Meetings without times: everybody has as many as they may and are free for, each kind of place as many as fit."""

    def __init__(self, board: Board) -> None:
        self._model = cp_model.CpModel()
        self._solver: cp_model.CpSolver | None = None
        self._meets = {p: self._model.new_bool_var("") for p in range(len(board.pairs)) if board.slots_of[p]}
        of: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for p, meets in self._meets.items():
            of[board.pairs[p].korean].append(meets)
            of[board.pairs[p].luxembourg].append(meets)
        for one, meetings in of.items():
            self._model.add(sum(meetings) <= min(board.left[one], len(board.free[one])))
        self._limit_places(board)
        self.musts = sum(meets for p, meets in self._meets.items() if board.pairs[p].is_must)
        self.covered = sum(self._covers(meetings) for one, meetings in of.items() if one not in board.has_met)
        self.value = sum(board.pairs[p].worth * meets for p, meets in self._meets.items())

    def _limit_places(self, board: Board) -> None:
        for kind in KINDS:
            of_kind = [meets for p, meets in self._meets.items() if board.kinds[p] == kind]
            self._model.add(sum(of_kind) <= sum(board.room(slot, kind) for slot in board.slot_ids))
        self._model.add(sum(self._meets.values()) <= sum(_most_at_once(board, slot) for slot in board.slot_ids))

    def _covers(self, meetings: Iterable[cp_model.IntVar]) -> cp_model.IntVar:
        covered = self._model.new_bool_var("")
        self._model.add(sum(meetings) >= covered)
        return covered

    def most(self, objective: cp_model.LinearExprT, effort: float) -> _Most:
        """The most that the objective can be, and what was reached of it in the time given."""
        self._model.maximize(objective)
        solver = new_solver(effort)
        solver.solve(self._model)
        self._solver = solver
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for meets in self._meets.values():
            self._model.add_hint(meets, solver.value(meets))
        return _Most(round(solver.objective_value), int(solver.best_objective_bound + 0.5))

    def keep(self, objective: cp_model.LinearExprT, reached: int) -> None:
        self._model.add(objective >= reached)

    def chosen(self) -> tuple[int, ...]:
        solver = self._solver
        return () if solver is None else tuple(p for p, meets in self._meets.items() if solver.value(meets))


def _most_at_once(board: Board, slot: int) -> int:
    sides = [
        sum(slot in board.free[one.id] for one in board.participants.values() if one.is_korean == is_korean)
        for is_korean in (True, False)
    ]
    return min(*sides, sum(board.room(slot, kind) for kind in KINDS))
