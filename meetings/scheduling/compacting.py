"""Days with few gaps: meetings of two slots change places wherever that brings somebody's meetings closer together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from meetings.scheduling.board import Board
from meetings.scheduling.problem import FixedMeeting
from meetings.scheduling.windows import Times, rooms_left

MOST_PASSES = 6


def compact_times(board: Board, times: Times, fixed: Iterable[FixedMeeting] = ()) -> dict[int, int]:
    """The same meetings at times with no more gaps than before; who meets whom stays.

    Of two slots, the meetings that hang together by their participants swap times as one (a Kempe chain of the edge
    colouring), so that nobody is ever in two meetings.
    """
    day = _Day(board, times, fixed)
    for _pass in range(MOST_PASSES):
        if not sum(day.swap_between(a, b) for a, b in combinations(board.slot_ids, 2)):
            break
    return day.times


def count_gaps(positions: Iterable[int]) -> int:
    """Slots without a meeting between the first and the last."""
    taken = set(positions)
    return max(taken) - min(taken) + 1 - len(taken) if taken else 0


class _Day:
    def __init__(self, board: Board, times: Times, fixed: Iterable[FixedMeeting]) -> None:
        self._board, self.times = board, dict(times)
        self._position = {slot: position for position, slot in enumerate(board.slot_ids)}
        self._rooms = rooms_left(board, times)
        self._taken: Mapping[int, set[int]] = defaultdict(set)
        for meeting in fixed:
            during = {self._position[s.id] for s in board.slots if s.start < meeting.end and meeting.start < s.end}
            for side in (meeting.korean, meeting.luxembourg):
                self._taken[side].update(during)
        for p, slot in times.items():
            for side in self._sides(p):
                self._taken[side].add(self._position[slot])

    def swap_between(self, one: int, other: int) -> int:
        """Swap what hangs together of these two slots and gains by it; how many times something did."""
        here = [p for p, slot in sorted(self.times.items()) if slot in {one, other}]
        return sum(self._swap_if_better(chain, one, other) for chain in self._chains(here))

    def _swap_if_better(self, chain: Sequence[int], one: int, other: int) -> bool:
        goals = {p: other if self.times[p] == one else one for p in chain}
        if any(slot not in self._board.slots_of[p] for p, slot in goals.items()) or not self._has_room(goals):
            return False
        if self._gain(chain, one, other) <= 0:
            return False
        self._move(goals, one, other)
        return True

    def _has_room(self, goals: Mapping[int, int]) -> bool:
        change: dict[tuple[int, str], int] = defaultdict(int)
        for p, slot in goals.items():
            change[slot, self._board.kinds[p]] += 1
            change[self.times[p], self._board.kinds[p]] -= 1
        return all(more <= self._rooms[where] for where, more in change.items())

    def _gain(self, chain: Sequence[int], one: int, other: int) -> int:
        return sum(
            count_gaps(self._taken[side]) - count_gaps(self._swapped(self._taken[side], one, other))
            for side in self._everybody(chain)
        )

    def _move(self, goals: Mapping[int, int], one: int, other: int) -> None:
        for side in self._everybody(goals):
            self._taken[side].symmetric_difference_update(
                self._taken[side] ^ self._swapped(self._taken[side], one, other)
            )
        for p, slot in goals.items():
            self._rooms[self.times[p], self._board.kinds[p]] += 1
            self._rooms[slot, self._board.kinds[p]] -= 1
            self.times[p] = slot

    def _swapped(self, taken: set[int], one: int, other: int) -> set[int]:
        a, b = self._position[one], self._position[other]
        return {b if position == a else a if position == b else position for position in taken}

    def _chains(self, meetings: Sequence[int]) -> list[list[int]]:
        """Meetings that share a participant, directly or through others."""
        of: dict[int, list[int]] = defaultdict(list)
        for p in meetings:
            for side in self._sides(p):
                of[side].append(p)
        chains, seen = [], set[int]()
        for first in meetings:
            if first not in seen:
                chain, waiting = [], [first]
                while waiting:
                    if (p := waiting.pop()) not in seen:
                        seen.add(p)
                        chain.append(p)
                        waiting += [near for side in self._sides(p) for near in of[side]]
                chains.append(sorted(chain))
        return chains

    def _everybody(self, chain: Iterable[int]) -> set[int]:
        return {side for p in chain for side in self._sides(p)}

    def _sides(self, p: int) -> tuple[int, int]:
        pair = self._board.pairs[p]
        return pair.korean, pair.luxembourg
