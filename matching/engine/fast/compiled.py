"""How the loops of the fast search are compiled: by Numba, at their first call on a machine."""

from collections.abc import Callable
from typing import TypeVar

from numba import njit

Loops = TypeVar("Loops", bound=Callable[..., object])


def compiled(function: Loops) -> Loops:
    """Compile a function over numbers, arrays and named tuples of arrays, which it fills; it must allocate nothing.

    Sums may be taken in any order, so that they can be vectorised; nothing may be infinite or not a number. As nothing
    is allocated, arrays are not counted: that took longer than the arithmetic.
    """
    options = {"nogil": True, "fastmath": True, "error_model": "numpy", "forceinline": True, "_nrt": False}
    loops: Loops = njit(cache=True, **options)(function)
    return loops
