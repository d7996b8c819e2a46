"""Why somebody has no meeting."""

from collections import Counter
from collections.abc import Iterable

from meetings.scheduling.board import Board
from meetings.scheduling.problem import LeftOut, Pair, Participant, Problem, Reason
from meetings.scheduling.windows import Times, rooms_left


def explain_left_out(problem: Problem, board: Board, times: Times) -> tuple[LeftOut, ...]:
    """One reason each for those without a meeting, in the order of their ids."""
    met = board.has_met | {side for p in times for side in _sides(board.pairs[p])}
    pairs_of: dict[int, list[Pair]] = {}
    known = [pair for pair in problem.pairs if board.participants.keys() >= set(_sides(pair))]
    for pair in sorted(known, key=lambda pair: (-pair.worth, pair.korean, pair.luxembourg)):
        for side in _sides(pair):
            pairs_of.setdefault(side, []).append(pair)
    explained = _Explanation(problem, board, times)
    return tuple(
        explained.of(one, pairs_of.get(one.id, ())) for one in board.participants.values() if one.id not in met
    )


class _Explanation:
    def __init__(self, problem: Problem, board: Board, times: Times) -> None:
        self._barred, self._board = problem.barred, board
        self._kinds = {_sides(pair): kind for pair, kind in zip(board.pairs, board.kinds, strict=True)}
        self._rooms = rooms_left(board, times)
        self._counts = Counter(side for p in times for side in _sides(board.pairs[p]))
        self._busy = {(side, slot) for p, slot in times.items() for side in _sides(board.pairs[p])}

    def of(self, one: Participant, pairs: Iterable[Pair]) -> LeftOut:
        ours = list(pairs)
        open_ones = [pair for pair in ours if _sides(pair) not in self._barred]
        free = tuple(slot for slot in self._board.slot_ids if slot in one.free)
        partners = tuple(_partner(pair, one) for pair in open_ones or ours)
        return LeftOut(one.id, self._reason(one, ours, open_ones, has_time=bool(free)), partners, free)

    def _reason(self, one: Participant, ours: list[Pair], open_ones: list[Pair], *, has_time: bool) -> Reason:
        if not has_time:
            return Reason.NEVER_FREE
        if not open_ones:
            return Reason.BARRED if ours else Reason.NO_PARTNER
        if not any(self._both_free(pair) for pair in open_ones):
            return Reason.NOT_FREE
        if any(self._lacks_place(pair, _partner(pair, one)) for pair in open_ones):
            return Reason.NO_PLACE
        return Reason.PARTNERS_FULL

    def _both_free(self, pair: Pair) -> bool:
        return bool(self._board.participants[pair.korean].free & self._board.participants[pair.luxembourg].free)

    def _lacks_place(self, pair: Pair, partner: int) -> bool:
        """Whether the two could meet but for a place: the partner may have more, at a time when both are free."""
        if self._counts[partner] >= self._board.left[partner]:
            return False
        both = self._board.free[pair.korean] & self._board.free[pair.luxembourg]
        kind = self._kinds[_sides(pair)]
        return any((partner, slot) not in self._busy and self._rooms[slot, kind] <= 0 for slot in both)


def _sides(pair: Pair) -> tuple[int, int]:
    return pair.korean, pair.luxembourg


def _partner(pair: Pair, one: Participant) -> int:
    return pair.luxembourg if one.is_korean else pair.korean
