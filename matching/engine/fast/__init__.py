"""The fast way to the best pairs, explained in docs/matching-search.md: what `matching.engine.search` finds, sooner."""

from matching.engine.fast.prepared import prepare_side
from matching.engine.fast.search import best_pairs

__all__ = ["best_pairs", "prepare_side"]
