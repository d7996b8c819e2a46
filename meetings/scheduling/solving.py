"""A schedule in steps, each of which keeps what the one before it reached.

0. `exact.place_agreed`: how many agreed meetings there can be, and times for them.
1. `choosing`: the best pairs, whatever their times. Proven, and so the bound of all that follows.
2. `timing`: slots for them, as a bipartite graph's edges are coloured; then better by windows of a few slots.
3. `exact`: where something is missing still and the whole is small, the whole at once, to the proven end.
4. `compacting` and `placing`: the same meetings with few gaps and few changes of table.

What counts first comes first: agreed meetings, a meeting for as many as possible, the value, gaps, tables. So nobody
goes without a meeting while a meeting of somebody with three could have been theirs.
"""

from meetings.scheduling.board import Board, lay_board
from meetings.scheduling.choosing import Choice, bound_of_value, choose_pairs
from meetings.scheduling.compacting import compact_times
from meetings.scheduling.exact import Exact, is_small, place_agreed, solve_exactly
from meetings.scheduling.leaving_out import explain_left_out
from meetings.scheduling.placing import place_meetings
from meetings.scheduling.problem import Problem, Schedule
from meetings.scheduling.score import Score, score_of
from meetings.scheduling.timing import better_times, first_times

EFFORT = 10.0
"""How long one model is worked on, in the solver's own seconds: counted steps, alike on every machine."""
STEPS = 120


def make_schedule(problem: Problem, *, effort: float = EFFORT) -> Schedule:
    """The best schedule found and how much better any other could be. The same for the same problem in any order."""
    board = lay_board(problem)
    agreed = place_agreed(board, effort=effort)
    choice = choose_pairs(board, agreed=agreed.musts, effort=effort)
    most = Score(choice.musts, choice.covered, choice.bound)
    times = better_times(board, first_times(board, choice.pairs, agreed.times), enough=most, steps=STEPS)
    exact = None
    if score_of(board, times) != most and is_small(board):
        exact = solve_exactly(board, times, effort=effort)
        times = exact.times
    times = compact_times(board, times, problem.fixed)
    reached, kept = score_of(board, times), sum(meeting.worth for meeting in problem.fixed)
    return Schedule(
        meetings=place_meetings(board, times, problem.fixed),
        value=reached.value + kept,
        bound=_bound(board, reached, choice, exact, effort=effort) + kept,
        left_out=explain_left_out(problem, board, times),
        unmet=tuple(
            (pair.korean, pair.luxembourg) for p, pair in enumerate(board.pairs) if pair.is_must and p not in times
        ),
    )


def _bound(board: Board, reached: Score, choice: Choice, exact: Exact | None, *, effort: float) -> int:
    """The least of what is proven. A proof holds only where all that counts before the value is reached too."""
    proofs: list[Choice | Exact] = [choice] if exact is None else [choice, exact]
    bounds = [proof.bound for proof in proofs if (proof.musts, proof.covered) == reached[:2]]
    return min(bounds) if bounds else bound_of_value(board, effort=effort)
