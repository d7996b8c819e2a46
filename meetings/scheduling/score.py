"""How good a set of times is: what counts first comes first."""

from typing import NamedTuple

from meetings.scheduling.board import Board
from meetings.scheduling.windows import Times


class Score(NamedTuple):
    """Agreed meetings that take place, participants with a first meeting, and the value of all in thousandths."""

    musts: int
    covered: int
    value: int


def score_of(board: Board, times: Times) -> Score:
    pairs = [board.pairs[p] for p in times]
    covered = {side for pair in pairs for side in (pair.korean, pair.luxembourg)} - board.has_met
    return Score(sum(pair.is_must for pair in pairs), len(covered), sum(pair.worth for pair in pairs))
