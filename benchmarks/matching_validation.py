"""What tuning the weights is worth on projects nobody looked at: both sides of every test pair are held out.

    python benchmarks/matching_validation.py [PROFILES JUDGEMENTS [OTHER_PROFILES OTHER_JUDGEMENTS]]

Without arguments the demonstration collection. Twenty times the companies of each side are halved; of 300 random sets
of weights around the default ones the best on the first halves (ndcg@10) is taken and measured, beside the default
weights, on the second halves; a pair with a company on either side of the cut is used for neither. With a second
collection the best of the first is measured on the second as well, and the other way round.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sgbc.settings")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402

from matching.engine.evaluation import measure_quality  # noqa: E402
from matching.engine.scoring import fuse, judge_pairs  # noqa: E402
from matching.engine.weights import DEFAULT_WEIGHTS  # noqa: E402
from matching.management.commands.evaluate_matching import HEADINGS  # noqa: E402
from matching.management.judged import read_collection  # noqa: E402

HALVINGS, TRIALS, SEED = 20, 300, 7
DEMONSTRATION = ROOT / "demonstration/data/profiles.jsonl", ROOT / "demonstration/data/judgements.tsv"


def draw_weights(dice):
    """Criteria and strengths up to twice or half of the default ones, log-uniformly."""
    groups = {}
    for group in ("criteria", "conditions", "penalties"):
        values = getattr(DEFAULT_WEIGHTS, group)
        groups[group] = {name: min(float(value * 2 ** dice.uniform(-1, 1)), 1.0) for name, value in values.items()}
    return replace(DEFAULT_WEIGHTS, **groups)


def halves(projects, dice):
    companies = sorted({project.company_id for project in projects})
    first = set(dice.permutation(companies)[: len(companies) // 2].tolist())
    chosen = np.array([project.company_id in first for project in projects])
    return np.flatnonzero(chosen), np.flatnonzero(~chosen)


def quality_on(scores, grades, rows, columns):
    return np.array(measure_quality(scores[np.ix_(rows, columns)], grades[np.ix_(rows, columns)]))


def score_trials(collection, trials):
    judgement = judge_pairs(collection.korean_arrays, collection.luxembourg_arrays)
    return [fuse(judgement, weights).scores for weights in trials]


def row(title, figures):
    print(f"{title:58}" + "".join(f"{figure:9.3f}" for figure in figures))


def validate(name, collection, scores):
    dice = np.random.default_rng(SEED)
    tuned, default, seen = [], [], []
    for _ in range(HALVINGS):
        (rows, others), (columns, other_columns) = (
            halves(side, dice) for side in (collection.koreans, collection.luxembourgers)
        )
        figures = [quality_on(table, collection.grades, rows, columns) for table in scores]
        best = max(range(len(scores)), key=lambda trial: figures[trial][0])
        seen.append(figures[best])
        tuned.append(quality_on(scores[best], collection.grades, others, other_columns))
        default.append(quality_on(scores[0], collection.grades, others, other_columns))
    row(f"{name}: tuned, on the halves tuned on", np.mean(seen, axis=0))
    row(f"{name}: tuned, on the halves not seen", np.mean(tuned, axis=0))
    row(f"{name}: default weights, on the same halves", np.mean(default, axis=0))
    row(f"{name}: standard deviation of the line above", np.std(default, axis=0))


def main():
    paths = [Path(argument) for argument in sys.argv[1:]] or list(DEMONSTRATION)
    names = ["first", "second"] if len(paths) == 4 else ["collection"]
    collections = [read_collection(*paths[start : start + 2]) for start in range(0, len(paths), 2)]
    dice = np.random.default_rng(SEED)
    trials = [DEFAULT_WEIGHTS, *(draw_weights(dice) for _ in range(TRIALS))]
    scores = [score_trials(collection, trials) for collection in collections]
    print(f"{'':58}" + "".join(f"{heading:>9}" for heading in HEADINGS))
    for name, collection, tables in zip(names, collections, scores, strict=True):
        validate(name, collection, tables)
    if len(collections) == 2:
        for mine, theirs in ((0, 1), (1, 0)):
            figures = [measure_quality(table, collections[mine].grades) for table in scores[mine]]
            best = max(range(len(trials)), key=lambda trial: figures[trial].ndcg)
            other = measure_quality(scores[theirs][best], collections[theirs].grades)
            row(f"tuned on the {names[mine]}, measured on the {names[theirs]}", other)
            row(
                f"default weights on the {names[theirs]}",
                measure_quality(scores[theirs][0], collections[theirs].grades),
            )


if __name__ == "__main__":
    main()
