import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.rubric import RubricVerdict, Scores, judge

points = st.integers(0, 5)


@pytest.mark.parametrize(
    ("given_points", "verdict"),
    [
        ((5, 5, 5, 5), RubricVerdict.PUBLISH),
        ((3, 3, 2, 2), RubricVerdict.PUBLISH),
        ((3, 2, 2, 2), RubricVerdict.HOLD),
        ((2, 1, 1, 1), RubricVerdict.HOLD),
        ((1, 1, 1, 1), RubricVerdict.RETURN),
        ((0, 5, 5, 5), RubricVerdict.RETURN),
        ((5, 5, 5, 0), RubricVerdict.RETURN),
        ((0, 0, 0, 0), RubricVerdict.RETURN),
    ],
)
def test_points_decide_as_the_network_does(given_points: tuple[int, int, int, int], verdict: RubricVerdict) -> None:
    assert judge(Scores(*given_points)) == verdict


@pytest.mark.parametrize("given_points", [(-1, 5, 5, 5), (6, 0, 0, 0)])
def test_points_outside_the_scale_are_refused(given_points: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="0 to 5"):
        Scores(*given_points)


def test_every_criterion_without_a_point_is_named() -> None:
    assert Scores(0, 3, 0, 5).failed == ("advantages", "cooperation")


@given(points, points, points, points)
def test_another_point_never_makes_the_outcome_worse(first: int, second: int, third: int, fourth: int) -> None:
    order = [RubricVerdict.RETURN, RubricVerdict.HOLD, RubricVerdict.PUBLISH]

    before = judge(Scores(first, second, third, fourth))
    after = judge(Scores(min(first + 1, 5), second, third, fourth))

    assert order.index(after) >= order.index(before)


@given(st.permutations([0, 1, 4, 5]))
def test_no_criterion_weighs_more_than_another(shuffled: list[int]) -> None:
    assert judge(Scores(*shuffled)) == judge(Scores(0, 1, 4, 5))
