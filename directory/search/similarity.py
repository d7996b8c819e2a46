"""Which entries of a catalogue are most like one of them: by what they share, the rarer the better."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from directory.search.documents import IndexedText, concepts_of
from directory.search.scoring import holds
from taxonomy.concepts import load_taxonomy

MOST_CONCEPTS = 8
"""Each costs a look-up, kept as long as the directory does not change."""
IN_TITLE = 2
HOW_NOT_WHAT = "capability"
"""The root of the concepts of how firms work: many test, train and install, which makes them no more alike."""


@dataclass(frozen=True, slots=True, eq=False)
class Trait:
    """Something said of the subject, and the ascending positions of all entries of which it is said."""

    name: str
    positions: NDArray[np.int32]
    weight: float
    is_telling: bool = True
    """Whether sharing this alone makes two entries alike."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """An entry's position, the part of the subject's worth that it shares, in (0, 1], and the telling traits of it,
    weightiest first."""

    position: int
    score: float
    shared: tuple[str, ...]


def telling_concepts(passages: Iterable[IndexedText]) -> dict[str, float]:
    """The concepts that these passages name most often, the narrowest of each line, with the times they do.

    At most MOST_CONCEPTS; a title counts IN_TITLE times, and of equals the deeper concept comes first.
    """
    taxonomy, counts = load_taxonomy(), Counter[str]()
    for passage in passages:
        for code in concepts_of(passage.text, passage.language):
            counts[code] += IN_TITLE if passage.is_title else 1
    broader = {code for named in counts for code in taxonomy.ancestors(named)}
    narrowest = [code for code in counts if code not in broader and code.partition(".")[0] != HOW_NOT_WHAT]
    narrowest.sort(key=lambda code: (-counts[code], -len(taxonomy.ancestors(code)), code))
    return {code: float(counts[code]) for code in narrowest[:MOST_CONCEPTS]}


def rank_similar(size: int, subject: int, traits: Sequence[Trait], count: int) -> list[Likeness]:
    """The best `count` of `size` entries that share a telling trait with the subject; of equals the first position.

    A trait counts its weight times the logarithm of how rare it is.
    """
    scores, is_alike = np.zeros(size), np.zeros(size, np.bool_)
    for trait in traits:
        scores[trait.positions] += _worth(trait, size)
        if trait.is_telling:
            is_alike[trait.positions] = True
    is_alike[subject] = False
    candidates = np.flatnonzero(is_alike)
    best = candidates[np.lexsort((candidates, -scores[candidates]))][:count]
    whole = sum(_worth(trait, size) for trait in traits)
    return [Likeness(int(place), float(scores[place] / whole), _shared(traits, place)) for place in best]


def _worth(trait: Trait, size: int) -> float:
    return trait.weight * float(np.log((size + 1) / max(len(trait.positions), 1)))


def _shared(traits: Sequence[Trait], position: int) -> tuple[str, ...]:
    telling = sorted(
        (trait for trait in traits if trait.is_telling), key=lambda trait: (len(trait.positions), trait.name)
    )
    return tuple(trait.name for trait in telling if holds(trait.positions, position))
