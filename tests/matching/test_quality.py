"""The figures of the engine, frozen a little below where they stand, so that no change lowers them unseen."""

from pathlib import Path

import pytest

from matching.engine.evaluation import measure_quality
from matching.engine.scoring import score_pairs
from matching.management.judged import read_collection

ROOT = Path(__file__).resolve().parents[2]
COLLECTIONS = {
    "demonstration": (
        ROOT / "demonstration/data/profiles.jsonl",
        ROOT / "demonstration/data/judgements.tsv",
        (0.92, 0.84, 0.975, 1.0),
    ),
    "development": (
        ROOT.parent / "shared/eval/dev/profiles.jsonl",
        ROOT.parent / "shared/eval/dev/qrels.tsv",
        (0.905, 0.85, 0.97, 1.0),
    ),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_engine_is_as_good_as_it_was(name):
    profiles, judgements, least = COLLECTIONS[name]
    if not profiles.exists():
        pytest.skip("the development collection lies outside this repository and is not on this machine")
    collection = read_collection(profiles, judgements)

    scores = score_pairs(collection.korean_arrays, collection.luxembourg_arrays)

    quality = measure_quality(scores, collection.grades)
    reached = {figure: value >= floor for (figure, value), floor in zip(quality._asdict().items(), least, strict=True)}
    assert reached == dict.fromkeys(quality._fields, True), quality
