import pytest

from matching.engine.weights import DEFAULT_WEIGHTS, Weights


def test_default_weights_are_valid_and_versioned():
    assert Weights(version="mine", criteria=dict(DEFAULT_WEIGHTS.criteria)).version == "mine"
    assert DEFAULT_WEIGHTS.version == "3"


@pytest.mark.parametrize(
    ("criteria", "penalties", "message"),
    [
        ({"meaning": 1.0}, {}, "name every criterion"),
        ({"charm": 1.0}, {}, "name every criterion"),
        ({"meaning": -1.0}, None, "at least 0"),
        ({}, {"competitor": 1.5}, "between 0 and 1"),
    ],
)
def test_weights_that_make_no_sense_are_refused(criteria, penalties, message):
    merged = dict(DEFAULT_WEIGHTS.criteria) | criteria if penalties != {} else criteria

    with pytest.raises(ValueError, match=message):
        Weights(criteria=merged, penalties=dict(DEFAULT_WEIGHTS.penalties) | (penalties or {}))


def test_a_condition_cannot_cost_more_than_the_whole_score():
    with pytest.raises(ValueError, match="between 0 and 1"):
        Weights(conditions=dict(DEFAULT_WEIGHTS.conditions) | {"maturity": 1.5})


def test_all_weights_zero_are_refused():
    with pytest.raises(ValueError, match="not all 0"):
        Weights(criteria=dict.fromkeys(DEFAULT_WEIGHTS.criteria, 0.0))
