"""The figures of the engine, frozen a little below where they stand, so that no change lowers them unseen."""

from pathlib import Path

import numpy as np
import pytest

from matching.engine.evaluation import measure_quality
from matching.engine.likelihood import FLOOR
from matching.features import with_concepts
from matching.management.judged import collect, read_collection, score_collection
from tests.matching.engine.builders import profile

ROOT = Path(__file__).resolve().parents[2]
DEMONSTRATION = (ROOT / "demonstration/data/profiles.jsonl", ROOT / "demonstration/data/judgements.tsv")
FAULTS = (ROOT / "benchmarks/collection/profiles.jsonl", ROOT / "benchmarks/collection/judgements.tsv")
DEVELOPMENT = (ROOT.parent / "shared/eval/dev/profiles.jsonl", ROOT.parent / "shared/eval/dev/qrels.tsv")
COLLECTIONS = {
    "demonstration": (DEMONSTRATION, (0.94, 0.90, 0.985, 1.0)),
    "faults of form": (FAULTS, (0.95, 0.95, 0.985, 1.0)),
    "both": ((*DEMONSTRATION, *FAULTS), (0.93, 0.905, 0.985, 1.0)),
    "development": (DEVELOPMENT, (0.93, 0.88, 0.98, 1.0)),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_engine_is_as_good_as_it_was(name):
    files, least = COLLECTIONS[name]
    if not files[0].exists():
        pytest.skip("the development collection lies outside this repository and is not on this machine")
    collection = read_collection(*files)

    quality = measure_quality(score_collection(collection), collection.grades)

    reached = {figure: value >= floor for (figure, value), floor in zip(quality._asdict().items(), least, strict=True)}
    assert reached == dict.fromkeys(quality._fields, True), quality


TINY = (
    ("kr-1", "KR", "en", "LED flood lights for stadiums.", "We do not look for distributors."),
    ("kr-2", "KR", "ko", "김치냉장고를 만듭니다.", "재활용 업체를 찾습니다."),
    ("kr-3", "KR", "en", "Sails for cargo ships.", "Not interested in consultants."),
    ("lu-1", "LU", "en", "Rigid cargo airship with solar skin.", "No consultants."),
    ("lu-2", "LU", "fr", "Constructeur de terrains de sport.", "Nous cherchons des projecteurs LED pour stades."),
    ("lu-3", "LU", "de", "Tanzschule für Kinder.", "Kein Interesse."),
)


def test_two_that_only_say_what_they_do_not_want_are_no_match():
    projects = [
        with_concepts(
            profile(
                id=name,
                company_id=name,
                country=country,
                language=language,
                title=offer,
                summary=offer,
                offer=offer,
                seek=seek,
                cooperation=(("marketing_cooperation", "provider"),),
                green_objectives=("climate_mitigation",),
                digital=(),
                partner_trl=None,
            )
        )
        for name, country, language, offer, seek in TINY
    ]

    scores = score_collection(collect(projects))

    assert np.unravel_index(int(np.argmax(scores)), scores.shape) == (0, 1)
    assert np.delete(scores.ravel(), 1).max() < FLOOR
