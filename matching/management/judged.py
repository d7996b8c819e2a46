"""Judged collections: profiles, the grades of their pairs, and what the engine makes of them; several are pooled."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from django.core.management.base import CommandError
from numpy.typing import NDArray

from matching.embeddings import get_encoder
from matching.engine.arrays import ProjectArrays, stack_projects
from matching.engine.candidates import Candidates
from matching.engine.concepts import ConceptSpace
from matching.engine.hubness import fit_background, sample_beside
from matching.engine.needs import NeedSide, judge_needs, prepare_needs
from matching.engine.profiles import ProjectProfile
from matching.engine.ranking import KEPT, RankingModel, rank_pairs, shipped_ranking
from matching.engine.ranking_lessons import Lesson
from matching.engine.scoring import score_pairs
from matching.features import encode_profiles, load_concept_space
from matching.management.reading import read_file

COUNTS = {0: 1.0, 1: 0.5, 2: 1.0, 3: 1.5}  # a grade's weight in learning: 1 is neither good nor bad


class Collection(NamedTuple):
    """Projects of both sides, their arrays under one background, and the grades (rows Korean) of their pairs."""

    koreans: list[ProjectProfile]
    luxembourgers: list[ProjectProfile]
    korean_arrays: ProjectArrays
    luxembourg_arrays: ProjectArrays
    korean_needs: NeedSide
    luxembourg_needs: NeedSide
    concepts: ConceptSpace
    grades: NDArray[np.int64]


def read_collection(*files: Path) -> Collection:
    """Return the pool of these collections, each a file of profiles followed by one of judgements.

    A pair of two collections has grade 0, as has one that is not named. With several collections their ids are told
    apart by the collection's number. Raises CommandError for a file that cannot be read, a line that names unknown
    projects, or an odd number of files.
    """
    if not files or len(files) % 2:
        raise CommandError("Name a file of judgements after each file of profiles.")
    pairs = list(zip(files[::2], files[1::2], strict=True))
    prefixes = [f"{number}:" if len(pairs) > 1 else "" for number in range(len(pairs))]
    projects = [
        replace(project, id=prefix + project.id, company_id=prefix + project.company_id)
        for prefix, (profiles, _judgements) in zip(prefixes, pairs, strict=True)
        for project in read_file(profiles)
    ]
    collection = collect(projects)
    for prefix, (_profiles, judgements) in zip(prefixes, pairs, strict=True):
        _read_grades(judgements, prefix, collection)
    return collection


def collect(projects: list[ProjectProfile]) -> Collection:
    """Return these projects ready to be scored, no pair judged."""
    vectors = encode_profiles(projects, get_encoder())
    background = fit_background(projects, vectors, load_concept_space())
    sides = [[index for index, p in enumerate(projects) if p.country == country] for country in ("KR", "LU")]
    koreans, luxembourgers = ([projects[index] for index in side] for side in sides)
    mine, theirs = (
        stack_projects([projects[i] for i in side], [vectors[i] for i in side], background) for side in sides
    )
    return Collection(
        koreans,
        luxembourgers,
        mine,
        theirs,
        prepare_needs(mine, sample_beside(background, "KR")),
        prepare_needs(theirs, sample_beside(background, "LU")),
        background.concepts,
        np.zeros((len(koreans), len(luxembourgers)), dtype=np.int64),
    )


def _read_grades(path: Path, prefix: str, collection: Collection) -> None:
    rows = {project.id: index for index, project in enumerate(collection.koreans)}
    columns = {project.id: index for index, project in enumerate(collection.luxembourgers)}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path}: {error}") from error
    for number, line in enumerate(lines, start=1):
        fields = line.split("\t")
        if line.strip():
            try:
                collection.grades[rows[prefix + fields[0]], columns[prefix + fields[1]]] = int(fields[2])
            except (IndexError, KeyError, ValueError) as error:
                expected = "not a Korean project, a Luxembourg one and a grade"
                raise CommandError(f"{path}, line {number}: {expected}") from error


def kept_pairs(scores: NDArray[np.float32]) -> Candidates:
    """The pairs that the first pass hands on: the first `KEPT` of each row and of each column."""
    is_kept = np.zeros(scores.shape, dtype=np.bool_)
    np.put_along_axis(is_kept, np.argsort(-scores, axis=1, kind="stable")[:, :KEPT], values=True, axis=1)
    np.put_along_axis(is_kept, np.argsort(-scores, axis=0, kind="stable")[:KEPT], values=True, axis=0)
    rows, columns = np.nonzero(is_kept)
    return Candidates(rows, columns, scores[rows, columns])


def rank_collection(
    collection: Collection, scores: NDArray[np.float32], model: RankingModel | None = None
) -> NDArray[np.float32]:
    """Return the likelihoods of the pairs kept; the others follow below, in the order of their scores."""
    kept = kept_pairs(scores)
    sides = collection.korean_needs, collection.luxembourg_needs
    ranked = rank_pairs(*sides, kept, collection.concepts, model or shipped_ranking())
    floor = max(float(ranked.scores.min(initial=1)), 1e-6)
    table = (scores * np.float32(0.5 * floor)).astype(np.float32)
    table[ranked.rows, ranked.columns] = ranked.scores
    return table


def score_collection(collection: Collection, model: RankingModel | None = None) -> NDArray[np.float32]:
    """Return what the engine says of every pair: both passes."""
    return rank_collection(collection, score_pairs(collection.korean_arrays, collection.luxembourg_arrays), model)


def lesson_of(collection: Collection) -> Lesson:
    """What the ranking learns from this collection: the pairs kept."""
    kept = kept_pairs(score_pairs(collection.korean_arrays, collection.luxembourg_arrays))
    grades = collection.grades[kept.rows, kept.columns]
    return Lesson(
        judge_needs(collection.korean_needs, collection.luxembourg_needs, kept, collection.concepts),
        grades >= 2,
        np.array([COUNTS[grade] for grade in grades.tolist()]),
        np.array([project.company_id for project in collection.koreans])[kept.rows],
        np.array([project.company_id for project in collection.luxembourgers])[kept.columns],
    )


def pools_of(files: Sequence[Path]) -> list[tuple[Path, ...]]:
    """Each of these collections by itself, and all of them together where there are several."""
    singles: list[tuple[Path, ...]] = [tuple(files[start : start + 2]) for start in range(0, len(files), 2)]
    return singles if len(singles) < 2 else [*singles, tuple(files)]
