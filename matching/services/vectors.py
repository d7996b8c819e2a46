"""Sentence vectors: made once for each text, kept in the database."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from companies.models import Project
from matching.embeddings import Encoder
from matching.engine.profiles import ProjectProfile
from matching.features import encode_profiles, with_concepts
from matching.models import ProjectVectors
from matching.project_rows import digest_texts, pack_gist, pack_vectors, profile_of, unpack_vectors


@dataclass(frozen=True, slots=True)
class EncodedProjects:
    """Projects ready for the engine: `vectors[i]` has a row for each passage of `profiles[i]`."""

    profiles: list[ProjectProfile]
    vectors: list[NDArray[np.float32]]


def encoder_label(encoder: Encoder) -> str:
    return f"{encoder.name} {encoder.version}"


def encode_projects(projects: Sequence[Project], *, encoder: Encoder) -> EncodedProjects:
    """Profiles and vectors of these projects; texts not yet encoded, or edited since, are encoded and stored."""
    profiles = [with_concepts(profile_of(project)) for project in projects]
    digests = {profile.id: digest_texts(profile) for profile in profiles}
    stored = _stored_vectors(projects, encoder)
    vectors = {row.project_id: row for row in stored if digests[str(row.project_id)] == row.text_digest}
    missing = [profile for profile in profiles if int(profile.id) not in vectors]
    made = _store_vectors(missing, digests, encoder) if missing else {}
    rows = vectors | made
    return EncodedProjects(
        profiles, [unpack_vectors(bytes(row.data), row.passage_count) for row in (rows[int(p.id)] for p in profiles)]
    )


def _stored_vectors(projects: Sequence[Project], encoder: Encoder) -> list[ProjectVectors]:
    project_ids = [project.pk for project in projects]
    stored = ProjectVectors.objects.filter(project_id__in=project_ids, encoder=encoder_label(encoder))
    return list(stored.exclude(gist=b""))


@transaction.atomic
def _store_vectors(
    profiles: list[ProjectProfile], digests: dict[str, str], encoder: Encoder
) -> dict[int, ProjectVectors]:
    rows = [
        ProjectVectors(
            project_id=int(profile.id),
            encoder=encoder_label(encoder),
            text_digest=digests[profile.id],
            passage_count=len(vectors),
            data=pack_vectors(vectors),
            gist=pack_gist(profile, vectors),
        )
        for profile, vectors in zip(profiles, encode_profiles(profiles, encoder), strict=True)
    ]
    ProjectVectors.objects.bulk_create(
        sorted(rows, key=lambda row: row.project_id),
        update_conflicts=True,
        unique_fields=["project"],
        update_fields=["encoder", "text_digest", "passage_count", "data", "gist", "updated_at"],
    )
    return {row.project_id: row for row in rows}
