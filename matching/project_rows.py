"""Projects between the database and the engine: rows to profiles, arrays to bytes and back."""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companies.models import Project
from matching.engine.centring import CorpusCentring
from matching.engine.concepts import ConceptSpace
from matching.engine.passages import split_passages
from matching.engine.profiles import COUNTRIES, ProjectProfile
from matching.engine.samples import Sample
from taxonomy.vocabulary import Country

# Among a centring's stored arrays; the centres are named field/language.
EMBEDDING_SCALE = 127
BASIS, CODES, TABLE, SAMPLE, VERSION = (
    *("basis", "concept codes", "concept table"),
    *("sample:", "version"),
)


def profile_of(project: Project) -> ProjectProfile:
    """The engine's view of a project, with the concepts its company confirmed but before its texts are read.

    `company` and `cooperations` should be prefetched.
    """
    company = project.company
    return ProjectProfile(
        id=str(project.pk),
        company_id=str(company.pk),
        country=company.country,
        languages=tuple(company.languages),
        nace=tuple(company.nace),
        employees=company.employees,
        language=project.language,
        title=project.title,
        summary=project.summary,
        offer=project.offer,
        seek=project.seek,
        cooperation=tuple((entry.type, entry.role) for entry in project.cooperations.all()),
        green_objectives=tuple(project.green_objectives),
        digital=tuple(project.digital),
        trl=project.trl,
        partner_trl=project.partner_trl,
        concepts_offered=tuple(project.concepts),
    )


def korean_first(one: Project, other: Project) -> tuple[Project, Project]:
    """Two projects of different countries in the order of a match. Their `company` should be loaded."""
    return (one, other) if one.company.country == Country.KOREA else (other, one)


def digest_profile(profile: ProjectProfile) -> str:
    """A fingerprint of what `profile_of` returned: it changes exactly when a score could."""
    said = {name: value for name, value in asdict(profile).items() if name not in ("id", "company_id")}
    said["cooperation"] = sorted(said["cooperation"])
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def digest_texts(profile: ProjectProfile) -> str:
    """A fingerprint of the texts alone: it changes exactly when the sentence vectors do."""
    texts = [profile.language, profile.title, profile.summary, profile.offer, profile.seek]
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def pack_vectors(vectors: NDArray[np.float32]) -> bytes:
    """Half precision, row after row: half the space, and far below the noise of an encoder."""
    return vectors.astype(np.float16).tobytes()


def unpack_vectors(data: bytes, passage_count: int) -> NDArray[np.float32]:
    """The (passage_count, dimensions) array that `pack_vectors` stored, exact to half precision."""
    return np.frombuffer(data, dtype=np.float16).reshape(passage_count, -1).astype(np.float32)


def pack_embedding(profile: ProjectProfile, vectors: NDArray[np.float32]) -> bytes:
    """The direction of all passages but those of `seek`, a signed byte for each dimension."""
    told = [place for place, passage in enumerate(split_passages(profile)) if passage.field != "seek"]
    mean = vectors[told].mean(axis=0)
    unit = mean / max(float(np.linalg.norm(mean)), 1e-12)
    return bytes(np.round(unit * EMBEDDING_SCALE).astype(np.int8).tobytes())


def unpack_embeddings(data: Sequence[bytes]) -> NDArray[np.int8]:
    """A row for each embedding that `pack_embedding` made; divided by EMBEDDING_SCALE they are about unit vectors."""
    return np.frombuffer(b"".join(data), dtype=np.int8).reshape(len(data), -1)


def pack_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    stream = io.BytesIO()
    np.savez_compressed(stream, allow_pickle=False, **arrays)
    return stream.getvalue()


def unpack_arrays(data: bytes) -> dict[str, NDArray[np.generic]]:
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def pack_centring(centring: CorpusCentring) -> bytes:
    arrays: dict[str, NDArray[np.generic]] = {
        f"{field}/{language}": centre for (field, language), centre in centring.centres.items()
    }
    if centring.basis is not None:
        arrays[BASIS] = centring.basis
    if centring.concepts.table is not None:
        arrays[CODES], arrays[TABLE] = np.array(centring.concepts.codes), centring.concepts.table
    arrays[VERSION] = np.array([centring.version, str(centring.size)])
    for country, sample in centring.samples.items():
        arrays |= {f"{SAMPLE}{country}:{name.name}": getattr(sample, name.name) for name in fields(sample)}
    return pack_arrays(arrays)


def unpack_centring(data: bytes) -> CorpusCentring:
    arrays: dict[str, NDArray[Any]] = unpack_arrays(data)
    basis, codes, table, version = (arrays.pop(name, None) for name in (BASIS, CODES, TABLE, VERSION))
    samples = {
        country: Sample(**{name.name: arrays.pop(f"{SAMPLE}{country}:{name.name}") for name in fields(Sample)})
        for country in COUNTRIES
        if f"{SAMPLE}{country}:needs" in arrays
    }
    centres = {(field, language): centre for (field, _, language), centre in _by_place(arrays)}
    concepts = ConceptSpace() if codes is None else ConceptSpace(tuple(codes.tolist()), table)
    if version is None:
        return CorpusCentring(centres, basis, concepts, samples)
    return CorpusCentring(centres, basis, concepts, samples, str(version[0]), int(version[1]))


def _by_place(arrays: Mapping[str, NDArray[Any]]) -> list[tuple[tuple[str, str, str], NDArray[Any]]]:
    return [(name.partition("/"), array) for name, array in arrays.items()]
