"""Everything listed on one document type of the directory as arrays, newest first: facet counts from bitmaps."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from directory.search.facets import FACETS, Chosen, code

MOST_KEPT = 10_000_000
LEAST_SIZE = 64  # what an empty answer costs all the same, in positions

Mask = NDArray[np.bool_]
Ids = NDArray[np.int64]
Scores = NDArray[np.float32]


class CatalogueRow(NamedTuple):
    """One entry; `newest` in seconds, `project_id` 0 for a company."""

    id: int
    company_id: int
    project_id: int
    newest: float
    facets: Sequence[str]


class QueryCache:
    """Positions by query, up to ten million of them (40 MB); then it begins anew."""

    def __init__(self) -> None:
        self._kept: dict[str, NDArray[np.int32]] = {}
        self._size = 0

    def get(self, query: str) -> NDArray[np.int32] | None:
        return self._kept.get(query)

    def keep(self, query: str, positions: NDArray[np.int32]) -> None:
        if self._size > MOST_KEPT:
            self.clear()
        self._kept[query] = positions
        self._size += len(positions) + LEAST_SIZE

    def latest(self, most: int) -> list[str]:
        """The queries looked up last."""
        return list(self._kept)[max(0, len(self._kept) - most) :]

    def clear(self) -> None:
        self._kept, self._size = {}, 0


@dataclass(frozen=True, eq=False)
class Catalogue:
    """n entries by descending (`newest`, `ids`); every position below is an index into them.

    `pair_positions[k]` carries the facet `vocabulary[pair_codes[k]]`.
    """

    version: int
    ids: Ids
    company_ids: Ids
    project_ids: Ids
    newest: NDArray[np.float64]
    vocabulary: tuple[str, ...]
    pair_positions: NDArray[np.int32]
    pair_codes: NDArray[np.int32]
    found: QueryCache = field(default_factory=QueryCache)
    """Positions by query, kept as long as this version is."""

    def __len__(self) -> int:
        return len(self.ids)

    def positions_of(self, entry_ids: Ids) -> NDArray[np.int32]:
        """Where these entries stand, ascending; unknown ones are left out."""
        if not len(self) or not len(entry_ids):
            return np.zeros(0, np.int32)
        positions: NDArray[np.int32] = np.flatnonzero(np.isin(self.ids, entry_ids, kind="table")).astype(np.int32)
        return positions

    def select(self, chosen: Chosen, within: Mask) -> Mask:
        """What of `within` meets every facet chosen."""
        for facet_mask in self._masks(chosen).values():
            within = within & facet_mask
        return within

    def count(self, chosen: Chosen, within: Mask) -> dict[str, dict[str, int]]:
        """For each facet the entries of `within` by value, under what is chosen in the other facets; zeros left out."""
        masks = self._masks(chosen)
        return {facet: self._count_facet(facet, _meet(masks, within, but=facet)) for facet in FACETS}

    def _masks(self, chosen: Chosen) -> dict[str, Mask]:
        return {facet: self._any_of(facet, values) for facet, values in chosen.items() if values}

    def _any_of(self, facet: str, values: Iterable[str]) -> Mask:
        rows = [row for value in values if (row := self._code_rows.get(code(facet, value))) is not None]
        joined = np.bitwise_or.reduce(self._bitmaps[rows], axis=0) if rows else np.zeros(self._words, np.uint64)
        return np.unpackbits(joined.view(np.uint8), count=len(self)).astype(np.bool_)

    def _count_facet(self, facet: str, within: Mask) -> dict[str, int]:
        first, last = self._facet_rows.get(facet, (0, 0))
        counts = np.bitwise_count(self._bitmaps[first:last] & _pack(within, self._words)).sum(axis=1)
        names = self.vocabulary[first:last]
        return {name.partition(":")[2]: int(count) for name, count in zip(names, counts.tolist(), strict=True) if count}

    @cached_property
    def _words(self) -> int:
        return -(-len(self) // 64)

    @cached_property
    def _code_rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.vocabulary)}

    @cached_property
    def _facet_rows(self) -> dict[str, tuple[int, int]]:
        """The rows of each facet's codes: the vocabulary is sorted, so that they stand together."""
        spans: dict[str, tuple[int, int]] = {}
        for row, name in enumerate(self.vocabulary):
            facet = name.partition(":")[0]
            spans[facet] = spans.get(facet, (row, row))[0], row + 1
        return spans

    @cached_property
    def _bitmaps(self) -> NDArray[np.uint64]:
        """Shape (codes, words of 64 entries)."""
        maps = np.zeros((len(self.vocabulary), self._words), np.uint64)
        bits = np.zeros(self._words * 64, np.bool_)
        order = np.argsort(self.pair_codes, kind="stable")
        groups = (
            np.split(self.pair_positions[order], np.cumsum(np.bincount(self.pair_codes))[:-1]) if len(order) else []
        )
        for row, positions in enumerate(groups):
            bits[positions] = True
            maps[row] = _pack(bits, self._words)
            bits[positions] = False
        return maps


