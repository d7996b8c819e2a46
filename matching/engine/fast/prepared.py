"""Projects made ready for the search: done once for a side, however often it is searched."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.engine import criteria
from matching.engine.arrays import NO_CODE, ProjectArrays
from matching.engine.criteria import PEER, PROVIDER, SEEK, SEEKER
from matching.engine.kernel import KernelSide
from matching.engine.lanes import LANES
from matching.engine.profiles import COOPERATION_TYPES, GREEN_OBJECTIVES, ROLES
from matching.engine.tiles import BYTES_AT_ONCE, HAS_BYTE_PRODUCTS, OFFSET, TILE_COLUMNS, TILE_ROWS, pack_table
from matching.engine.weights import DEFAULT_WEIGHTS, Condition, Criterion, Weights

# The tables that are multiplied, and which of the other side's each of them meets: what is needed, what is offered.
TABLES: Final = ("need", "offer", "needed_concepts", "offered_concepts", "tags")
ANSWERS: Final = (1, 0, 3, 2, 4)
FAR = 99  # further than any technology readiness level
ALL_ROLES = -1  # every bit
# What may be known of a project, by the criterion it counts for: need, offer, and so on as in `KernelSide.known`.
KNOWN: Final = (
    *(Criterion.MEANING, Criterion.MEANING, Criterion.CONCEPTS, Criterion.CONCEPTS),
    *(Criterion.GREEN, Criterion.DIGITAL),
)

Table = NDArray[np.float32]


class Rounding(NamedTuple):
    """How five tables were rounded to bytes: the scale of each row and how far it was taken away (5, n); the length of
    each table's longest row (5,)."""

    scales: Table
    errors: Table
    longest: Table


