"""A short run of what `benchmarks/api_fuzzing.py` does at length, as a member and as staff."""

from typing import Any

import pytest

from benchmarks.api_fuzzing import make_surroundings, run_fuzzing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes, pytest.mark.exhaustive]


@pytest.mark.parametrize("role", ["member", "reviewer"])
def test_the_api_keeps_what_its_description_says(role: str, live_server: Any, settings: Any, tmp_path: Any) -> None:
    settings.API_RATES = {"visitor": "1000000/min", "token": "1000000/min"}
    surroundings = make_surroundings()

    outcome = run_fuzzing(
        live_server.url,
        surroundings.keys[role],
        surroundings.values,
        most_examples=2,
        phases="examples,fuzzing",
        folder=tmp_path,
    )

    assert outcome.returncode == 0, outcome.stdout[-6000:] + outcome.stderr[-2000:]
