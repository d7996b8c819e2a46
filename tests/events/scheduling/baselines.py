"""Other ways to make a schedule, to compare with: first come first served, and every possibility there is."""

from collections.abc import Iterator, Sequence

from events.scheduling import Pair, Problem
from events.scheduling.board import Board, lay_board
from events.scheduling.score import Score, score_of


def serve_first_come(problem: Problem, order: Sequence[int]) -> dict[tuple[int, int], int]:
    """In this order everybody takes, best partner first, the earliest time that both and a place have."""
    board = lay_board(problem)
    times: dict[int, int] = {}
    of = {one: [p for p, pair in enumerate(board.pairs) if one in _sides(pair)] for one in order}
    for one in order:
        for p in sorted(of[one], key=lambda p: (-board.pairs[p].worth, p)):
            slot = next((slot for slot in board.slots_of[p] if can_meet(board, times, p, slot)), None)
            if p not in times and slot is not None:
                times[p] = slot
    return {_sides(board.pairs[p]): slot for p, slot in times.items()}


def can_meet(board: Board, times: dict[int, int], p: int, slot: int) -> bool:
    """Whether this meeting could be added then."""
    sides = set(_sides(board.pairs[p]))
    at_once = [other for other, at in times.items() if at == slot]
    return (
        sum(board.kinds[other] == board.kinds[p] for other in at_once) < board.room(slot, board.kinds[p])
        and not any(sides & set(_sides(board.pairs[other])) for other in at_once)
        and all(sum(side in _sides(board.pairs[other]) for other in times) < board.left[side] for side in sides)
    )


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
        if can_meet(board, times, p, slot):
            yield from _all_times(board, {**times, p: slot}, p + 1)


def _sides(pair: Pair) -> tuple[int, int]:
    return pair.korean, pair.luxembourg
