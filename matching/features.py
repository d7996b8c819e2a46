"""Turns rows of the exchange format into the engine's profiles, and profiles into vectors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from matching.embeddings import Encoder
from matching.engine.concepts import ConceptSpace, span_concepts
from matching.engine.passages import Passage, split_passages
from matching.engine.profiles import (
    COOPERATION_TYPES,
    COUNTRIES,
    DIGITAL_TECHNOLOGIES,
    GREEN_OBJECTIVES,
    ROLES,
    TEXT_LANGUAGES,
    ProjectProfile,
)
from taxonomy.concepts import load_taxonomy
from taxonomy.recognition import find_concepts

Item = TypeVar("Item")


class ProfileError(ValueError):
    """A company line that breaks the exchange format; the message names the place and what was expected."""


def read_profiles(lines: Iterable[Mapping[str, object]]) -> list[ProjectProfile]:
    """Return a profile for each project of each company, in the order given; keys the format does not know are ignored.

    Raises ProfileError for a missing or mistyped value, an unknown code, or a project id that occurs twice.
    """
    profiles = [profile for company in lines for profile in read_company(company)]
    seen: set[str] = set()
    for profile in profiles:
        if profile.id in seen:
            raise ProfileError(f"project id {profile.id!r} occurs twice")
        seen.add(profile.id)
    return profiles


def read_company(company: Mapping[str, object]) -> list[ProjectProfile]:
    """Return the company's profiles; raises ProfileError as `read_profiles` does."""
    if not isinstance(company, Mapping):
        raise ProfileError("a company must be a JSON object")
    return [with_concepts(_read_project(company, project)) for project in _list_of(company, "projects", dict)]


def encode_profiles(profiles: Sequence[ProjectProfile], encoder: Encoder) -> list[NDArray[np.float32]]:
    """Return for each profile the vectors of its passages, shape (number of passages, dimensions)."""
    texts = [[passage.text for passage in split_passages(profile)] for profile in profiles]
    vectors = encoder.encode([text for group in texts for text in group])
    ends = np.cumsum([len(group) for group in texts])
    return np.split(vectors, ends[:-1]) if texts else []


def with_concepts(profile: ProjectProfile) -> ProjectProfile:
    """Return the profile with the concepts of the taxonomy that its texts name; what it excludes is not sought."""
    passages = split_passages(profile)
    told = [passage for passage in passages if passage.field != "seek"]
    sought = [passage for passage in passages if passage.field == "seek" and not passage.is_excluded]
    return replace(
        profile,
        concepts_offered=_name_concepts(told),
        concepts_needed=_name_concepts(sought),
    )


def _name_concepts(passages: Iterable[Passage]) -> tuple[str, ...]:
    return tuple(sorted({hit.code for passage in passages for hit in find_concepts(passage.text, passage.language)}))


@cache
def load_concept_space() -> ConceptSpace:
    """Return the taxonomy as the engine wants it: every concept not yet weighed by how rare it is."""
    taxonomy = load_taxonomy()
    codes = taxonomy.codes
    similarities = np.array([[taxonomy.similarity(one, other) for other in codes] for one in codes])
    return span_concepts(codes, similarities, np.array([taxonomy.information(code) for code in codes]))


def _read_project(company: Mapping[str, object], project: Mapping[str, object]) -> ProjectProfile:
    return ProjectProfile(
        id=_text(project, "id"),
        company_id=_text(company, "id"),
        country=_code(_text(company, "country"), COUNTRIES, "country"),
        languages=tuple(_list_of(company, "languages", str)),
        nace=tuple(_list_of(company, "nace", str)),
        employees=_number(company, "employees"),
        language=_code(_text(project, "language"), TEXT_LANGUAGES, "language"),
        title=_text(project, "title"),
        summary=_text(project, "summary"),
        offer=_text(project, "offer"),
        seek=_text(project, "seek"),
        cooperation=tuple(_read_cooperation(entry) for entry in _list_of(project, "cooperation", dict)),
        green_objectives=_codes(project, "green_objectives", GREEN_OBJECTIVES),
        digital=_codes(project, "digital", DIGITAL_TECHNOLOGIES),
        trl=_level(project.get("trl"), "trl"),
        partner_trl=_read_range(project.get("partner_trl")),
    )


def _read_cooperation(entry: Mapping[str, object]) -> tuple[str, str]:
    return (
        _code(_text(entry, "type"), COOPERATION_TYPES, "cooperation type"),
        _code(_text(entry, "role"), ROLES, "cooperation role"),
    )


def _read_range(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:
        raise ProfileError(f"'partner_trl' must be two levels or null, not {value!r}")
    lowest, highest = (_level(level, "partner_trl") for level in value)
    if lowest is None or highest is None or lowest > highest:
        raise ProfileError(f"'partner_trl' must run from the lower to the higher level, not {value!r}")
    return lowest, highest


def _level(value: object, key: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 9:
        raise ProfileError(f"{key!r} must be a whole number from 1 to 9, not {value!r}")
    return value


def _number(row: Mapping[str, object], key: str) -> int | None:
    value = row.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise ProfileError(f"{key!r} must be a whole number or null, not {value!r}")
    return value


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ProfileError(f"{key!r} must be a text, not {value!r}")
    return value


def _list_of(row: Mapping[str, object], key: str, kind: type[Item]) -> list[Item]:
    value = row.get(key)
    if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
        raise ProfileError(f"{key!r} must be a list, not {value!r}")
    return value


def _codes(row: Mapping[str, object], key: str, known: Sequence[str]) -> tuple[str, ...]:
    return tuple(_code(value, known, key) for value in _list_of(row, key, str))


def _code(value: str, known: Sequence[str], key: str) -> str:
    if value not in known:
        raise ProfileError(f"unknown {key} {value!r}; known are {', '.join(known)}")
    return value
