"""The second pass: what it looks at, and what must hold whatever it is given."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.arrays import stack_projects
from matching.engine.asking import asks_nothing
from matching.engine.candidates import Candidates
from matching.engine.hubness import draw_sample, measure_hubs
from matching.engine.likelihood import Band, band_of, calibration_error, fit_curve, read_curve, tens_of
from matching.engine.needs import SIGNS, join_needs, judge_needs, prepare_needs
from matching.engine.ranking import UNLIKELY, RankingModel, rank_pairs, read_ranking, shipped_ranking, write_ranking
from matching.engine.ranking_lessons import Lesson, held_out_odds, learn_ranking
from matching.engine.scoring import judge_pairs, score_pairs
from matching.engine.terms import find_terms
from tests.matching.engine.builders import CENTRING, CONCEPTS, arrays_of, profile, sides

quick = settings(max_examples=40, deadline=None)
MODEL = shipped_ranking()


def every_pair(mine, theirs):
    scores = score_pairs(mine, theirs)
    rows, columns = np.nonzero(scores >= 0)
    return Candidates(rows, columns, scores[rows, columns])


def stacked(drawn):
    koreans, korean_vectors, luxembourgers, luxembourg_vectors = drawn
    return (
        stack_projects(koreans, korean_vectors, CENTRING),
        stack_projects(luxembourgers, luxembourg_vectors, CENTRING),
    )


def prepared(mine, theirs):
    return prepare_needs(mine, draw_sample(theirs)), prepare_needs(theirs, draw_sample(mine))


@quick
@given(sides())
def test_what_both_passes_look_at_is_the_same(drawn):
    mine, theirs = stacked(drawn)
    pairs = every_pair(mine, theirs)
    judged = judge_pairs(mine, theirs)

    values = dict(zip(SIGNS, judge_needs(*prepared(mine, theirs), pairs, CONCEPTS).T, strict=True))

    expected = {
        "green": np.nan_to_num(judged.criteria["green"].forward, nan=0.25),
        "digital": np.nan_to_num(judged.criteria["digital"].forward, nan=0.25),
        "roles_apart": judged.conditions["cooperation"].forward == 0,
        "immature": 1 - np.nan_to_num(np.fmin(*judged.conditions["maturity"]), nan=1),
        "no_language": judged.conditions["languages"].forward == 0,
        "competitor": judged.penalties["competitor"],
        "excluded": judged.penalties["excluded"],
    }
    for name, matrix in expected.items():
        np.testing.assert_allclose(values[name], matrix[pairs.rows, pairs.columns], atol=1e-5, err_msg=name)


@quick
@given(sides(min_size=2))
def test_neither_order_nor_company_of_other_pairs_changes_a_likelihood(drawn):
    mine, theirs = stacked(drawn)
    one, other = prepared(mine, theirs)
    pairs = every_pair(mine, theirs)
    together = rank_pairs(one, other, pairs, CONCEPTS, MODEL).scores

    order = np.random.default_rng(0).permutation(len(pairs.rows))
    shuffled = rank_pairs(one, other, pairs.take(order), CONCEPTS, MODEL).scores
    turned = rank_pairs(other, one, Candidates(pairs.columns, pairs.rows, pairs.scores), CONCEPTS, MODEL).scores
    doubled = rank_pairs(join_needs([one, one]), other, pairs, CONCEPTS, MODEL).scores

    np.testing.assert_allclose(shuffled, together[order], atol=1e-5)
    np.testing.assert_allclose(turned, together, atol=1e-5)
    np.testing.assert_allclose(doubled, together, atol=1e-5)


@quick
@given(st.sampled_from(list(SIGNS)), st.integers(0, 2**32 - 1), st.floats(0, 2))
def test_more_for_a_pair_never_lowers_its_likelihood(name, seed, more):
    values = np.random.default_rng(seed).normal(size=(1, len(SIGNS))).astype(np.float32)
    better = values.copy()
    better[0, list(SIGNS).index(name)] += more * SIGNS[name]

    assert MODEL.likelihoods(better)[0] >= MODEL.likelihoods(values)[0] - 1e-6


def test_a_side_that_seeks_nothing_is_between_the_best_and_the_worst():
    giver = arrays_of([profile(country="LU")], 2)
    silent = arrays_of([profile(seek="We do not want other makers of pumps.")], 1)
    units = np.eye(8, dtype=np.float32)
    values = []
    for wish in (giver.meanings[0, 2], None, -giver.meanings[0, 2], units[0]):
        asker = silent
        if wish is not None:
            meanings = silent.meanings.copy()
            meanings[0, 3] = wish
            asker = replace(silent, meanings=meanings)
        pairs = every_pair(asker, giver)
        table = judge_needs(prepare_needs(asker, None), prepare_needs(giver, None), pairs, CONCEPTS)
        values.append(float(table[0, list(SIGNS).index("whole_mean")]))

    best, unknown, worst, _other = values
    assert worst <= unknown <= best


def test_a_project_that_says_too_little_fits_nobody():
    pairs = Candidates(np.array([0]), np.array([0]), np.array([0.6], np.float32))
    giver = prepare_needs(arrays_of([profile(country="LU")], 2), None)

    for text in ("?", "1234", "Pumps"):
        asker = prepare_needs(arrays_of([profile(seek=text)], 1), None)
        assert rank_pairs(asker, giver, pairs, CONCEPTS, MODEL).scores.tolist() == [0]


def test_the_same_project_told_twice_does_not_fit_itself():
    same = prepare_needs(arrays_of([profile()], 1), None)
    pairs = Candidates(np.array([0]), np.array([0]), np.array([0.6], np.float32))
    eager = replace(MODEL, constant=100.0)

    assert rank_pairs(same, same, pairs, CONCEPTS, eager).scores.tolist() == [0]
    assert rank_pairs(same, same, pairs, CONCEPTS, MODEL).scores[0] <= UNLIKELY


def test_a_sample_of_nobody_counts_as_the_usual_nearness():
    hubs = measure_hubs(arrays_of([profile()]), None)

    assert hubs.needs.tolist() == pytest.approx([0.25])


def test_terms_are_words_with_capitals_that_are_not_in_every_text():
    assert find_terms("EPD per EN 15804, LiDAR, CO₂ and MQTT for an SME in the EU; a pump") == {
        "epd",
        "en",
        "lidar",
        "mqtt",
    }


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Our company was founded with passion.", "en", True),
        ("We look for a grower.", "en", False),
        ("A grower with land.", "en", False),
        ("당사는 여러 상을 받았습니다.", "ko", True),
        ("Unsere Kunden vertrauen uns.", "de", True),
        ("Nous cherchons un exploitant.", "fr", False),
        ("Mir sinn gutt.", "lb", False),
    ],
)
def test_praise_is_told_from_a_wish(text, language, expected):
    assert asks_nothing(text, language) is expected


def drawn_lesson(seed, count=600):
    generator = np.random.default_rng(seed)
    values = generator.normal(size=(count, len(SIGNS))).astype(np.float32)
    signs = np.array(list(SIGNS.values()))
    good = (values * signs)[:, :4].sum(axis=1) + generator.normal(size=count) > 2
    companies = generator.integers(0, 20, size=(2, count)).astype(str)
    return Lesson(values, good, np.ones(count), *companies)


def test_what_is_learnt_holds_the_signs_and_finds_what_matters():
    lesson = drawn_lesson(1)
    wrong = lesson._replace(is_good=~lesson.is_good)

    learnt, against = learn_ranking(lesson, "a"), learn_ranking(wrong, "b")

    assert sorted(learnt.coefficients, key=lambda name: -abs(learnt.coefficients[name]))[:4] == list(SIGNS)[:4] or (
        min(abs(learnt.coefficients[name]) for name in list(SIGNS)[:4]) > 0.2
    )
    assert all(value * SIGNS[name] >= 0 for name, value in against.coefficients.items())
    with pytest.raises(ValueError, match="Both good and bad"):
        learn_ranking(lesson._replace(is_good=np.ones(600, dtype=bool)), "c")


def test_a_curve_drawn_on_held_out_pairs_is_calibrated():
    odds, good = held_out_odds(drawn_lesson(2), np.random.default_rng(0))
    fresh, truth = held_out_odds(drawn_lesson(3), np.random.default_rng(0))

    likely = read_curve(fit_curve(odds, good), fresh.astype(np.float32))

    assert calibration_error(likely, truth) < 0.08
    assert (np.diff(read_curve(fit_curve(odds, good), np.linspace(-9, 9, 200).astype(np.float32))) > 0).all()


def test_a_model_must_name_every_value_and_keep_its_sign():
    with pytest.raises(ValueError, match="every value"):
        RankingModel("x", {"green": 1.0}, 0.0)
    with pytest.raises(ValueError, match="sign"):
        RankingModel("x", dict.fromkeys(SIGNS, 0.0) | {"green": -1.0}, 0.0)


def test_the_shipped_model_is_what_was_written():
    assert read_ranking(write_ranking(MODEL)) == MODEL
    assert MODEL.origin


def test_bands_and_tens():
    assert [band_of(value) for value in (0.8, 0.5, 0.3, 0.1)] == [
        Band.VERY_GOOD,
        Band.GOOD,
        Band.WORTH_A_LOOK,
        Band.NONE,
    ]
    assert [tens_of(value) for value in (0.97, 0.74, 0.01)] == [9, 7, 1]


def test_the_shipped_file_is_json_a_person_can_read():
    path = Path(__file__).resolve().parents[3] / "matching/engine/ranking.json"

    assert set(json.loads(path.read_text(encoding="utf-8"))) == {
        "version",
        "coefficients",
        "constant",
        "curve",
        "origin",
    }
