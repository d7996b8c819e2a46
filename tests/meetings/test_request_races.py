"""A few rounds of every race for meeting requests; `benchmarks.event_races` runs many."""

from collections.abc import Callable

import pytest

from tests.meetings.request_races import MEETING_REQUEST_RACES

ROUNDS = 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", MEETING_REQUEST_RACES, ids=lambda race: race.__name__)
def test_one_answer_counts(race: Callable[[], str]) -> None:
    for _round in range(ROUNDS):
        assert race()
