"""How the loops of the fast search are compiled: by Numba, at their first call on a machine."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from numba import config, njit

from matching.engine.fast.keeping import bring_folder, digest_of, own_places

Loops = TypeVar("Loops", bound=Callable[..., object])

PACKAGE = Path(__file__).parent
PLACES = [Path(config.CACHE_DIR)] if config.CACHE_DIR else own_places(PACKAGE)  # the former is NUMBA_CACHE_DIR
FOLDER = bring_folder(PLACES, digest_of(PACKAGE.parent))
config.CACHE_DIR = str(FOLDER or "")


def compiled(function: Loops) -> Loops:
    """Compile a function over numbers, arrays and named tuples of arrays, which it fills; it must allocate nothing.

    Sums may be taken in any order, so that they can be vectorised; nothing may be infinite or not a number. As nothing
    is allocated, arrays are not counted: that took longer than the arithmetic. Where nothing can be kept, each process
    compiles anew.
    """
    options = {"nogil": True, "fastmath": True, "error_model": "numpy", "forceinline": True, "_nrt": False}
    loops: Loops = njit(cache=FOLDER is not None, **options)(function)
    return loops