def make_catalogue(version: int, rows: Iterable[CatalogueRow]) -> Catalogue:
    """The rows sorted newest first; of two as new the later id."""
    ordered = sorted(rows, key=lambda row: (-row.newest, -row.id))
    vocabulary = tuple(sorted({name for row in ordered for name in row.facets}))
    places = {name: place for place, name in enumerate(vocabulary)}
    pairs = [(position, places[name]) for position, row in enumerate(ordered) for name in row.facets]
    positions, facet_codes = np.array(pairs, np.int32).reshape(-1, 2).T
    return Catalogue(
        version,
        np.array([row.id for row in ordered], np.int64),
        np.array([row.company_id for row in ordered], np.int64),
        np.array([row.project_id for row in ordered], np.int64),
        np.array([row.newest for row in ordered], np.float64),
        vocabulary,
        np.ascontiguousarray(positions),
        np.ascontiguousarray(facet_codes),
    )


def change_catalogue(old: Catalogue, version: int, rows: Sequence[CatalogueRow], gone_ids: Iterable[int]) -> Catalogue:
    """`old` with these rows in place of those with their ids, and without `gone_ids`; costs no look at the rest."""
    added = make_catalogue(version, rows)
    kept = ~np.isin(old.ids, [*added.ids.tolist(), *gone_ids])
    vocabulary = tuple(sorted({*old.vocabulary, *added.vocabulary}))
    ids = np.concatenate([old.ids[kept], added.ids])
    newest = np.concatenate([old.newest[kept], added.newest])
    order = np.lexsort((-ids, -newest))
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    moved = np.full(len(old), -1, np.int32)
    moved[kept] = places[: int(kept.sum())]
    old_positions, old_codes = _move_pairs(old, moved, vocabulary)
    new_positions, new_codes = _move_pairs(added, places[int(kept.sum()) :], vocabulary)
    return Catalogue(
        version,
        ids[order],
        np.concatenate([old.company_ids[kept], added.company_ids])[order],
        np.concatenate([old.project_ids[kept], added.project_ids])[order],
        newest[order],
        vocabulary,
        np.concatenate([old_positions, new_positions]),
        np.concatenate([old_codes, new_codes]),
    )


def carry_query_cache(old: Catalogue, new: Catalogue, changed_ids: Ids, met: Mapping[str, Ids]) -> None:
    """Keep for `new` what was found in `old`: what did not change keeps its order, and by query `met` has the ids of
    those among `changed_ids` that meet it now."""
    stays = ~np.isin(old.ids, changed_ids)
    moved = np.full(len(old), -1, np.int32)
    moved[stays] = new.positions_of(old.ids[stays])
    for query, ids in met.items():
        positions = old.found.get(query)
        if positions is not None:
            kept = moved[positions]
            new.found.keep(query, np.union1d(kept[kept >= 0], new.positions_of(ids)))


def _move_pairs(
    catalogue: Catalogue, moved: NDArray[np.int32], vocabulary: tuple[str, ...]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The pairs under their new positions (negative: gone) and the new vocabulary."""
    rows = {name: row for row, name in enumerate(vocabulary)}
    renamed = np.array([rows[name] for name in catalogue.vocabulary], np.int32)
    positions = moved[catalogue.pair_positions] if len(catalogue) else catalogue.pair_positions
    stays = positions >= 0
    return positions[stays], renamed[catalogue.pair_codes[stays]] if len(renamed) else catalogue.pair_codes


def _meet(masks: Mapping[str, Mask], within: Mask, *, but: str) -> Mask:
    for facet, mask in masks.items():
        if facet != but:
            within = within & mask
    return within


def _pack(mask: Mask, words: int) -> NDArray[np.uint64]:
    packed = np.zeros(words * 8, np.uint8)
    bits = np.packbits(mask)
    packed[: len(bits)] = bits
    return packed.view(np.uint64)
