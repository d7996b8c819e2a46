"""Other ways to make a schedule, to compare with: first come first served, and every possibility there is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from meetings.scheduling import Pair, Problem
from meetings.scheduling.board import Board, lay_board
from meetings.scheduling.score import Score, score_of
from meetings.scheduling.windows import rooms_left

Booked = dict[tuple[int, int], int]
"""The slot of each couple that meets."""


class Diary:
    """A schedule that only grows: whoever asks gets the earliest time that is free for both, with a place."""

    def __init__(self, board: Board) -> None:
        self.board, self.times = board, dict[int, int]()
        self._room = rooms_left(board, {})
        self._busy, self._counts = set[tuple[int, int]](), Counter[int]()

    def book(self, p: int) -> bool:
        sides, kind = sides_of(self.board.pairs[p]), self.board.kinds[p]
        if p in self.times or any(self._counts[side] >= self.board.left[side] for side in sides):
            return False
        for slot in self.board.slots_of[p]:
            if self._room[slot, kind] and self._busy.isdisjoint((side, slot) for side in sides):
                self.times[p] = slot
                self._room[slot, kind] -= 1
                self._counts.update(sides)
                self._busy |= {(side, slot) for side in sides}
                return True
        return False

    def booked(self) -> Booked:
        return {sides_of(self.board.pairs[p]): slot for p, slot in self.times.items()}


def serve_requests(problem: Problem, order: Iterable[tuple[int, int]]) -> Booked:
    """First come, first served: requests in the order in which they come."""
    diary = Diary(lay_board(problem))
    numbers = {sides_of(pair): p for p, pair in enumerate(diary.board.pairs)}
    for couple in order:
        diary.book(numbers[couple])
    return diary.booked()


def serve_participants(problem: Problem, order: Sequence[int]) -> Booked:
    """One participant after the other takes all the meetings it may have, best partner first."""
    diary = Diary(lay_board(problem))
    pairs = diary.board.pairs
    of: dict[int, list[int]] = {one: [] for one in order}
    for p in sorted(range(len(pairs)), key=lambda p: (-pairs[p].worth, p)):
        for side in sides_of(pairs[p]):
            of[side].append(p)
    for one in order:
        for p in of[one]:
            diary.book(p)
    return diary.booked()


def serve_stably(problem: Problem) -> Booked:
    """Slot after slot the stable matching of those who are free, have meetings left and have not met yet.

    No two would rather have each other (Gale & Shapley 1962). Both sides of a pair value it alike, so that taking the
    pairs by worth, the lower ids first among equals, makes it.
    """
    board = lay_board(problem)
    by_worth = sorted(range(len(board.pairs)), key=lambda p: (-board.pairs[p].worth, sides_of(board.pairs[p])))
    met, counts = dict[int, int](), Counter[int]()
    for slot in board.slot_ids:
        room = {kind: board.room(slot, kind) for kind in set(board.kinds)}
        busy = set[int]()
        for p in by_worth:
            sides, kind = sides_of(board.pairs[p]), board.kinds[p]
            is_able = slot in board.slots_of[p] and all(counts[side] < board.left[side] for side in sides)
            if p not in met and is_able and room[kind] and busy.isdisjoint(sides):
                met[p] = slot
                room[kind] -= 1
                counts.update(sides)
                busy |= set(sides)
    return {sides_of(board.pairs[p]): slot for p, slot in met.items()}


def best_of_all(problem: Problem) -> Score:
    """The best score of every schedule there is; for a handful of meetings."""
    board = lay_board(problem)
    return max(score_of(board, times) for times in _all_times(board, {}, 0))


def _all_times(board: Board, times: dict[int, int], p: int) -> Iterator[dict[int, int]]:
    if p == len(board.pairs):
        yield times
        return
    yield from _all_times(board, times, p + 1)
    for slot in board.slots_of[p]:
        if _can_meet(board, times, p, slot):
            yield from _all_times(board, {**times, p: slot}, p + 1)


def _can_meet(board: Board, times: dict[int, int], p: int, slot: int) -> bool:
    """By the rules as they are written, not as the solver keeps them."""
    sides = set(sides_of(board.pairs[p]))
    at_once = [other for other, at in times.items() if at == slot]
    return (
        sum(board.kinds[other] == board.kinds[p] for other in at_once) < board.room(slot, board.kinds[p])
        and not any(sides & set(sides_of(board.pairs[other])) for other in at_once)
        and all(sum(side in sides_of(board.pairs[other]) for other in times) < board.left[side] for side in sides)
    )


def sides_of(pair: Pair) -> tuple[int, int]:
    return pair.korean, pair.luxembourg
