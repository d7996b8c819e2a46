"""Learning from decisions: it finds what made the difference, stays near its start, and proves nothing from noise."""

from dataclasses import replace

import numpy as np
import pytest

from matching.engine.learning import Evidence, fit_weights, judge_evidence, likelihood_error, measure, validate_weights
from matching.engine.scoring import fuse
from matching.engine.weights import DEFAULT_WEIGHTS, Condition, Criterion, Penalty

NAMES = [*Criterion, *Condition]


def decisions(count: int, *, seed: int = 1, decisive: str | None = Criterion.CONCEPTS) -> list[Evidence]:
    """Decided pairs whose values are random; `decisive` alone says how each ended, None: chance does."""
    rng = np.random.default_rng(seed)
    made = []
    for _index in range(count):
        values: dict[str, tuple[float | None, float | None]] = {
            name: (float(rng.random()), float(rng.random())) for name in NAMES
        }
        is_good = rng.random() < 0.5 if decisive is None else min(values[decisive]) > 0.4  # type: ignore[type-var]
        made.append(Evidence(values, bool(is_good), int(rng.integers(30)), int(rng.integers(30))))
    return made


def test_the_criterion_that_decided_gains_weight() -> None:
    fitted = fit_weights(decisions(300), DEFAULT_WEIGHTS)

    share = fitted.criteria[Criterion.CONCEPTS] / sum(fitted.criteria.values())
    before = DEFAULT_WEIGHTS.criteria[Criterion.CONCEPTS] / sum(DEFAULT_WEIGHTS.criteria.values())
    assert share > before


@pytest.mark.thorough
def test_learning_pays_on_companies_not_seen() -> None:
    validation = validate_weights(decisions(400), DEFAULT_WEIGHTS, np.random.default_rng(3))

    assert validation is not None
    assert validation.after.auc > validation.before.auc
    assert validation.after.loss < validation.before.loss


@pytest.mark.thorough
def test_chance_decisions_teach_nothing_on_companies_not_seen() -> None:
    validation = validate_weights(decisions(400, decisive=None), DEFAULT_WEIGHTS, np.random.default_rng(3))

    assert validation is not None
    assert validation.after.auc == pytest.approx(0.5, abs=0.06)


def test_weights_stay_valid_and_the_input_untouched() -> None:
    before = replace(DEFAULT_WEIGHTS)

    fitted = fit_weights(decisions(80), DEFAULT_WEIGHTS)

    assert before == DEFAULT_WEIGHTS
    assert all(weight > 0 for weight in fitted.criteria.values())
    assert all(0 <= strength <= 1 for strength in (*fitted.conditions.values(), *fitted.penalties.values()))


def test_the_same_decisions_give_the_same_weights() -> None:
    assert fit_weights(decisions(80), DEFAULT_WEIGHTS) == fit_weights(decisions(80), DEFAULT_WEIGHTS)


@pytest.mark.parametrize("is_good", [True, False])
def test_decisions_of_one_kind_alone_are_refused(is_good: bool) -> None:
    one_kind = [item for item in decisions(50) if item.is_good == is_good]

    with pytest.raises(ValueError, match="Both good and bad"):
        fit_weights(one_kind, DEFAULT_WEIGHTS)


def test_evidence_scores_as_the_engine_scored_it() -> None:
    values: dict[str, tuple[float | None, float | None]] = dict.fromkeys(NAMES, (0.5, None))
    values[Penalty.COMPETITOR] = (0.25, 0.25)
    evidence = [Evidence(values, True, 1, 2)]

    judgement = judge_evidence(evidence)

    assert judgement.penalties[Penalty.COMPETITOR].ravel().tolist() == [0.25]
    assert np.isnan(judgement.criteria[Criterion.MEANING].backward).all()
    assert fuse(judgement, DEFAULT_WEIGHTS).scores.shape == (1, 1)


def test_figures_count_ties_as_half() -> None:
    same = dict.fromkeys(NAMES, (0.5, 0.5))
    evidence = [Evidence(same, True, 1, 1), Evidence(same, False, 2, 2)]

    assert measure(evidence, DEFAULT_WEIGHTS).auc == 0.5


def test_what_was_said_is_held_against_what_came_of_it():
    said = [Evidence({}, is_good, 1, 2, likely) for is_good, likely in ((True, 0.9), (True, 0.9), (False, 0.1))]

    assert likelihood_error(said) == pytest.approx(0.1, abs=0.01)
    assert likelihood_error([Evidence({}, True, 1, 2)]) is None
