"""A few rounds of every race; `benchmarks.event_races` runs many."""

from collections.abc import Callable

import pytest

from tests.events.event_races import EVENT_RACES
from tests.events.races import REGISTRATION_RACES

ROUNDS = 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", [*EVENT_RACES, *REGISTRATION_RACES], ids=lambda race: race.__name__)
def test_one_wins_and_nothing_is_given_away_twice(race: Callable[[], str]) -> None:
    for _round in range(ROUNDS):
        assert race()
