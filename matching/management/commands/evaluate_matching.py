"""Measures the engine against relevance judgements, beside its baselines and without each of its parts."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand
from numpy.typing import NDArray

from matching.engine.criteria import OFFER, SEEK, SUMMARY, TITLE
from matching.engine.evaluation import Quality, measure_quality
from matching.engine.needs import SIGNS
from matching.engine.profiles import ProjectProfile
from matching.engine.ranking import RankingModel, shipped_ranking
from matching.engine.scoring import Judgement, fuse, judge_pairs
from matching.engine.weights import DEFAULT_WEIGHTS, Weights
from matching.management.judged import Collection, rank_collection, read_collection, score_collection

HEADINGS = ("ndcg@10", "p@3", "auc", "silent")
HALVINGS = 20
TOP = 3
SEED = 20261124


class Command(BaseCommand):
    """Prints a table: one row for the engine, each baseline and each part left out."""

    help = "Measure the engine on a file of profiles and a file of judgements. No database is needed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files",
            type=Path,
            nargs="+",
            help="profiles (JSON Lines, one company a line) and judgements (Korean project, Luxembourg project, grade; "
            "tab-separated); further collections are pooled with the first, their pairs with each other counting as 0",
        )

    def handle(self, *_args: object, files: list[Path], **_options: object) -> None:
        collection = read_collection(*files)
        self.stdout.write(f"{'':34}" + "".join(f"{heading:>10}" for heading in HEADINGS))
        for title, rows in _sections(collection):
            self.stdout.write(f"\n{title}")
            for label, quality in rows:
                self.stdout.write(f"  {label:32}" + "".join(f"{figure:10.4f}" for figure in quality))
        self._report_places(score_collection(collection))

    def _report_places(self, scores: NDArray[np.float32]) -> None:
        """How the first places are spread: projects of use to every field must not take them all."""
        for name, table in (("Luxembourg", scores), ("Korean", scores.T)):
            places = np.bincount(np.argsort(-table, axis=1, kind="stable")[:, :TOP].ravel(), minlength=table.shape[1])
            busiest = np.sort(places)[-max(1, len(places) // 10) :]
            self.stdout.write(
                f"top-{TOP} places of {name} projects: {places.mean():.1f} on average, {places.max()} at most; the "
                f"busiest tenth holds {busiest.sum() / places.sum():.0%}"
            )


def _sections(collection: Collection) -> Iterator[tuple[str, list[tuple[str, Quality]]]]:
    judgement = judge_pairs(collection.korean_arrays, collection.luxembourg_arrays)
    first_pass = fuse(judgement, DEFAULT_WEIGHTS).scores
    scores = rank_collection(collection, first_pass)
    yield "engine", [("all of it", measure_quality(scores, collection.grades))]
    yield "baselines", [(name, measure_quality(judge(collection), collection.grades)) for name, judge in BASELINES]
    yield (
        "first pass alone, and without",
        [
            ("nothing", measure_quality(first_pass, collection.grades)),
            *(
                (name, measure_quality(fuse(judgement, weights).scores, collection.grades))
                for name, weights in leave_out()
            ),
        ],
    )
    yield (
        "second pass without",
        [
            (name, measure_quality(rank_collection(collection, first_pass, model), collection.grades))
            for name, model in leave_out_of_ranking()
        ],
    )
    yield f"engine on a quarter of the pairs, {HALVINGS} random halves of companies a side", _spread(collection, scores)


def leave_out() -> Iterator[tuple[str, Weights]]:
    """Yield the default weights without each criterion, condition and penalty in turn."""
    for group in ("criteria", "conditions", "penalties"):
        for name in getattr(DEFAULT_WEIGHTS, group):
            yield str(name), _without(group, name)


def leave_out_of_ranking() -> Iterator[tuple[str, RankingModel]]:
    """Yield the shipped ranking without each kind of value in turn."""
    model = shipped_ranking()
    for kind in dict.fromkeys(name.partition("_")[0] for name in SIGNS):
        kept = {name: 0.0 if name.partition("_")[0] == kind else value for name, value in model.coefficients.items()}
        yield kind, replace(model, coefficients=kept)


def _without(group: str, name: str) -> Weights:
    changed: Any = {group: dict(getattr(DEFAULT_WEIGHTS, group)) | {name: 0.0}}
    return replace(DEFAULT_WEIGHTS, **changed)


def _spread(collection: Collection, scores: NDArray[np.float32]) -> list[tuple[str, Quality]]:
    """The middle and the spread of the figures when only half of each side's companies is looked at."""
    generator = np.random.default_rng(SEED)
    figures = []
    for _ in range(HALVINGS):
        rows, columns = (_half_of_companies(side, generator) for side in (collection.koreans, collection.luxembourgers))
        figures.append(measure_quality(scores[np.ix_(rows, columns)], collection.grades[np.ix_(rows, columns)]))
    table = np.array(figures)
    return [("mean", Quality(*table.mean(axis=0))), ("standard deviation", Quality(*table.std(axis=0)))]


