"""Sentence vectors: made once for each text, kept in the database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from companies.models import Project
from matching.embeddings import Encoder
from matching.engine.passages import PASSAGES_VERSION
from matching.engine.profiles import ProjectProfile
from matching.features import encode_profiles, with_concepts
from matching.models import ProjectVectors
from matching.project_rows import digest_texts, pack_embedding, pack_vectors, profile_of, unpack_vectors
from taxonomy.concepts import taxonomy_version


@dataclass(frozen=True, slots=True)
class EncodedProjects:
    """Projects ready for the engine: `vectors[i]` has a row for each passage of `profiles[i]`."""

    profiles: list[ProjectProfile]
    vectors: list[NDArray[np.float32]]


def encoder_label(encoder: Encoder) -> str:
    """What a stored reading was made with; another label makes it void."""
    return f"{encoder.name} {encoder.version} · passages {PASSAGES_VERSION} · concepts {taxonomy_version()}"


def encode_projects(projects: Sequence[Project], *, encoder: Encoder) -> EncodedProjects:
    """Profiles and vectors of these projects; texts not yet read, or edited since, are read and stored."""
    profiles = [profile_of(project) for project in projects]
    digests = {profile.id: digest_texts(profile) for profile in profiles}
    stored = _stored_vectors(projects, encoder)
    vectors = {row.project_id: row for row in stored if digests[str(row.project_id)] == row.text_digest}
    missing = [profile for profile in profiles if int(profile.id) not in vectors]
    made = _store_vectors(missing, digests, encoder) if missing else {}
    rows = [(vectors | made)[int(profile.id)] for profile in profiles]
    return EncodedProjects(
        [_with_stored_concepts(profile, row) for profile, row in zip(profiles, rows, strict=True)],
        [unpack_vectors(bytes(row.data), row.passage_count) for row in rows],
    )


def _with_stored_concepts(profile: ProjectProfile, row: ProjectVectors) -> ProjectProfile:
    """Told is also what the company confirmed, unless its texts name it as sought."""
    confirmed = set(profile.concepts_offered) - set(row.concepts_needed)
    told = tuple(sorted({*row.concepts_offered, *confirmed}))
    return replace(profile, concepts_offered=told, concepts_needed=tuple(row.concepts_needed))


def _stored_vectors(projects: Sequence[Project], encoder: Encoder) -> list[ProjectVectors]:
    project_ids = [project.pk for project in projects]
    stored = ProjectVectors.objects.filter(project_id__in=project_ids, encoder=encoder_label(encoder))
    return list(stored.exclude(summary_embedding=b""))


@transaction.atomic
def _store_vectors(
    profiles: list[ProjectProfile], digests: dict[str, str], encoder: Encoder
) -> dict[int, ProjectVectors]:
    read = [with_concepts(profile) for profile in profiles]
    rows = [
        ProjectVectors(
            project_id=int(profile.id),
            encoder=encoder_label(encoder),
            text_digest=digests[profile.id],
            passage_count=len(vectors),
            data=pack_vectors(vectors),
            concepts_offered=list(profile.concepts_offered),
            concepts_needed=list(profile.concepts_needed),
            summary_embedding=pack_embedding(profile, vectors),
        )
        for profile, vectors in zip(read, encode_profiles(profiles, encoder), strict=True)
    ]
    ProjectVectors.objects.bulk_create(
        sorted(rows, key=lambda row: row.project_id),
        update_conflicts=True,
        unique_fields=["project"],
        update_fields=[
            *("encoder", "text_digest", "passage_count", "data", "concepts_offered", "concepts_needed"),
            *("summary_embedding", "updated_at"),
        ],
    )
    return {row.project_id: row for row in rows}
