"""How evenly suggestions are spread over projects."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Exposure(NamedTuple):
    """`gini` in [0, 1): 0 when all projects are suggested equally often; `never` in [0, 1]: share never suggested."""

    gini: float
    never: float


def measure_exposure(counts: NDArray[np.int64]) -> Exposure:
    """From how often each project was suggested, shape (projects,). No project at all counts as perfectly even.

    The Gini coefficient is half the relative mean absolute difference (Gini 1912), computed from ranks.
    """
    total = float(counts.sum())
    if not len(counts) or not total:
        return Exposure(0.0, 1.0 if len(counts) else 0.0)
    ranks = np.arange(1, len(counts) + 1)
    gini = 2 * float((ranks * np.sort(counts)).sum()) / (len(counts) * total) - (len(counts) + 1) / len(counts)
    return Exposure(max(0.0, gini), float((counts == 0).mean()))
