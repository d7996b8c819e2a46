"""Concepts as vectors: two lists of concepts are as near as the entries of the taxonomy they name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Projects a collection counts as having besides its own when it is asked how rare a concept is.
PRIOR_PROJECTS = 50
# Length of the vectors that are compared: the strongest directions of the taxonomy's kernel.
CONCEPT_DIRECTIONS = 64


@dataclass(frozen=True, slots=True)
class ConceptSpace:
    """n concepts and their vectors: codes (n,), table (n, n) with the strongest directions first."""

    codes: tuple[str, ...] = ()
    table: NDArray[np.float32] | None = None

    def place(self, mentions: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Return the vectors of lists of concepts (m, n): shape (m, CONCEPT_DIRECTIONS), zeros for an empty list.

        A vector has length 1 in all directions together, and is cut off after the strongest.
        """
        if self.table is None:
            return np.zeros((len(mentions), 0), dtype=np.float32)
        sums = mentions.astype(np.float32) @ self.table
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        units: NDArray[np.float32] = np.divide(sums, norms, out=np.zeros_like(sums), where=norms > 1e-9)
        return np.ascontiguousarray(units[:, :CONCEPT_DIRECTIONS])

    def indicate(self, lists: Sequence[Sequence[str]]) -> NDArray[np.bool_]:
        """Return which concepts each list names, shape (number of lists, n); codes not in the space are passed over."""
        places = {code: index for index, code in enumerate(self.codes)}
        table = np.zeros((len(lists), len(self.codes)), dtype=np.bool_)
        for row, codes in enumerate(lists):
            table[row, [places[code] for code in codes if code in places]] = True
        return table

    def weigh(self, lists: Sequence[Sequence[str]]) -> "ConceptSpace":
        """Return the space in which a concept counts by its rarity among these projects' lists.

        Inverse document frequency (Spärck Jones, Journal of Documentation 1972), brought to [0, 1] and smoothed by
        `PRIOR_PROJECTS`.
        """
        if self.table is None:
            return self
        everything = len(lists) + PRIOR_PROJECTS
        rarity = 1 - np.log1p(self.indicate(lists).sum(axis=0)) / np.log(everything)
        return ConceptSpace(self.codes, (self.table * rarity[:, None]).astype(np.float32))


def span_concepts(
    codes: Sequence[str], similarities: NDArray[np.float64], information: NDArray[np.float64]
) -> ConceptSpace:
    """Return the space whose inner products are information(a) * similarity(a, b)**3 * information(b).

    The cube keeps neighbours near and lets distant relatives fade. What little of the kernel is not positive definite
    is left out.
    """
    values, vectors = np.linalg.eigh(similarities**3)
    roots = np.sqrt(np.maximum(values, 0))
    table = information[:, None] * (vectors * roots)[:, ::-1]
    return ConceptSpace(tuple(codes), np.ascontiguousarray(table, dtype=np.float32))
