"""Which public projects mean something like a text, whatever language either is in."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from matching.embeddings import get_encoder
from matching.project_rows import EMBEDDING_SCALE, unpack_embeddings
from matching.queries import summary_embeddings_since
from matching.services.vectors import encoder_label

LEAST_SIMILARITY, FULL_SIMILARITY = 0.25, 0.55
"""Of unrelated texts one in four is nearer than the first; hardly any text is nearer than the second."""
MOST_ANSWERS = 100
ROWS_AT_ONCE = 16_384
# A transaction may commit a little after the moment it wrote: so far back rows are read again.
OVERLAP = timedelta(minutes=2)


@dataclass(frozen=True, eq=False)
class MeaningIndex:
    """The summary embeddings of n projects that one encoder made, `vectors` of shape (n, dimensions)."""

    encoder: str
    project_ids: NDArray[np.int64]
    company_ids: NDArray[np.int64]
    vectors: NDArray[np.int8]
    seen: datetime | None
    """When the newest of them was made."""

    def similarities(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosine of each project with a unit vector, exact to about 0.01; rows are widened a few at a time."""
        parts = [
            self.vectors[start : start + ROWS_AT_ONCE].astype(np.float32) @ vector
            for start in range(0, len(self.vectors), ROWS_AT_ONCE)
        ]
        joined = np.concatenate([np.zeros(0, np.float32), *parts])
        return (joined / EMBEDDING_SCALE).astype(np.float32)


_held: dict[str, MeaningIndex] = {}
_loading = Lock()


def purge_meaning_index() -> None:
    """Let go of what this process has read, say because it is about another database."""
    _held.clear()


def nearest_in_meaning(text: str) -> list[tuple[int, int, float]]:
    """(project id, company id, nearness) of at most a hundred projects, nearest first; nearness in (0, 1].

    A project whose texts were not encoded yet is not among them; one that is public no longer may be.
    """
    index = _current_index(encoder_label(get_encoder()))
    if not len(index.project_ids):
        return []
    similarities = index.similarities(_read(text, index.encoder))
    order = np.argsort(-similarities, kind="stable")[:MOST_ANSWERS]
    nearness = (similarities[order] - LEAST_SIMILARITY) / (FULL_SIMILARITY - LEAST_SIMILARITY)
    ids = zip(index.project_ids[order].tolist(), index.company_ids[order].tolist(), nearness.tolist(), strict=True)
    return [(project_id, company_id, min(1.0, near)) for project_id, company_id, near in ids if near > 0]


@lru_cache(maxsize=256)
def _read(text: str, encoder: str) -> NDArray[np.float32]:  # noqa: ARG001 - another encoder reads it differently
    """The vector of a text: the same question comes back with every page and filter of its answers."""
    vector: NDArray[np.float32] = get_encoder().encode([text])[0]
    return vector


def _current_index(encoder: str) -> MeaningIndex:
    with _loading:
        held = _held.get(encoder)
        news = summary_embeddings_since(held.seen - OVERLAP if held and held.seen else None, encoder=encoder)
        if news or not held:
            _held[encoder] = _add(held, encoder, news)
        return _held[encoder]


def _add(held: MeaningIndex | None, encoder: str, rows: list[tuple[int, int, bytes, datetime]]) -> MeaningIndex:
    if not rows:
        empty = np.zeros(0, np.int64)
        return MeaningIndex(encoder, empty, empty, np.zeros((0, 0), np.int8), None)
    project_ids, company_ids, summary_embeddings, made = zip(*rows, strict=True)
    fresh = MeaningIndex(
        encoder, np.array(project_ids), np.array(company_ids), unpack_embeddings(summary_embeddings), made[-1]
    )
    if not held or not len(held.project_ids):
        return fresh
    kept = ~np.isin(held.project_ids, fresh.project_ids)
    return replace(
        fresh,
        project_ids=np.concatenate([held.project_ids[kept], fresh.project_ids]),
        company_ids=np.concatenate([held.company_ids[kept], fresh.company_ids]),
        vectors=np.concatenate([held.vectors[kept], fresh.vectors]),
    )
