"""Times for meetings, a few slots at once: everything outside the window stays, everything inside is planned anew."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from meetings.scheduling.board import KINDS, Board
from meetings.scheduling.choosing import new_solver

Times = Mapping[int, int]
"""The slot of each pair that meets, by the pair's number on the board."""
COVERING = 20_000  # thousandths: in a window, a first meeting goes before twenty likely ones
AGREED = 400_000  # and an agreed meeting before twenty first ones


@dataclass(frozen=True, slots=True)
class Goal:
    """What a meeting of each pair counts, and what it counts that somebody has a meeting at all."""

    worth: Sequence[int]
    covering: int


def goal_of(board: Board) -> Goal:
    """Agreed meetings, then a meeting for everybody, then the value; exact orders are kept by `exact`."""
    return Goal([pair.worth + AGREED * pair.is_must for pair in board.pairs], COVERING)


def replan(
    board: Board, times: Times, *, window: Collection[int], among: Collection[int], goal: Goal, effort: float
) -> dict[int, int]:
    """The best times of the pairs `among` that meet within the window or not yet; never worse than before."""
    return Window(board, times, window=window, among=among).improve(goal, effort=effort)


class Window:
    """A model of the slots of a window. `meetings` has a variable for each pair and slot that may come together."""

    def __init__(self, board: Board, times: Times, *, window: Collection[int], among: Collection[int]) -> None:
        self.board, self._times, self._window = board, times, frozenset(window)
        self._kept = {p: slot for p, slot in times.items() if slot not in self._window}
        self._counts = Counter(side for p in self._kept for side in _sides(board, p))
        self.model = cp_model.CpModel()
        self.meetings = {
            (p, slot): self.model.new_bool_var("")
            for p in sorted({*among, *(p for p, slot in times.items() if slot in self._window)} - self._kept.keys())
            if all(self._counts[side] < board.left[side] for side in _sides(board, p))
            for slot in board.slots_of[p]
            if slot in self._window
        }
        self._limit()
        self.hint(times)

    def _limit(self) -> None:
        of_pair: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        of_side: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        at_once: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        at_place: dict[tuple[int, str], list[cp_model.IntVar]] = defaultdict(list)
        for (p, slot), meets in self.meetings.items():
            of_pair[p].append(meets)
            at_place[slot, self.board.kinds[p]].append(meets)
            for side in _sides(self.board, p):
                of_side[side].append(meets)
                at_once[side, slot].append(meets)
        for exclusive in (*of_pair.values(), *at_once.values()):
            self.model.add_at_most_one(exclusive)
        for side, meetings in of_side.items():
            self.model.add(sum(meetings) <= self.board.left[side] - self._counts[side])
        for slot_and_kind, meetings in at_place.items():
            self.model.add(sum(meetings) <= self.board.room(*slot_and_kind))
        self._of_side = of_side

    def hint(self, times: Times) -> None:
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for (p, slot), meets in self.meetings.items():
            self.model.add_hint(meets, times.get(p) == slot)

    def coverings(self) -> list[cp_model.IntVar]:
        """One variable for each participant who may have a first meeting within the window."""
        coverings = []
        for side, meetings in sorted(self._of_side.items()):
            if side not in self.board.has_met and not self._counts[side]:
                covered = self.model.new_bool_var("")
                self.model.add(sum(meetings) >= covered)
                coverings.append(covered)
        return coverings

    def improve(self, goal: Goal, *, effort: float) -> dict[int, int]:
        terms = [goal.worth[p] * meets for (p, _slot), meets in self.meetings.items()]
        terms += [goal.covering * covered for covered in (self.coverings() if goal.covering else ())]
        self.model.maximize(sum(terms))
        solver = new_solver(effort)
        status = solver.solve(self.model)
        return self.read(solver) if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else dict(self._times)

    def read(self, solver: cp_model.CpSolver) -> dict[int, int]:
        found = {p: slot for (p, slot), meets in self.meetings.items() if solver.value(meets)}
        return {**self._kept, **found}


def _sides(board: Board, p: int) -> tuple[int, int]:
    return board.pairs[p].korean, board.pairs[p].luxembourg


def rooms_left(board: Board, times: Times) -> Counter[tuple[int, str]]:
    """How many places of each kind are still free in each slot."""
    room = Counter({(slot, kind): board.room(slot, kind) for slot in board.slot_ids for kind in KINDS})
    room.subtract((slot, board.kinds[p]) for p, slot in times.items())
    return room