@dataclass(frozen=True, slots=True)
class PreparedSide:
    """n projects of one country ready to be searched.

    ids (n,); weights are those of the score; side: what the loops read; rounding: how its tables were rounded; packed
    (groups of 64 projects, steps, 64, 4): the bytes of all tables one after the other, 128 added, or None where numbers
    are multiplied; places (5,): where each table's bytes begin and end.
    """

    ids: NDArray[np.str_]
    weights: Weights
    side: KernelSide
    rounding: Rounding
    packed: NDArray[np.uint8] | None
    places: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(getattr(self.side, name) for name in TABLES)

    def bytes_of(self, projects: slice) -> NDArray[np.uint8]:
        """The groups of these projects, of which the first begins one. Raises ValueError without bytes."""
        if self.packed is None:
            raise ValueError("This side was prepared without bytes.")
        return self.packed[projects.start // TILE_COLUMNS : -(-projects.stop // TILE_COLUMNS)]


def prepare_side(
    projects: ProjectArrays | Iterable[ProjectArrays],
    weights: Weights = DEFAULT_WEIGHTS,
    *,
    in_bytes: bool = HAS_BYTE_PRODUCTS,
) -> PreparedSide:
    """Return these projects, whole or in parts of which one at a time is held, ready for `search.best_pairs`.

    With `in_bytes` each vector is rounded to bytes under a scale of its own besides, for the first pass of the search:
    a vector of length 1 is then wrong by about 0.01, which the search allows for.
    """
    parts = [projects] if isinstance(projects, ProjectArrays) else projects
    read = [_read_part(part, weights) for part in parts]
    read = [part for part in read if len(part["ids"])] or read[:1]
    joined = {name: _join([part[name] for part in read]) for name in read[0]}
    ids, counts = joined.pop("ids"), joined.pop("refusal_counts")
    tables = [joined[name] for name in TABLES]
    places = _places_of(tables)
    packed, scales, errors = _pack(tables, places) if in_bytes else (None, *_unrounded(tables))
    longest = np.array([_lengths(table).max(initial=0) for table in tables], dtype=np.float32)
    known, levels = _known(tables), _spread_levels(joined["levels"])
    side = KernelSide(
        lanes=_fill_lanes(scales[list(ANSWERS)], errors[list(ANSWERS)], known, levels, joined["roles"][:, 1]),
        known=np.ascontiguousarray(known.T),
        refusal_offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        **joined,
    )
    return PreparedSide(ids, weights, side, Rounding(scales, errors, longest), packed, places)


def _read_part(projects: ProjectArrays, weights: Weights) -> dict[str, NDArray[Any]]:
    refused = np.flatnonzero((projects.field_codes == SEEK) & projects.is_excluded)
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
    """1 where something is known of needs, offers, needed and offered concepts, green, digital: (6, n)."""
    *texts, tags = tables
    groups = (*texts, tags[:, : len(GREEN_OBJECTIVES)], tags[:, len(GREEN_OBJECTIVES) :])
    return np.stack([group.any(axis=1) for group in groups]).astype(np.float32)


def _spread_levels(levels: NDArray[np.int32]) -> Table:
    """TRL to compare with the lowest and with the highest accepted, then these two, such that what is unknown is never
    outside: (4, n)."""
    level, lowest, highest = levels.T
    spread = (
        np.where(level > 0, level, FAR),
        np.where(level > 0, level, -FAR),
        np.where(lowest > 0, lowest, -FAR),
        np.where(lowest > 0, highest, FAR),
    )
    return np.stack(spread).astype(np.float32)


def _fill_lanes(scales: Table, errors: Table, known: Table, levels: Table, answering: NDArray[np.int32]) -> Table:
    """`lanes.LANE_FIELDS` of each group of sixteen projects, zeros beyond the last."""
    numbers = np.concatenate([scales, errors, known, levels, all_if_unknown(answering).view(np.float32)[None]])
    groups = -(-numbers.shape[1] // TILE_COLUMNS) * (TILE_COLUMNS // LANES)
    filled = np.zeros((len(numbers), groups * LANES), dtype=np.float32)
    filled[:, : numbers.shape[1]] = numbers
    return np.ascontiguousarray(filled.reshape(len(numbers), groups, LANES).transpose(1, 0, 2))


def all_if_unknown(roles: NDArray[np.int32]) -> NDArray[np.int32]:
    """The bit sets, every bit set where there is none, so that what is unknown meets everything."""
    return np.where(roles == 0, np.int32(ALL_ROLES), roles).astype(np.int32)


def own_numbers(mine: PreparedSide, theirs: PreparedSide) -> Table:
    """`lanes.ROW_FIELDS` of each project when it is a row against these columns, (n, fields)."""
    weights, rounding, count = mine.weights, mine.rounding, len(mine)
    errors = rounding.errors * theirs.rounding.longest[list(ANSWERS), None]
    errors[:2] -= np.float32(criteria.LOWEST_MEANING)
    lengths = np.repeat(rounding.longest[:, None], count, axis=1)
    weighed = mine.side.known.T * np.array([weights.criteria[name] for name in KNOWN], dtype=np.float32)[:, None]
    slope = 1 / (criteria.HIGHEST_MEANING - criteria.LOWEST_MEANING)
    constants = (slope, weights.conditions[Condition.MATURITY], 1 - weights.conditions[Condition.COOPERATION])
    rows = [rounding.scales, errors, lengths, weighed, _spread_levels(mine.side.levels)]
    rows.append(all_if_unknown(mine.side.roles[:, 0]).view(np.float32)[None])
    rows += [np.full((1, count), number, dtype=np.float32) for number in constants]
    return np.ascontiguousarray(np.concatenate(rows).T)


def _lengths(table: Table) -> Table:
    lengths: Table = np.linalg.norm(table, axis=1)
    return lengths


def _unrounded(tables: list[Table]) -> tuple[Table, Table]:
    shape = len(tables), len(tables[0])
    return np.ones(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)


def _places_of(tables: list[Table]) -> tuple[tuple[int, int], ...]:
    """Where each table's bytes stand in a row, filled up to whole steps, at least one."""
    widths = [max(1, -(-table.shape[1] // BYTES_AT_ONCE)) * BYTES_AT_ONCE for table in tables]
    ends = np.cumsum(widths).tolist()
    return tuple((end - width, end) for end, width in zip(ends, widths, strict=True))


def _pack(tables: list[Table], places: tuple[tuple[int, int], ...]) -> tuple[NDArray[np.uint8], Table, Table]:
    """The tables in bytes, the scale of each row of each (5, n), and how far rounding takes a row away (5, n)."""
    groups = -(-len(tables[0]) // TILE_COLUMNS)
    packed = np.full((groups, places[-1][1] // BYTES_AT_ONCE, TILE_COLUMNS, BYTES_AT_ONCE), OFFSET, dtype=np.uint8)
    scales, errors = _unrounded(tables)
    for table, (start, _end), table_scales, table_errors in zip(tables, places, scales, errors, strict=True):
        pack_table(np.ascontiguousarray(table), packed, start // BYTES_AT_ONCE, table_scales, table_errors)
    return packed, scales, errors


def unpack_rows(prepared: PreparedSide, rows: slice) -> NDArray[np.int8]:
    """The bytes of these projects, filled up with zeros to a number that divides by 6; `rows.start` divides by 64."""
    groups, count = prepared.bytes_of(rows), rows.stop - rows.start
    flat = groups.transpose(0, 2, 1, 3).reshape(len(groups) * TILE_COLUMNS, -1)[:count]
    unpacked = np.zeros((-(-count // TILE_ROWS) * TILE_ROWS, flat.shape[1]), dtype=np.int8)
    unpacked[:count] = flat.astype(np.int16) - OFFSET
    return unpacked
