import numpy as np
import pytest

from matching.engine.arrays import stack_projects
from matching.engine.criteria import judge_conditions, judge_criteria, judge_penalties
from matching.engine.passages import split_passages
from matching.engine.weights import Condition, Criterion, Penalty
from tests.matching.engine.builders import arrays_of, profile


def judged(criterion, korean, luxembourger):
    sides = arrays_of([korean], 1), arrays_of([luxembourger], 2)
    values = (judge_criteria(*sides) | judge_conditions(*sides))[criterion]
    return float(values.forward[0, 0]), float(values.backward[0, 0])


def axis(number):
    row = np.zeros(8, dtype=np.float32)
    row[number] = 1
    return row


def placed(item, **axes):
    """Stack one project whose every passage of a field points along the field's axis (default axis 7)."""
    rows = [axis(axes.get(passage.field, 7)) for passage in split_passages(item)]
    return stack_projects([item], [np.stack(rows)])


@pytest.mark.parametrize(
    ("korean", "luxembourger", "expected"),
    [
        ([("technology_transfer", "provider")], [("technology_transfer", "seeker")], 1),
        ([("technology_transfer", "seeker")], [("technology_transfer", "provider")], 1),
        ([("joint_research", "peer")], [("joint_research", "peer")], 1),
        ([("technology_transfer", "provider")], [("technology_transfer", "provider")], 0),
        ([("technology_transfer", "provider")], [("marketing_cooperation", "seeker")], 0),
        ([("joint_research", "peer")], [("joint_venture", "peer")], 0),
        (
            [("joint_research", "peer"), ("technology_transfer", "provider")],
            [("joint_venture", "peer"), ("technology_transfer", "seeker")],
            1,
        ),
    ],
)
def test_a_provider_meets_a_seeker_and_a_peer_a_peer_within_one_type(korean, luxembourger, expected):
    values = judged(Condition.COOPERATION, profile(cooperation=tuple(korean)), profile(cooperation=tuple(luxembourger)))

    assert values == (expected, expected)


@pytest.mark.parametrize(
    ("accepted", "level", "expected"),
    [((7, 9), 8, 1), ((7, 9), 7, 1), ((7, 9), 6, 1 / 4), ((7, 9), 5, 0), ((2, 5), 6, 1 / 4), ((7, 9), 1, 0)],
)
def test_a_level_outside_the_accepted_range_leaves_a_quarter_and_two_leave_nothing(accepted, level, expected):
    korean = profile(partner_trl=accepted, trl=8)
    luxembourger = profile(partner_trl=(8, 8), trl=level)

    assert judged(Condition.MATURITY, korean, luxembourger) == pytest.approx((expected, 1))


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (("ai",), ("ai",), 1),
        (("ai",), ("iot",), 0),
        (("ai", "iot"), ("ai",), 1 / np.sqrt(2)),
        (("ai", "iot"), ("ai", "cloud"), 1 / 2),
    ],
)
def test_shared_technologies_count_against_the_length_of_both_lists(mine, theirs, expected):
    values = judged(Criterion.DIGITAL, profile(digital=mine), profile(digital=theirs))

    assert values == pytest.approx((expected, expected))


@pytest.mark.parametrize(("mine", "theirs", "expected"), [(("ko", "en"), ("en", "fr"), 1), (("ko",), ("fr", "de"), 0)])
def test_one_working_language_in_common_is_enough(mine, theirs, expected):
    assert judged(Condition.LANGUAGES, profile(languages=mine), profile(languages=theirs)) == (expected, expected)


@pytest.mark.parametrize(
    ("criterion", "unknown"),
    [
        (Condition.COOPERATION, {"cooperation": ()}),
        (Criterion.GREEN, {"green_objectives": ()}),
        (Criterion.DIGITAL, {"digital": ()}),
        (Condition.LANGUAGES, {"languages": ()}),
        (Condition.MATURITY, {"trl": None, "partner_trl": None}),
        (Criterion.MEANING, {"title": "", "summary": "", "offer": "", "seek": ""}),
    ],
)
def test_what_is_not_known_is_not_a_number_in_either_direction(criterion, unknown):
    values = judged(criterion, profile(**unknown), profile())

    assert np.isnan(values).tolist() == [True, True]


def test_the_level_of_one_side_is_unknown_to_the_other_only():
    forward, backward = judged(Condition.MATURITY, profile(partner_trl=(6, 9)), profile(trl=None, partner_trl=(8, 9)))

    assert np.isnan(forward)
    assert backward == 1


def test_a_wish_that_meets_the_offer_word_for_word_is_a_full_match():
    korean = placed(profile(title="", summary="", seek="A reseller."), seek=1)
    luxembourger = placed(profile(seek="A maker."), title=1, summary=1, offer=1, seek=3)

    criteria = judge_criteria(korean, luxembourger)

    assert criteria[Criterion.MEANING].forward[0, 0] == 1
    assert criteria[Criterion.MEANING].backward[0, 0] == pytest.approx(0.2 / 0.8)


def test_a_wish_is_read_in_the_light_of_its_own_subject():
    korean = placed(profile(seek="A reseller."), title=1, summary=1, offer=4, seek=5)
    luxembourger = placed(profile(seek="A maker."), title=1, summary=1, offer=1, seek=3)

    meaning = judge_criteria(korean, luxembourger)[Criterion.MEANING].forward[0, 0]

    assert meaning == pytest.approx((0.2 / 1.2 + 0.2) / 0.8)


def test_two_providers_of_the_same_thing_are_competitors():
    mine = placed(profile(cooperation=(("marketing_cooperation", "provider"),)))

    penalties = judge_penalties(mine, placed(profile()))

    assert penalties[Penalty.COMPETITOR][0, 0] == 1


def test_projects_about_different_things_are_no_competitors():
    mine = placed(profile(), title=0, summary=0, offer=0, seek=1)
    theirs = placed(profile(), title=2, summary=2, offer=2, seek=3)

    assert judge_penalties(mine, theirs)[Penalty.COMPETITOR][0, 0] == 0


@pytest.mark.parametrize("swap", [False, True])
def test_a_partner_of_the_refused_kind_is_penalised_whichever_side_refuses(swap):
    refusing = profile(seek="A reseller. We do not want makers.")
    rows = np.stack([axis(0), axis(0), axis(0), axis(1), axis(2)])
    asker = stack_projects([refusing], [rows])
    maker = placed(profile(seek="Buyers."), title=2, summary=2, seek=4)

    penalties = judge_penalties(maker, asker) if swap else judge_penalties(asker, maker)

    assert penalties[Penalty.EXCLUDED][0, 0] == 1