def _half_of_companies(projects: list[ProjectProfile], generator: np.random.Generator) -> list[int]:
    companies = sorted({project.company_id for project in projects})
    chosen = set(generator.permutation(companies)[: len(companies) // 2].tolist())
    return [index for index, project in enumerate(projects) if project.company_id in chosen]


def score_at_random(collection: Collection) -> NDArray[np.float32]:
    return np.random.default_rng(SEED).random(collection.grades.shape, dtype=np.float32)


def score_by_words(collection: Collection) -> NDArray[np.float32]:
    """TF-IDF over words, seek against offer in both directions: what a search engine without languages sees."""
    sides = (collection.koreans, collection.luxembourgers)
    words = [[Counter(f"{p.title} {p.summary} {p.offer} {p.seek}".lower().split()) for p in side] for side in sides]
    spread = Counter(word for side in words for text in side for word in text)
    everything = sum(map(len, sides))
    weighed = [
        [{word: count * np.log(everything / spread[word]) for word, count in text.items()} for text in side]
        for side in words
    ]
    scores = [_cosine(one, other) for one, other in product(*weighed)]
    return np.array(scores, dtype=np.float32).reshape(collection.grades.shape)


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    lengths = [float(np.sqrt(sum(value**2 for value in text.values()))) for text in (one, other)]
    return sum(value * other.get(word, 0.0) for word, value in one.items()) / max(lengths[0] * lengths[1], 1e-9)


def score_by_whole_texts(collection: Collection) -> NDArray[np.float32]:
    """One sentence vector for all a project says, compared across."""
    mine, theirs = (
        arrays.meanings[:, [TITLE, SUMMARY, OFFER, SEEK]].mean(axis=1)
        for arrays in (collection.korean_arrays, collection.luxembourg_arrays)
    )
    similarities: NDArray[np.float32] = mine @ theirs.T
    return similarities


def score_by_fields(collection: Collection) -> NDArray[np.float32]:
    """What was ticked and typed into the form, without the texts."""
    judgement = judge_pairs(collection.korean_arrays, collection.luxembourg_arrays)
    ticked = ("green", "digital")
    criteria = {name: weight if name in ticked else 0.0 for name, weight in DEFAULT_WEIGHTS.criteria.items()}
    no_texts = Judgement(judgement.criteria, judgement.conditions, {})
    return fuse(no_texts, replace(DEFAULT_WEIGHTS, criteria=criteria)).scores


BASELINES: tuple[tuple[str, Callable[[Collection], NDArray[np.float32]]], ...] = (
    ("random", score_at_random),
    ("words (TF-IDF)", score_by_words),
    ("whole-text sentence similarity", score_by_whole_texts),
    ("form fields alone", score_by_fields),
)
