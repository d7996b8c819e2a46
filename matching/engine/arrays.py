"""Projects as arrays: what scoring needs, and nothing it does not."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from matching.engine.background import NO_BACKGROUND, Background
from matching.engine.passages import FIELDS, Passage, split_passages
from matching.engine.profiles import COOPERATION_TYPES, DIGITAL_TECHNOLOGIES, GREEN_OBJECTIVES, ROLES, ProjectProfile

# Working languages as numbers: two letters in base 26; anything else is NO_CODE, which matches nothing.
NO_CODE = -1


@dataclass(frozen=True, slots=True)
class ProjectArrays:
    """n projects with m passages of d dimensions in all; the passages of project i are rows offsets[i]:offsets[i + 1].

    ids (n,); meanings (n, 4, d): one unit vector for each of title, summary, offer, seek, or zeros where there is
    no text; passages (m, d): unit vectors; lengths (m,): characters; field_codes (m,): index into FIELDS;
    is_excluded (m,); offsets (n + 1,); cooperation (n, 4, 3): type by role; green (n, 6); digital (n, 12);
    languages (n, k): codes, filled up with NO_CODE; trl (n,): 0 unknown; partner_trl (n, 2): 0 for any.
    """

    ids: NDArray[np.str_]
    meanings: NDArray[np.float32]
    passages: NDArray[np.float32]
    lengths: NDArray[np.float32]
    field_codes: NDArray[np.int8]
    is_excluded: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    cooperation: NDArray[np.bool_]
    green: NDArray[np.bool_]
    digital: NDArray[np.bool_]
    languages: NDArray[np.int16]
    trl: NDArray[np.int8]
    partner_trl: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: NDArray[np.int64]) -> "ProjectArrays":
        """Return the projects at these indices, in this order."""
        counts = np.diff(self.offsets)[rows]
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        inside = np.arange(offsets[-1]) - np.repeat(offsets[:-1], counts) + np.repeat(self.offsets[rows], counts)
        ragged = {name: getattr(self, name)[inside] for name in _RAGGED}
        dense = {item.name: getattr(self, item.name)[rows] for item in fields(self) if item.name not in _NOT_DENSE}
        return ProjectArrays(**ragged, **dense, offsets=offsets)


_RAGGED = ("passages", "lengths", "field_codes", "is_excluded")
_NOT_DENSE = (*_RAGGED, "offsets")


def stack_projects(
    profiles: Sequence[ProjectProfile],
    vectors: Sequence[NDArray[np.float32]],
    background: Background = NO_BACKGROUND,
) -> ProjectArrays:
    """Return the projects as arrays; `vectors[i]` has a row for each passage of `profiles[i]`, in their order.

    Both sides of a comparison must be stacked under the same background. Raises ValueError where the number of
    vectors does not fit the passages.
    """
    passages = [split_passages(profile) for profile in profiles]
    for profile, group, rows in zip(profiles, passages, vectors, strict=True):
        if len(group) != len(rows):
            raise ValueError(f"{profile.id}: {len(group)} passages, but {len(rows)} vectors")
    flat = [passage for group in passages for passage in group]
    lengths = np.array([len(passage.text) for passage in flat], dtype=np.float32)
    field_codes = np.array([FIELDS.index(passage.field) for passage in flat], dtype=np.int8)
    is_excluded = np.array([passage.is_excluded for passage in flat], dtype=np.bool_)
    offsets = np.cumsum([0, *(len(group) for group in passages)]).astype(np.int64)
    units = _centred(profiles, passages, vectors, background)
    return ProjectArrays(
        ids=np.array([profile.id for profile in profiles], dtype=np.str_),
        meanings=_meanings(units, lengths, field_codes, is_excluded, offsets),
        passages=units,
        lengths=lengths,
        field_codes=field_codes,
        is_excluded=is_excluded,
        offsets=offsets,
        cooperation=_cooperation(profiles),
        green=_indicators([profile.green_objectives for profile in profiles], GREEN_OBJECTIVES),
        digital=_indicators([profile.digital for profile in profiles], DIGITAL_TECHNOLOGIES),
        languages=_language_codes([profile.languages for profile in profiles]),
        trl=np.array([profile.trl or 0 for profile in profiles], dtype=np.int8),
        partner_trl=np.array([profile.partner_trl or (0, 0) for profile in profiles], dtype=np.int8).reshape(-1, 2),
    )


def _centred(
    profiles: Sequence[ProjectProfile],
    passages: Sequence[tuple[Passage, ...]],
    vectors: Sequence[NDArray[np.float32]],
    background: Background,
) -> NDArray[np.float32]:
    if not profiles:
        return np.zeros((0, 0), dtype=np.float32)
    rows = np.concatenate([np.asarray(group, dtype=np.float32) for group in vectors])
    places = [
        (passage.field, profile.language)
        for profile, group in zip(profiles, passages, strict=True)
        for passage in group
    ]
    for index, (field, language) in enumerate(places):
        centre = background.centre(field, language)
        if centre is not None:
            rows[index] -= centre
    return _units(rows)


def _units(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    units: NDArray[np.float32] = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 1e-9)
    return units


def _meanings(
    units: NDArray[np.float32],
    lengths: NDArray[np.float32],
    field_codes: NDArray[np.int8],
    is_excluded: NDArray[np.bool_],
    offsets: NDArray[np.int64],
) -> NDArray[np.float32]:
    """One vector for each field: its passages weighted by the root of their length, without the excluded ones."""
    projects = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    sums = np.zeros((len(offsets) - 1, len(FIELDS), units.shape[1]), dtype=np.float32)
    np.add.at(sums, (projects, field_codes), units * (np.sqrt(lengths) * ~is_excluded)[:, None])
    return _units(sums)


def _cooperation(profiles: Sequence[ProjectProfile]) -> NDArray[np.bool_]:
    table = np.zeros((len(profiles), len(COOPERATION_TYPES), len(ROLES)), dtype=np.bool_)
    for index, profile in enumerate(profiles):
        for kind, role in profile.cooperation:
            table[index, COOPERATION_TYPES.index(kind), ROLES.index(role)] = True
    return table


def _indicators(values: Sequence[Sequence[str]], vocabulary: Sequence[str]) -> NDArray[np.bool_]:
    rows = [[code in chosen for code in vocabulary] for chosen in values]
    return np.array(rows, dtype=np.bool_).reshape(len(values), len(vocabulary))


def _language_codes(values: Sequence[Sequence[str]]) -> NDArray[np.int16]:
    longest = max((len(chosen) for chosen in values), default=0)
    table = np.full((len(values), longest), NO_CODE, dtype=np.int16)
    for index, chosen in enumerate(values):
        table[index, : len(chosen)] = [_language_code(code) for code in chosen]
    return table


def _language_code(code: str) -> int:
    letters = [ord(letter) - ord("a") for letter in code.lower()]
    if len(letters) != 2 or not all(0 <= letter < 26 for letter in letters):
        return NO_CODE
    return letters[0] * 26 + letters[1]
