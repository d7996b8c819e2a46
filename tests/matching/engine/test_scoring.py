import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.arrays import stack_projects
from matching.engine.criteria import Directed
from matching.engine.scoring import Judgement, fuse, harmonic_mean, score_pairs
from matching.engine.weights import DEFAULT_WEIGHTS, UNKNOWN, Condition, Criterion, Penalty, Weights
from tests.matching.engine import reference
from tests.matching.engine.builders import CENTRING, arrays_of, profile, sides

ROUNDING = 1e-6
quick = settings(max_examples=40, deadline=None)


def both_sides(drawn):
    koreans, korean_vectors, luxembourgers, luxembourg_vectors = drawn
    return tuple(
        stack_projects(profiles, vectors, CENTRING)
        for profiles, vectors in ((koreans, korean_vectors), (luxembourgers, luxembourg_vectors))
    )


def one_pair(values):
    """Judge a single pair: these values in both directions, everything else unknown and no penalty earned."""
    unknown = dict.fromkeys((*Criterion, *Condition), np.nan) | values
    matrices = {name: np.full((1, 1), value, dtype=np.float32) for name, value in unknown.items()}
    judged = {name: Directed(matrix, matrix) for name, matrix in matrices.items()}
    none = {name: np.zeros((1, 1), dtype=np.float32) for name in Penalty}
    return Judgement({name: judged[name] for name in Criterion}, {name: judged[name] for name in Condition}, none)


@quick
@given(sides())
def test_the_array_code_agrees_with_the_score_written_out_pair_by_pair(drawn):
    koreans, korean_vectors, luxembourgers, luxembourg_vectors = drawn

    scores = score_pairs(*both_sides(drawn))

    expected = [
        [
            reference.score(reference.KernelSide(mine, rows), reference.KernelSide(theirs, columns), DEFAULT_WEIGHTS)
            for theirs, columns in zip(luxembourgers, luxembourg_vectors, strict=True)
        ]
        for mine, rows in zip(koreans, korean_vectors, strict=True)
    ]
    np.testing.assert_allclose(scores, expected, atol=1e-5)


@quick
@given(sides())
def test_scores_lie_between_0_and_1(drawn):
    koreans, luxembourgers = both_sides(drawn)

    scores = score_pairs(koreans, luxembourgers)

    assert scores.shape == (len(koreans), len(luxembourgers))
    assert scores.dtype == np.float32
    assert ((scores >= 0) & (scores <= 1)).all()


@quick
@given(sides(), st.randoms(use_true_random=False))
def test_reordering_the_projects_reorders_the_scores(drawn, shuffler):
    koreans, luxembourgers = both_sides(drawn)
    rows, columns = list(range(len(koreans))), list(range(len(luxembourgers)))
    shuffler.shuffle(rows)
    shuffler.shuffle(columns)

    shuffled = score_pairs(koreans.take(np.array(rows)), luxembourgers.take(np.array(columns)))

    np.testing.assert_allclose(shuffled, score_pairs(koreans, luxembourgers)[np.ix_(rows, columns)], atol=ROUNDING)


@quick
@given(sides(min_size=2), st.data())
def test_a_block_of_rows_scores_as_those_rows_of_the_whole(drawn, data):
    koreans, luxembourgers = both_sides(drawn)
    start = data.draw(st.integers(0, len(koreans) - 1))
    rows = np.arange(start, data.draw(st.integers(start + 1, len(koreans))))
    column = np.array([data.draw(st.integers(0, len(luxembourgers) - 1))])

    whole = score_pairs(koreans, luxembourgers)

    np.testing.assert_allclose(score_pairs(koreans.take(rows), luxembourgers), whole[rows], atol=ROUNDING)
    np.testing.assert_allclose(score_pairs(koreans, luxembourgers.take(column)), whole[:, column], atol=ROUNDING)


@quick
@given(sides())
def test_the_score_is_the_same_when_the_sides_swap_roles(drawn):
    koreans, luxembourgers = both_sides(drawn)

    swapped = score_pairs(luxembourgers, koreans)

    np.testing.assert_allclose(swapped.T, score_pairs(koreans, luxembourgers), atol=ROUNDING)


@quick
@given(sides())
def test_scoring_changes_none_of_its_input(drawn):
    koreans, luxembourgers = both_sides(drawn)
    before = (koreans.passages.copy(), luxembourgers.meanings.copy())

    score_pairs(koreans, luxembourgers)

    np.testing.assert_array_equal(koreans.passages, before[0])
    np.testing.assert_array_equal(luxembourgers.meanings, before[1])


@pytest.mark.parametrize("unknown", ["green_objectives", "digital"])
def test_not_saying_is_better_than_not_fitting_and_worse_than_fitting(unknown):
    codes = {
        "green_objectives": (("water",), ("biodiversity",), ("water",)),
        "digital": (("ai",), ("iot",), ("ai",)),
    }
    mine, other, same = codes[unknown]
    koreans = arrays_of([profile(**{unknown: mine})], seed=1)

    scores = [
        score_pairs(koreans, arrays_of([profile(**{unknown: theirs})], seed=2))[0, 0] for theirs in (other, (), same)
    ]

    assert scores == sorted(scores)
    assert len(set(scores)) == 3


