"""Projects made ready for the fast search: done once for a side, however often it is searched."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from matching.engine import criteria
from matching.engine.arrays import NO_CODE, ProjectArrays
from matching.engine.criteria import PEER, PROVIDER, SEEK, SEEKER
from matching.engine.fast.kernel import KernelSide
from matching.engine.fast.rounding import LARGEST_OF_COLUMNS, Rounded, round_table
from matching.engine.profiles import COOPERATION_TYPES, GREEN_OBJECTIVES, ROLES
from matching.engine.weights import DEFAULT_WEIGHTS, Criterion, Weights

# The tables that are multiplied, and which of the other side's each of them meets: what is needed, what is offered.
TABLES: Final = ("need", "offer", "needed_concepts", "offered_concepts", "tags")
ANSWERS: Final = (1, 0, 3, 2, 4)
PLACES_KNOWN: Final = (1, 0, 3, 2, 4, 5)  # the same for `KernelSide.known`, which has two places for tags

Table = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PreparedSide:
    """n projects of one country ready to be searched.

    ids (n,); weights are those of the score; side: what the second pass reads; rounded: the five `TABLES` as columns of
    the first pass, their numbers turned, (width, n).
    """

    ids: NDArray[np.str_]
    weights: Weights
    side: KernelSide
    rounded: tuple[Rounded, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(getattr(self.side, name) for name in TABLES)


def prepare_side(projects: ProjectArrays | Iterable[ProjectArrays], weights: Weights = DEFAULT_WEIGHTS) -> PreparedSide:
    """Return these projects, whole or in parts of which one at a time is held, ready for `search.best_pairs`."""
    parts = [projects] if isinstance(projects, ProjectArrays) else projects
    read = [_read_part(part, weights) for part in parts]
    read = [part for part in read if len(part["ids"])] or read[:1]
    joined = {name: _join([part[name] for part in read]) for name in read[0]}
    ids, counts = joined.pop("ids"), joined.pop("refusal_counts")
    tables = [joined[name] for name in TABLES]
    side = KernelSide(
        known=_known(tables), refusal_offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), **joined
    )
    return PreparedSide(ids, weights, side, tuple(_round_columns(table) for table in tables))


def _round_columns(table: Table) -> Rounded:
    rounded = round_table(table, LARGEST_OF_COLUMNS)
    return rounded._replace(numbers=np.ascontiguousarray(rounded.numbers.T))


def _read_part(projects: ProjectArrays, weights: Weights) -> dict[str, NDArray[Any]]:
    refused = criteria.refused_passages(projects)
    levels = (projects.trl, projects.partner_trl[:, 0], projects.partner_trl[:, 1])
    return {
        "ids": projects.ids,
        "need": criteria.need_meanings(projects),
        "offer": criteria.offer_meanings(projects),
        "needed_concepts": projects.needed_concepts,
        "offered_concepts": projects.offered_concepts,
        "tags": _weighed_tags(projects, weights),
        "seek": np.ascontiguousarray(projects.meanings[:, SEEK]),
        "subject": criteria.subjects(projects),
        "refusals": projects.passages[refused],
        "refusal_counts": np.bincount(criteria.owners(projects, refused), minlength=len(projects)),
        "roles": _roles(projects),
        "languages": projects.languages,
        "levels": np.stack(levels, axis=1).astype(np.int32),
    }


def _join(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """The tables one below the other, those of languages filled up to the widest."""
    if len(parts) == 1:
        return parts[0]
    if parts[0].dtype == np.int16:
        widest = max(part.shape[1] for part in parts)
        parts = [np.pad(part, ((0, 0), (0, widest - part.shape[1])), constant_values=NO_CODE) for part in parts]
    return np.concatenate(parts)


def _weighed_tags(projects: ProjectArrays, weights: Weights) -> Table:
    """Green objectives and digital technologies, such that the product of two is their weighed overlap."""
    groups = [
        np.sqrt(weights.criteria[name]) * table / np.sqrt(np.maximum(table.sum(axis=1, keepdims=True), 1))
        for name, table in ((Criterion.GREEN, projects.green), (Criterion.DIGITAL, projects.digital))
    ]
    return np.concatenate(groups, axis=1).astype(np.float32)


def _roles(projects: ProjectArrays) -> NDArray[np.int32]:
    """Bits of the roles offered in each type of cooperation, and of those that would answer them: (n, 2)."""
    answering = np.empty_like(projects.cooperation)
    for role, answer in ((PROVIDER, SEEKER), (SEEKER, PROVIDER), (PEER, PEER)):
        answering[:, :, role] = projects.cooperation[:, :, answer]
    bits = 1 << np.arange(len(COOPERATION_TYPES) * len(ROLES), dtype=np.int32)
    tables = [table.reshape(-1, len(bits)).astype(np.int32) @ bits for table in (projects.cooperation, answering)]
    return np.stack(tables, axis=1).astype(np.int32)


def _known(tables: list[Table]) -> Table:
    """1 where something is known of needs, offers, needed and offered concepts, green, digital: (n, 6)."""
    *texts, tags = tables
    groups = (*texts, tags[:, : len(GREEN_OBJECTIVES)], tags[:, len(GREEN_OBJECTIVES) :])
    return np.stack([group.any(axis=1) for group in groups], axis=1).astype(np.float32)
