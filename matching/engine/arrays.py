"""Projects as arrays: what scoring needs, and nothing it does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.engine.asking import asks_nothing
from matching.engine.centring import NO_CENTRING, CorpusCentring, places_of, to_units
from matching.engine.passages import FIELDS, Passage, says_enough, split_passages
from matching.engine.profiles import COOPERATION_TYPES, DIGITAL_TECHNOLOGIES, GREEN_OBJECTIVES, ROLES, ProjectProfile
from matching.engine.terms import NO_TERM, number_terms

Kind = TypeVar("Kind", bound=np.generic)
# Working languages as numbers: two letters in base 26; anything else is NO_CODE, which matches nothing.
NO_CODE = -1


@dataclass(frozen=True, slots=True)
class ProjectArrays:
    """n projects with m passages of d dimensions in all; the passages of project i are rows offsets[i]:offsets[i + 1].

    ids (n,); meanings (n, 4, d): a vector for each of title, summary, offer, seek, or zeros where there is no text;
    passages (m, d); both of length 1 or, in the directions that a centring keeps, somewhat less; field_codes (m,):
    index into FIELDS; is_excluded (m,); offsets (n + 1,); cooperation (n, 4, 3): type by role; green (n, 6);
    digital (n, 12); languages (n, k): codes, filled up with NO_CODE; trl (n,): 0 unknown; partner_trl (n, 2): 0 for
    any; concepts_offered, concepts_needed (n, c): which of the taxonomy's concepts; concept_codes (c,): their codes;
    offered_concepts, needed_concepts (n, r): the same as vectors, zeros where there is none; offered_terms,
    needed_terms (n, t): proper terms in Latin capitals as numbers, filled up with NO_TERM; says_enough
    (n,): whether there is enough text to find partners by.
    """

    ids: NDArray[np.str_]
    meanings: NDArray[np.float32]
    passages: NDArray[np.float32]
    field_codes: NDArray[np.int8]
    is_excluded: NDArray[np.bool_]
    offsets: NDArray[np.int64]
    cooperation: NDArray[np.bool_]
    green: NDArray[np.bool_]
    digital: NDArray[np.bool_]
    languages: NDArray[np.int16]
    trl: NDArray[np.int8]
    partner_trl: NDArray[np.int8]
    concepts_offered: NDArray[np.bool_]
    concepts_needed: NDArray[np.bool_]
    offered_concepts: NDArray[np.float32]
    needed_concepts: NDArray[np.float32]
    says_enough: NDArray[np.bool_]
    offered_terms: NDArray[np.int32]
    needed_terms: NDArray[np.int32]
    concept_codes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: NDArray[np.int64]) -> "ProjectArrays":
        """Return the projects at these indices, in this order."""
        counts = np.diff(self.offsets)[rows]
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        inside = np.arange(offsets[-1]) - np.repeat(offsets[:-1], counts) + np.repeat(self.offsets[rows], counts)
        ragged = {name: getattr(self, name)[inside] for name in _RAGGED}
        dense = {item.name: getattr(self, item.name)[rows] for item in fields(self) if item.name not in _NOT_DENSE}
        return ProjectArrays(**ragged, **dense, offsets=offsets, concept_codes=self.concept_codes)


def join_projects(parts: Sequence[ProjectArrays]) -> ProjectArrays:
    """Return the projects of all parts, at least one, in the order given; all stacked under the same centring."""
    counts = np.concatenate([np.diff(part.offsets) for part in parts])
    names = [item.name for item in fields(ProjectArrays) if item.name not in {"offsets", "concept_codes"}]
    joined = {name: join_tables([getattr(part, name) for part in parts], _FILLED.get(name)) for name in names}
    return ProjectArrays(
        **joined,
        offsets=np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        concept_codes=parts[0].concept_codes,
    )


def join_tables(tables: list[NDArray[Kind]], filled: int | None) -> NDArray[Kind]:
    """The tables one below the other, narrower ones filled up with this number."""
    if filled is not None:
        widest = max(table.shape[1] for table in tables)
        tables = [np.pad(t, ((0, 0), (0, widest - t.shape[1])), constant_values=filled) for t in tables]
    return np.concatenate(tables)


_FILLED = {"languages": NO_CODE, "offered_terms": NO_TERM, "needed_terms": NO_TERM}
_RAGGED = ("passages", "field_codes", "is_excluded")
_NOT_DENSE = (*_RAGGED, "offsets", "concept_codes")


# A field's later passages say what is wanted besides: each counts a tenth less than the one before it.
FADING = 0.9
PRAISE = 0.3  # what a sentence of a wish counts that asks for nothing
# Projects whose vectors are held in the encoder's full length at once: about 40 MiB.
READ_AT_ONCE = 1000


def stack_projects(
    profiles: Sequence[ProjectProfile],
    vectors: Sequence[NDArray[np.float32]],
    centring: CorpusCentring = NO_CENTRING,
) -> ProjectArrays:
    """Return the projects as arrays; `vectors[i]` has a row for each passage of `profiles[i]`, in their order.

    Both sides of a comparison must be stacked under the same centring. Raises ValueError where the number of
    vectors does not fit the passages.
    """
    passages = [split_passages(profile) for profile in profiles]
    for profile, group, rows in zip(profiles, passages, vectors, strict=True):
        if len(group) != len(rows):
            raise ValueError(f"{profile.id}: {len(group)} passages, but {len(rows)} vectors")
    flat = [passage for group in passages for passage in group]
    offsets = np.cumsum([0, *(len(group) for group in passages)]).astype(np.int64)
    read = [
        _read_texts(passages[some], vectors[some], centring)
        for some in (slice(start, start + READ_AT_ONCE) for start in range(0, max(len(profiles), 1), READ_AT_ONCE))
    ]
    concepts = centring.concepts
    offer = concepts.indicate([profile.concepts_offered for profile in profiles])
    need = concepts.indicate([profile.concepts_needed for profile in profiles])
    return ProjectArrays(
        ids=np.array([profile.id for profile in profiles], dtype=np.str_),
        meanings=np.concatenate([meanings for meanings, _units in read]),
        passages=np.concatenate([units for _meanings, units in read]),
        field_codes=np.array([FIELDS.index(passage.field) for passage in flat], dtype=np.int8),
        is_excluded=np.array([passage.is_excluded for passage in flat], dtype=np.bool_),
        offsets=offsets,
        cooperation=_cooperation(profiles),
        green=_indicators([profile.green_objectives for profile in profiles], GREEN_OBJECTIVES),
        digital=_indicators([profile.digital for profile in profiles], DIGITAL_TECHNOLOGIES),
        languages=_language_codes([profile.languages for profile in profiles]),
        trl=np.array([profile.trl or 0 for profile in profiles], dtype=np.int8),
        partner_trl=np.array([profile.partner_trl or (0, 0) for profile in profiles], dtype=np.int8).reshape(-1, 2),
        concepts_offered=offer,
        concepts_needed=need,
        offered_concepts=concepts.place(offer),
        needed_concepts=concepts.place(need),
        says_enough=np.array([says_enough(group) for group in passages], dtype=np.bool_),
        offered_terms=number_terms([[p.text for p in group if p.field != "seek"] for group in passages]),
        needed_terms=number_terms(
            [[p.text for p in group if p.field == "seek" and not p.is_excluded] for group in passages]
        ),
        concept_codes=concepts.codes,
    )


def _read_texts(
    passages: Sequence[Sequence[Passage]], vectors: Sequence[NDArray[np.float32]], centring: CorpusCentring
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The meanings and passages of some projects: for each field its passages, weighed by `_passage_weights`."""
    if not passages:
        return np.zeros((0, len(FIELDS), 0), dtype=np.float32), np.zeros((0, 0), dtype=np.float32)
    units = centring.remove(places_of(passages), vectors)
    sums = np.zeros((len(passages), len(FIELDS), units.shape[1]), dtype=np.float32)
    projects = np.repeat(np.arange(len(passages)), [len(group) for group in passages])
    fields = np.array([FIELDS.index(passage.field) for group in passages for passage in group], dtype=np.int64)
    weights = np.array([weight for group in passages for weight in _passage_weights(group)], dtype=np.float32)
    np.add.at(sums, (projects, fields), units * weights[:, None])
    return centring.project(to_units(sums)), centring.project(units)


def _passage_weights(passages: Sequence[Passage]) -> Iterator[float]:
    """The root of a passage's length, fading from the first of a field to the last; nothing for excluded ones and for
    what was said before. Praise among wishes counts little, and what follows it fades no more for it."""
    place, said = dict.fromkeys(FIELDS, 0), set[tuple[str, str]]()
    for passage in passages:
        if passage.is_excluded or (passage.field, passage.text) in said:
            yield 0.0
            continue
        said.add((passage.field, passage.text))
        is_praise = passage.field == "seek" and asks_nothing(passage.text, passage.language)
        weight = float(np.sqrt(len(passage.text))) * FADING ** place[passage.field]
        yield PRAISE * weight if is_praise else weight
        place[passage.field] += not is_praise


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
