import pytest

from matching.engine.weights import DEFAULT_WEIGHTS, Weights


def test_default_weights_are_valid_and_versioned():
    assert Weights(version="2", criteria=dict(DEFAULT_WEIGHTS.criteria)).version == "2"
    assert DEFAULT_WEIGHTS.version == "1"


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


def test_all_weights_zero_are_refused():
    with pytest.raises(ValueError, match="not all 0"):
        Weights(criteria=dict.fromkeys(DEFAULT_WEIGHTS.criteria, 0.0))
