from collections.abc import Callable

import pytest

from tests.meetings.schedule_races import SCHEDULE_RACES

ROUNDS = 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", SCHEDULE_RACES, ids=lambda race: race.__name__)
def test_whoever_is_first_the_same_holds(race: Callable[[], str]) -> None:
    for _round in range(ROUNDS):
        race()
