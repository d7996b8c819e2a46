"""What all texts of a field and language have in common, taken off before meanings are compared."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from matching.engine.concepts import ConceptSpace
from matching.engine.passages import FIELDS, Field, Passage, split_passages
from matching.engine.profiles import ProjectProfile
from matching.engine.samples import Sample

# Passages that the mean of a language counts as coming from the mean over all languages (shrinkage of small samples).
PRIOR_PASSAGES = 20.0
# Directions kept of the encoder's space: those in which the passages of a collection differ most.
DIRECTIONS = 128


@dataclass(frozen=True, slots=True)
class CorpusCentring:
    """The mean vectors of a collection, for each field and language, and the directions in which its texts differ.

    Computed once for a collection and kept with the scores: a block of a full run and a later re-match of one
    project give the same score for the same pair only under the same centring. `basis` has orthonormal columns,
    shape (dimensions, directions); None keeps the encoder's space as it is, no centres take nothing off. `concepts` are
    the taxonomy's, weighed by how rare they are; an empty space knows none. `samples`: some projects of each country.
    `version` names what made the vectors, `size` is the number of projects it was fitted on.
    """

    centres: Mapping[tuple[str, str], NDArray[np.float32]] = field(default_factory=dict)
    basis: NDArray[np.float32] | None = None
    concepts: ConceptSpace = field(default_factory=ConceptSpace)
    samples: Mapping[str, Sample] = field(default_factory=dict)
    version: str = ""
    size: int = 0

    def centre(self, field: Field, language: str) -> NDArray[np.float32] | None:
        """Return the vector to take off, shape (dimensions,), or None where the collection had nothing to say."""
        return self.centres.get((field, language), self.centres.get((field, "")))

    def remove(
        self, places: Sequence[tuple[Field, str]], vectors: Sequence[NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        """Return unit vectors of what these passages say beyond the centring, (number of passages, dimensions).

        `places` are the field and language of each passage, `vectors` the rows of all of them in any grouping.
        """
        rows = np.concatenate([np.asarray(group, dtype=np.float32) for group in vectors])
        for index, (name, language) in enumerate(places):
            centre = self.centre(name, language)
            if centre is not None:
                rows[index] -= centre
        return to_units(rows)

    def project(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the part of vectors (..., dimensions) that lies in the directions kept, (..., directions).

        It is not brought back to length 1: what lies outside the directions counts as like nothing else.
        """
        return rows if self.basis is None else rows @ self.basis


NO_CENTRING = CorpusCentring()


def to_units(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the vectors along the last axis at length 1; those of no length stay zeros."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    units: NDArray[np.float32] = np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 1e-9)
    return units


def places_of(passages: Sequence[Sequence[Passage]]) -> list[tuple[Field, str]]:
    """Return the field and language of every passage of some projects, in their order."""
    return [(passage.field, passage.language) for group in passages for passage in group]


def fit_centring(
    profiles: Sequence[ProjectProfile],
    vectors: Sequence[NDArray[np.float32]],
    concepts: ConceptSpace | None = None,
) -> CorpusCentring:
    """Return the centring of these projects; `vectors[i]` has a row for each passage of `profiles[i]`.

    The same words recur in every offer ("we provide ...") and each language has a corner of the space to itself;
    centring takes both off (compare Mu & Viswanath, All-but-the-Top, ICLR 2018). A language's mean is shrunk towards
    the mean of its field, and that towards zero, so that a small collection is hardly touched. Of what is left the
    `DIRECTIONS` of largest variance are kept: principal components about zero.
    """
    if not profiles:
        return NO_CENTRING
    places = places_of([split_passages(profile) for profile in profiles])
    centres = _fit_centres(places, np.concatenate(list(vectors)))
    lists = [(*profile.concepts_offered, *profile.concepts_needed) for profile in profiles]
    centred = CorpusCentring(centres, concepts=(concepts or ConceptSpace()).weigh(lists))
    if vectors[0].shape[1] <= DIRECTIONS:
        return centred
    rows = centred.remove(places, vectors).astype(np.float64)
    _variances, directions = np.linalg.eigh(rows.T @ rows)
    return replace(centred, basis=np.ascontiguousarray(directions[:, -DIRECTIONS:], dtype=np.float32))


def _fit_centres(
    places: Sequence[tuple[Field, str]], rows: NDArray[np.float32]
) -> dict[tuple[str, str], NDArray[np.float32]]:
    groups: dict[tuple[Field, str], list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        groups[place].append(index)
    centres: dict[tuple[str, str], NDArray[np.float32]] = {}
    for name in FIELDS:
        languages = {language: rows[group] for (field, language), group in groups.items() if field == name}
        if languages:
            everything = np.concatenate([languages[language] for language in sorted(languages)])
            general = _shrunk_mean(everything, np.zeros(rows.shape[1], dtype=np.float32))
            centres[name, ""] = general
            centres |= {(name, language): _shrunk_mean(group, general) for language, group in languages.items()}
    return centres


def _shrunk_mean(rows: NDArray[np.float32], towards: NDArray[np.float32]) -> NDArray[np.float32]:
    total = rows.sum(axis=0) + PRIOR_PASSAGES * towards
    mean: NDArray[np.float32] = (total / (len(rows) + PRIOR_PASSAGES)).astype(np.float32)
    return mean
