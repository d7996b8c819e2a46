import json

import numpy as np
import pytest
from hypothesis import given, settings

from matching.engine.arrays import stack_projects
from matching.engine.explanations import CriterionVerdict, Direction, explain_pair
from matching.engine.passages import split_passages
from matching.engine.scoring import score_pairs
from matching.engine.weights import Condition, Criterion, Penalty
from tests.matching.engine.builders import CENTRING, arrays_of, profile, random_vectors, sides

quick = settings(max_examples=40, deadline=None)


def explained(korean, luxembourger):
    return explain_pair(arrays_of([korean], 1), 0, arrays_of([luxembourger], 2), 0)


def share(explanation, name):
    return next(share for share in explanation.criteria if share.name == name)


@quick
@given(sides())
def test_the_contributions_add_up_to_the_score_of_the_pair(drawn):
    koreans, korean_vectors, luxembourgers, luxembourg_vectors = drawn
    mine = stack_projects(koreans, korean_vectors, CENTRING)
    theirs = stack_projects(luxembourgers, luxembourg_vectors, CENTRING)
    scores = score_pairs(mine, theirs)

    for i, j in np.ndindex(scores.shape):
        explanation = explain_pair(mine, i, theirs, j)

        assert explanation.score == pytest.approx(scores[i, j], abs=1e-6)
        assert sum(share.contribution for share in explanation.criteria) == pytest.approx(explanation.score, abs=1e-6)


@quick
@given(sides(max_size=1))
def test_criteria_add_and_penalties_take_off(drawn):
    koreans, korean_vectors, luxembourgers, luxembourg_vectors = drawn

    explanation = explain_pair(
        stack_projects(koreans, korean_vectors, CENTRING),
        0,
        stack_projects(luxembourgers, luxembourg_vectors, CENTRING),
        0,
    )

    assert [share.name for share in explanation.criteria[: len(Criterion)]] == list(Criterion)
    assert all(share.contribution >= 0 for share in explanation.criteria[: len(Criterion)])
    assert all(share.contribution <= 0 for share in explanation.criteria[len(Criterion) :])


def test_an_unknown_criterion_is_unknown_and_counts_like_an_unrelated_one():
    unknown = share(explained(profile(digital=()), profile()), Criterion.DIGITAL)
    equal = share(explained(profile(), profile()), Criterion.DIGITAL)

    assert (unknown.verdict, unknown.korean_seeks, unknown.luxembourg_seeks) == (CriterionVerdict.UNKNOWN, None, None)
    assert 0 < unknown.contribution < equal.contribution


def test_one_direction_alone_makes_no_match():
    luxembourger = profile(trl=6, partner_trl=None)

    assert share(explained(profile(trl=8, partner_trl=(5, 9)), luxembourger), "maturity").verdict == "UNKNOWN"
    assert share(explained(profile(trl=8, partner_trl=(8, 9)), luxembourger), "maturity").verdict == "GAP"


def test_the_weaker_direction_decides_between_match_and_gap():
    korean, luxembourger = profile(trl=8, partner_trl=(5, 9)), profile(trl=6, partner_trl=(9, 9))

    maturity = share(explained(korean, luxembourger), Condition.MATURITY)

    assert maturity.korean_seeks == 1
    assert maturity.luxembourg_seeks == pytest.approx(1 / 4)
    assert maturity.verdict == CriterionVerdict.GAP


def unrelated(korean, luxembourger):
    """Explain a pair whose texts have nothing in common."""
    mine, theirs = (
        stack_projects([item], [np.eye(8, dtype=np.float32)[[number] * len(split_passages(item))]])
        for number, item in enumerate((korean, luxembourger))
    )
    return explain_pair(mine, 0, theirs, 0)


def test_what_speaks_against_is_named():
    korean = profile(trl=3, languages=("ko",))
    luxembourger = profile(partner_trl=(8, 9), languages=("fr",))

    assert unrelated(korean, luxembourger).against == ("trl_outside", "role_conflict", "no_common_language")


def test_nothing_speaks_against_a_pair_that_fits():
    luxembourger = profile(cooperation=(("marketing_cooperation", "seeker"),))

    assert unrelated(profile(), luxembourger).against == ()


def test_a_copy_of_a_project_is_named_a_competitor_and_loses_by_it():
    project = profile(seek="A reseller in Europe.")
    arrays = stack_projects([project], random_vectors([project], seed=1))

    explanation = explain_pair(arrays, 0, arrays, 0)

    assert explanation.against == ("competitor", "role_conflict")
    assert share(explanation, Penalty.COMPETITOR).contribution < 0


def test_the_concepts_one_seeks_and_the_other_tells_of_are_named():
    korean = profile(concepts_needed=("solar", "water"), concepts_offered=("pumps",))
    luxembourger = profile(concepts_needed=("pumps", "unheard of"), concepts_offered=("solar", "pumps"))

    shared = explained(korean, luxembourger).concepts

    assert [(concept.direction, concept.code) for concept in shared] == [
        (Direction.KOREAN_SEEKS, "solar"),
        (Direction.LUXEMBOURG_SEEKS, "pumps"),
    ]


def test_the_passages_shown_are_the_closest_and_none_is_shown_twice():
    korean = profile(title="T", summary="S", offer="O", seek="First wish. Second wish. Third wish.")
    luxembourger = profile(title="T", summary="S", offer="O", seek="Wish.")
    mine = np.eye(8, dtype=np.float32)[[6, 6, 6, 0, 1, 2]]
    theirs = np.zeros((4, 8), dtype=np.float32)
    theirs[0, [0, 1]] = (0.8, 0.6)
    theirs[1, [1, 7]] = (0.6, 0.8)
    theirs[2, 7] = theirs[3, 5] = 1

    explanation = explain_pair(stack_projects([korean], [mine]), 0, stack_projects([luxembourger], [theirs]), 0)

    shown = [match for match in explanation.passages if match.direction == Direction.KOREAN_SEEKS]
    assert [(match.seek_index, match.answer_field, match.answer_index) for match in shown] == [
        (3, "title", 0),
        (4, "summary", 1),
    ]
    assert [match.similarity for match in shown] == pytest.approx([0.8, 0.6])


@quick
@given(sides(max_size=1))
def test_passages_point_to_a_wish_and_to_something_told(drawn):
    koreans, korean_vectors, luxembourgers, luxembourg_vectors = drawn

    explanation = explain_pair(
        stack_projects(koreans, korean_vectors, CENTRING),
        0,
        stack_projects(luxembourgers, luxembourg_vectors, CENTRING),
        0,
    )

    for match in explanation.passages:
        asker, giver = koreans[0], luxembourgers[0]
        if match.direction == Direction.LUXEMBOURG_SEEKS:
            asker, giver = giver, asker
        wish = split_passages(asker)[match.seek_index]
        assert (wish.field, wish.is_excluded) == ("seek", False)
        assert split_passages(giver)[match.answer_index].field == match.answer_field


def test_an_explanation_is_ready_for_json():
    alike = [
        stack_projects([item], [np.ones((len(split_passages(item)), 8), dtype=np.float32)])
        for item in (profile(), profile(digital=()))
    ]
    plain = json.loads(json.dumps(explain_pair(alike[0], 0, alike[1], 0).as_dict()))

    assert list(plain) == ["score", "criteria", "passages", "against", "concepts", "likelihood"]
    assert plain["criteria"][0]["name"] == "meaning"
    assert plain["passages"][0]["direction"] == "korean_seeks"


def test_passages_that_have_nothing_in_common_are_not_shown():
    assert unrelated(profile(), profile()).passages == ()
