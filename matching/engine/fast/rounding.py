"""Vectors of single-precision numbers rounded to small whole numbers, and how far that takes them away."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

# Of two bytes that are multiplied, one has seven bits and one eight: two such products stay below 2**15, and so every
# processor adds them without loss, those too that add pairs of products in sixteen bits.
LARGEST_OF_ROWS: Final = 63
LARGEST_OF_COLUMNS: Final = 127
SMALLEST_SCALE = np.float32(1e-12)


class Rounded(NamedTuple):
    """A table (n, width) as scales[i] * numbers[i]: numbers (n, width); scales, errors (n,): the length of what each
    row lost; longest: the length of the longest row, before or after."""

    numbers: NDArray[np.int8]
    scales: NDArray[np.float32]
    errors: NDArray[np.float32]
    longest: np.float32


def round_table(table: NDArray[np.float32], largest: int) -> Rounded:
    """Round each row to whole numbers between -largest and largest, under a scale of its own."""
    scales = np.maximum(np.abs(table).max(axis=1, initial=0) / np.float32(largest), SMALLEST_SCALE)
    numbers = np.rint(table / scales[:, None])
    restored = numbers * scales[:, None]
    errors = np.linalg.norm(table - restored, axis=1) * np.float32(1.0001)  # the norm is rounded itself
    longest = np.linalg.norm(np.stack([table, restored]), axis=2).max(initial=0) * np.float32(1.0001)
    return Rounded(numbers.astype(np.int8), scales, errors, longest)
