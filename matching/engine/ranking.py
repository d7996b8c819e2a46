"""Puts the pairs that the first pass kept in order: a logistic model over `needs.SIGNS`, whose signs are held."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from matching.engine.candidates import Candidates
from matching.engine.centring import to_units
from matching.engine.concepts import ConceptSpace
from matching.engine.likelihood import read_curve
from matching.engine.needs import SIGNS, NeedSide, judge_needs

Table = NDArray[np.float32]
SHIPPED = Path(__file__).with_name("ranking.json")
KEPT = 50  # pairs of each list that the first pass hands on
UNLIKELY = 0.02  # whether such a pair is one project told twice matters to nobody
IDENTICAL = 0.9  # cosine of what both tell, and of what both seek, from which two projects are the same one


@dataclass(frozen=True, slots=True)
class RankingModel:
    """Coefficients by the names of `SIGNS`, the constant added, and the curve that makes a likelihood of log odds.

    `origin` says in words what it was learnt from.
    """

    version: str
    coefficients: Mapping[str, float]
    constant: float
    curve: tuple[tuple[float, float], ...] = ((-8.0, 0.001), (0.0, 0.5), (8.0, 0.97))
    origin: str = ""

    def __post_init__(self) -> None:
        if set(self.coefficients) != set(SIGNS):
            raise ValueError("A ranking model must name every value, and no other.")
        if any(value * SIGNS[name] < 0 for name, value in self.coefficients.items()):
            raise ValueError("A value must not speak against its sign.")

    def weigh(self, values: Table) -> Table:
        """Return the log odds of these pairs (n, len(SIGNS)) being worth an introduction: (n,)."""
        coefficients = np.array([self.coefficients[name] for name in SIGNS], dtype=np.float64)
        odds: Table = (values.astype(np.float64) @ coefficients + self.constant).astype(np.float32)
        return odds

    def likelihoods(self, values: Table) -> Table:
        """Return how likely each of these pairs is worth an introduction: (n,), in [0, 1]."""
        return read_curve(self.curve, self.weigh(values))


@cache
def shipped_ranking() -> RankingModel:
    """Return the model that ships with the engine."""
    return read_ranking(SHIPPED.read_text(encoding="utf-8"))


def read_ranking(text: str) -> RankingModel:
    """Return what `write_ranking` wrote."""
    written = json.loads(text)
    return RankingModel(**written | {"curve": tuple((odds, likely) for odds, likely in written["curve"])})


def write_ranking(model: RankingModel) -> str:
    return json.dumps(asdict(model) | {"coefficients": dict(model.coefficients)}, indent=1, ensure_ascii=False) + "\n"


def rank_pairs(
    koreans: NeedSide, luxembourgers: NeedSide, pairs: Candidates, space: ConceptSpace, model: RankingModel
) -> Candidates:
    """Return these pairs with likelihoods in the place of the first pass's scores, in the same order.

    A project that says too little fits nobody: 0. The same project told twice does not fit itself: 0, or at most
    `UNLIKELY`.
    """
    if not len(pairs.rows):
        return pairs
    likely = model.likelihoods(judge_needs(koreans, luxembourgers, pairs, space))
    likely *= koreans.says_enough[pairs.rows] & luxembourgers.says_enough[pairs.columns]
    worth_a_check = np.flatnonzero(likely > UNLIKELY)
    likely[worth_a_check] *= ~are_the_same(koreans, luxembourgers, pairs.take(worth_a_check))
    return Candidates(pairs.rows, pairs.columns, likely)


def are_the_same(koreans: NeedSide, luxembourgers: NeedSide, pairs: Candidates) -> NDArray[np.bool_]:
    """Say of which pairs both projects are one and the same, told twice."""
    cosines = [
        np.einsum("pd,pd->p", to_units(mine[pairs.rows]), to_units(theirs[pairs.columns]))
        for mine, theirs in ((koreans.offers, luxembourgers.offers), (koreans.seeks, luxembourgers.seeks))
    ]
    same: NDArray[np.bool_] = np.minimum(*cosines) >= IDENTICAL
    return same
