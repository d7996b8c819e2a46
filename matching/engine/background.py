"""What all texts of a field and language have in common, taken off before meanings are compared."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from matching.engine.passages import FIELDS, Field, split_passages
from matching.engine.profiles import ProjectProfile

# Passages that the mean of a language counts as coming from the mean over all languages (shrinkage of small samples).
PRIOR_PASSAGES = 20.0


@dataclass(frozen=True, slots=True)
class Background:
    """The mean vectors of a collection, for each field and language; empty means that nothing is taken off.

    Computed once for a collection and kept with the scores: a block of a full run and a later re-match of one
    project give the same score for the same pair only under the same background.
    """

    centres: Mapping[tuple[str, str], NDArray[np.float32]] = field(default_factory=dict)

    def centre(self, field: Field, language: str) -> NDArray[np.float32] | None:
        """Return the vector to take off, shape (dimensions,), or None where the collection had nothing to say."""
        return self.centres.get((field, language), self.centres.get((field, "")))


NO_BACKGROUND = Background()


def fit_background(profiles: Sequence[ProjectProfile], vectors: Sequence[NDArray[np.float32]]) -> Background:
    """Return the background of these projects; `vectors[i]` has a row for each passage of `profiles[i]`.

    The same words recur in every offer ("we provide ...") and each language has a corner of the space to itself;
    centring takes both off (compare Mu & Viswanath, All-but-the-Top, ICLR 2018). A language's mean is shrunk towards
    the mean of its field, and that towards zero, so that a small collection is hardly touched.
    """
    groups: dict[tuple[Field, str], list[NDArray[np.float32]]] = defaultdict(list)
    for profile, rows in zip(profiles, vectors, strict=True):
        for passage, row in zip(split_passages(profile), rows, strict=True):
            groups[passage.field, profile.language].append(row)
    centres: dict[tuple[str, str], NDArray[np.float32]] = {}
    for name in FIELDS:
        languages = {language: np.stack(rows) for (group, language), rows in groups.items() if group == name}
        if languages:
            everything = np.concatenate([languages[language] for language in sorted(languages)])
            general = _shrunk_mean(everything, np.zeros(everything.shape[1], dtype=np.float32))
            centres[name, ""] = general
            centres |= {(name, language): _shrunk_mean(rows, general) for language, rows in languages.items()}
    return Background(centres)


def _shrunk_mean(rows: NDArray[np.float32], towards: NDArray[np.float32]) -> NDArray[np.float32]:
    total = rows.sum(axis=0) + PRIOR_PASSAGES * towards
    mean: NDArray[np.float32] = (total / (len(rows) + PRIOR_PASSAGES)).astype(np.float32)
    return mean