@pytest.mark.parametrize(
    ("name", "fitting", "failing"),
    [
        ("cooperation", (("marketing_cooperation", "seeker"),), (("technology_transfer", "seeker"),)),
        ("languages", ("en",), ("fr",)),
        ("trl", 8, 1),
    ],
)
def test_a_condition_that_fails_costs_and_one_not_known_costs_nothing(name, fitting, failing):
    koreans = arrays_of([profile(languages=("en",), cooperation=(("marketing_cooperation", "provider"),))], seed=1)
    unknown = None if name == "trl" else ()

    scores = [
        score_pairs(koreans, arrays_of([profile(**{name: value})], seed=2))[0, 0]
        for value in (fitting, unknown, failing)
    ]

    assert scores[0] == scores[1]
    assert scores[2] < scores[1]


@quick
@given(
    st.dictionaries(st.sampled_from(list(Criterion)), st.floats(0, 1, width=32), min_size=1),
    st.sampled_from([*Criterion, *Condition]),
)
def test_the_score_never_falls_when_a_known_criterion_fits_better(values, name):
    values = {Criterion.MEANING: 0.5, name: 0.2} | values
    better = values | {name: min(values[name] + 0.25, 1.0)}

    before = fuse(one_pair(values), DEFAULT_WEIGHTS).scores[0, 0]
    after = fuse(one_pair(better), DEFAULT_WEIGHTS).scores[0, 0]

    assert after >= before - ROUNDING


@quick
@given(st.floats(0, 1, width=32), st.floats(0, 2), st.floats(0, 2))
def test_more_weight_on_the_better_criterion_never_lowers_the_score(value, weight, more):
    pair = one_pair({Criterion.MEANING: value, Criterion.GREEN: 1.0})
    lighter, heavier = (
        Weights(criteria=dict(DEFAULT_WEIGHTS.criteria) | {Criterion.GREEN: number})
        for number in (weight, weight + more)
    )

    assert fuse(pair, heavier).scores[0, 0] >= fuse(pair, lighter).scores[0, 0] - ROUNDING


@quick
@given(sides(), st.sampled_from(list(Penalty)))
def test_a_stronger_penalty_never_raises_a_score(drawn, name):
    koreans, luxembourgers = both_sides(drawn)
    mild, harsh = (Weights(penalties=dict(DEFAULT_WEIGHTS.penalties) | {name: strength}) for strength in (0.1, 0.9))

    assert (score_pairs(koreans, luxembourgers, harsh) <= score_pairs(koreans, luxembourgers, mild) + ROUNDING).all()


@quick
@given(st.sampled_from(list(Criterion)), st.floats(0, 1, width=32))
def test_an_unknown_criterion_lies_between_the_worst_and_the_best(name, others):
    values = dict.fromkeys(Criterion, others)
    unknown = {key: value for key, value in values.items() if key != name}

    worst, between, best = (
        fuse(one_pair(known), DEFAULT_WEIGHTS).scores[0, 0]
        for known in (values | {name: 0.0}, unknown, values | {name: 1.0})
    )

    assert worst - ROUNDING <= between <= best + ROUNDING


def test_two_of_which_nothing_is_known_are_no_better_than_unrelated_ones():
    assert fuse(one_pair({}), DEFAULT_WEIGHTS).scores[0, 0] == pytest.approx(UNKNOWN)


def test_criteria_that_rounding_took_over_1_make_no_fit_over_1():
    above = one_pair(dict.fromkeys(Criterion, np.nextafter(np.float32(1), np.float32(2))))

    fusion = fuse(above, DEFAULT_WEIGHTS)

    assert max(fits.max() for fits in fusion) == 1


def test_two_known_criteria_are_weighed_by_hand():
    only = dict.fromkeys(DEFAULT_WEIGHTS.criteria, 0.0) | {Criterion.MEANING: 3.0, Criterion.GREEN: 1.0}
    pair = one_pair({Criterion.MEANING: 0.4, Criterion.GREEN: 1.0})

    assert fuse(pair, Weights(criteria=only)).scores[0, 0] == pytest.approx((3 * 0.4 + 1) / 4)


@pytest.mark.parametrize(
    ("forward", "backward", "expected"), [(1, 1, 1), (0.5, 0.5, 0.5), (1, 0, 0), (0, 0, 0), (0.6, 0.3, 0.4)]
)
def test_one_weak_side_sinks_the_pair(forward, backward, expected):
    fused = harmonic_mean(np.float32([[forward]]), np.float32([[backward]]))

    assert fused[0, 0] == pytest.approx(expected)


def test_a_penalty_earned_in_full_takes_off_its_strength():
    pair = one_pair(dict.fromkeys(Criterion, 0.5))
    pair.penalties[Penalty.COMPETITOR] += 1
    weights = Weights(penalties={Penalty.COMPETITOR: 0.4, Penalty.EXCLUDED: 0.3})

    assert fuse(pair, weights).scores[0, 0] == pytest.approx(0.5 * 0.6)


def test_an_empty_side_has_no_scores():
    assert score_pairs(arrays_of([]), arrays_of([profile()])).shape == (0, 1)
    assert score_pairs(arrays_of([profile()]), arrays_of([])).shape == (1, 0)
