"""When the chosen pairs meet: slot after slot, those with the least choice first, then better by windows of slots."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from meetings.scheduling.board import Board
from meetings.scheduling.score import Score, score_of
from meetings.scheduling.windows import Goal, Times, goal_of, replan, rooms_left

URGENCY = 1_000  # what it counts that a participant has no slot to spare
SLOT_EFFORT = 2.0
WINDOW_EFFORT = 1.0


def first_times(board: Board, chosen: Collection[int], agreed: Times) -> dict[int, int]:
    """Slots for as many of the chosen pairs as can be, as edges of a bipartite graph are coloured, colour after colour.

    In each slot it is those who have the fewest free slots for the meetings still to come that meet (König 1916: where
    everybody may always meet, nothing is lost by it).
    """
    times = {p: slot for p, slot in agreed.items() if p in chosen}
    done: set[int] = set()
    for slot in sorted(board.slot_ids, key=lambda slot: (sum(slot in free for free in board.free.values()), slot)):
        rest = [p for p in chosen if p not in times]
        goal = Goal(_urgencies(board, rest, done), covering=0)
        times = replan(board, times, window={slot}, among=rest, goal=goal, effort=SLOT_EFFORT)
        done.add(slot)
    return times


def _urgencies(board: Board, rest: Collection[int], done: set[int]) -> list[int]:
    """For each pair of the board: how little time its sides have for what is still to come, 1 at least."""
    to_come = Counter(side for p in rest for side in (board.pairs[p].korean, board.pairs[p].luxembourg))
    urgent = {
        one: URGENCY // (1 + max(0, len(board.free[one] - done) - to_come[one])) ** 2 for one in board.participants
    }
    return [1 + urgent[pair.korean] + urgent[pair.luxembourg] + (3 * URGENCY) * pair.is_must for pair in board.pairs]


def better_times(board: Board, times: Times, *, enough: Score, steps: int) -> dict[int, int]:
    """Windows of a few slots planned anew until enough is reached or the steps are done; nothing more can be added."""
    best, reached = dict(times), score_of(board, times)
    for window in islice(_windows(board.slot_ids), steps):
        if is_enough(reached, enough):
            break
        found = replan(
            board, best, window=window, among=range(len(board.pairs)), goal=goal_of(board), effort=WINDOW_EFFORT
        )
        if (score := score_of(board, found)) > reached:
            best, reached = found, score
    return _filled_up(board, best)


def _filled_up(board: Board, times: Times) -> dict[int, int]:
    """Every meeting more for which there is room, the agreed and the best first."""
    filled, room = dict(times), rooms_left(board, times)
    counts, busy = Counter[int](), set[tuple[int, int]]()

    def add(p: int, slot: int) -> None:
        filled[p] = slot
        for side in (board.pairs[p].korean, board.pairs[p].luxembourg):
            counts[side] += 1
            busy.add((side, slot))

    for p, slot in times.items():
        add(p, slot)
    for p in sorted(range(len(board.pairs)), key=lambda p: (-board.pairs[p].is_must, -board.pairs[p].worth, p)):
        sides = (board.pairs[p].korean, board.pairs[p].luxembourg)
        if p not in filled and all(counts[side] < board.left[side] for side in sides):
            slots = (s for s in board.slots_of[p] if room[s, board.kinds[p]] and busy.isdisjoint((x, s) for x in sides))
            if (earliest := next(slots, None)) is not None:
                add(p, earliest)
                room[earliest, board.kinds[p]] -= 1
    return filled


def is_enough(reached: Score, most: Score) -> bool:
    """Whether a thousandth of the value at most is missing, and nothing before it."""
    return reached[:2] == most[:2] and most.value - reached.value <= most.value // 1_000


def _windows(slots: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Slots that lie apart as well as neighbours: each size goes round the day in steps of its own."""
    for size in (2, 3, 4, 5):
        for stride in range(1, max(2, len(slots) // size)):
            for start in range(0, len(slots), size):
                yield tuple(sorted({slots[(start + i * stride) % len(slots)] for i in range(size)}))
