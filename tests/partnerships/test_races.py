from collections.abc import Callable

import pytest

from tests.companies.people_races import PEOPLE_RACES
from tests.form_races import FORM_RACES
from tests.partnerships.races import RACES
from tests.partnerships.request_races import REQUEST_RACES

ROUNDS = 3  # benchmarks.introduction_races runs 200 of each


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", [*REQUEST_RACES, *RACES, *PEOPLE_RACES, *FORM_RACES], ids=lambda race: race.__name__)
def test_whoever_is_first_there_is_one_outcome_and_nothing_shows_too_early(race: Callable[[], str]) -> None:
    for _round in range(ROUNDS):
        assert race()
