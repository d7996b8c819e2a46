"""Which way the best pairs are searched for: chosen by the setting MATCHING_SEARCH."""

import logging
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol, cast

import numpy as np
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from numpy.typing import NDArray

from matching.engine.arrays import ProjectArrays
from matching.engine.candidates import Candidates
from matching.engine.weights import Weights

WAYS = {"fast": "matching.engine.fast", "plain": "matching.engine.search"}
FAST_NEEDS = ("numba", "onnxruntime")
log = logging.getLogger(__name__)


class Side(Protocol):
    """The projects of one country ready to be searched the way that prepared them; ids (n,)."""

    @property
    def ids(self) -> NDArray[np.str_]: ...

    def __len__(self) -> int: ...


class Search(Protocol):
    """A module of the engine that finds the exact best pairs."""

    def prepare_side(self, projects: Iterable[ProjectArrays], weights: Weights) -> Side:
        """Return these projects, given in parts, ready for `best_pairs`."""
        ...

    def best_pairs(
        self,
        koreans: Any,
        luxembourgers: Any,
        *,
        per_row: int,
        per_column: int,
        threshold: float,
        excluded: tuple[NDArray[np.int64], NDArray[np.int64]],
    ) -> Candidates:
        """See `matching.engine.search.best_pairs`; both sides must be this module's."""
        ...


def get_search() -> Search:
    """Return what MATCHING_SEARCH chooses; the plain way also where a package is missing that the fast one needs."""
    return _load_search(str(settings.MATCHING_SEARCH))


@cache
def _load_search(choice: str) -> Search:
    if choice not in WAYS:
        raise ImproperlyConfigured(f"MATCHING_SEARCH is neither {' nor '.join(WAYS)}: {choice}")
    missing = [name for name in FAST_NEEDS if find_spec(name) is None]
    if choice == "fast" and missing:
        log.warning("Partners are searched the plain way, more slowly, for want of %s.", " and ".join(missing))
        choice = "plain"
    return cast("Search", import_module(WAYS[choice]))
