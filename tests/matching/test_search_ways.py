"""Partners are found the fast way or the plain one, and they are the same partners."""

import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from matching.engine.centring import NO_CENTRING
from matching.engine.weights import DEFAULT_WEIGHTS
from matching.search import get_search
from matching.services.partners import Terms
from matching.services.scoring import score_projects
from taxonomy.vocabulary import Country
from tests.factories import LuxembourgProjectFactory, ProjectFactory
from tests.sgbc.test_settings import ROOT

TERMS = Terms(NO_CENTRING, DEFAULT_WEIGHTS, "none")
WITHOUT_PACKAGES = """
import sys
sys.modules["numba"] = sys.modules["onnxruntime"] = None  # as if neither were installed
import django
django.setup()
from matching.search import get_search
print(get_search().__name__)
"""


@pytest.mark.django_db
def test_both_ways_find_the_same_partners(settings) -> None:  # type: ignore[no-untyped-def]
    projects = [ProjectFactory(), ProjectFactory(seek="Eine Partnerin, die Algen im Meer züchtet.")]
    for seek in ("Pompes à chaleur.", "Une ferme d'algues en mer.", "정수 설비 판매 파트너."):
        LuxembourgProjectFactory(seek=seek)
    settings.MATCHING_THRESHOLD = settings.MATCHING_FLOOR = 0.0
    found = {}

    for way in ("fast", "plain"):
        settings.MATCHING_SEARCH = way
        found[way] = score_projects([project.pk for project in projects], Country.KOREA, terms=TERMS)

    fast, plain = found["fast"], found["plain"]
    assert (fast.pairs, len(fast.candidates.rows)) == (6, 6)
    assert plain.pairs == fast.pairs
    assert plain.candidates.rows.tolist() == fast.candidates.rows.tolist()
    assert plain.candidates.columns.tolist() == fast.candidates.columns.tolist()
    assert plain.candidates.scores.tolist() == pytest.approx(fast.candidates.scores.tolist(), abs=1e-5)


def test_without_the_packages_of_the_fast_way_the_plain_one_is_taken_and_said_so() -> None:
    environment = {
        "DJANGO_SETTINGS_MODULE": "sgbc.settings",
        "SGBC_MODE": "demonstration",
        "SECRET_KEY": "unused",
        "DATABASE_URL": "postgres://nobody@localhost/nothing",
        "REDIS_URL": "redis://localhost",
    }

    outcome = subprocess.run(
        [sys.executable, "-c", WITHOUT_PACKAGES], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert outcome.stdout.strip() == "matching.engine.search"
    assert "for want of numba and onnxruntime." in outcome.stderr


def test_a_way_that_is_none_is_refused(settings) -> None:  # type: ignore[no-untyped-def]
    settings.MATCHING_SEARCH = "faster"

    with pytest.raises(ImproperlyConfigured, match="neither fast nor plain: faster"):
        get_search()
