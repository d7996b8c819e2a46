"""Where meetings take place: slot after slot, so that few have to change their table."""

from collections.abc import Iterable, Sequence

from ortools.graph.python import linear_sum_assignment

from meetings.scheduling.board import KINDS, Board
from meetings.scheduling.problem import FixedMeeting, Pair, Place, PlacedMeeting
from meetings.scheduling.windows import Times

CHANGE = 10_000  # more than the numbers of all places together weigh


def place_meetings(board: Board, times: Times, fixed: Iterable[FixedMeeting] = ()) -> tuple[PlacedMeeting, ...]:
    """A place for each meeting at its time. In each slot the fewest changes of place there can be, then low numbers."""
    coming = sorted(fixed, key=lambda meeting: (meeting.start, meeting.place))
    sat_at: dict[int, int] = {}
    placed: list[PlacedMeeting] = []
    for slot in board.slots:
        while coming and coming[0].start < slot.start:
            meeting = coming.pop(0)
            sat_at |= {meeting.korean: meeting.place, meeting.luxembourg: meeting.place}
        for kind in KINDS:
            here = [p for p, at in sorted(times.items()) if at == slot.id and board.kinds[p] == kind]
            pairs = [board.pairs[p] for p in here]
            for pair, place in zip(pairs, _assign(pairs, board.places[slot.id, kind], sat_at), strict=True):
                placed.append(PlacedMeeting(pair.korean, pair.luxembourg, slot.id, place.id))
                sat_at |= {pair.korean: place.id, pair.luxembourg: place.id}
    return tuple(placed)


def _assign(pairs: Sequence[Pair], places: Sequence[Place], sat_at: dict[int, int]) -> list[Place]:
    """Who meets nobody fills the rows of the assignment that are left, wherever."""
    if not pairs:
        return []
    assignment = linear_sum_assignment.SimpleLinearSumAssignment()
    for row in range(len(places)):
        for column, place in enumerate(places):
            changes = (
                sum(sat_at.get(side, place.id) != place.id for side in (pairs[row].korean, pairs[row].luxembourg))
                if row < len(pairs)
                else 0
            )
            assignment.add_arc_with_cost(row, column, CHANGE * changes + column * (row < len(pairs)))
    if assignment.solve() != assignment.OPTIMAL:
        raise ArithmeticError("There are more meetings than places.")
    return [places[assignment.right_mate(row)] for row in range(len(pairs))]
