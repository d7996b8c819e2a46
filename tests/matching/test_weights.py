"""Learning weights from decisions, and putting a version into force."""

from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command
from django.test import Client

from matching.engine.weights import DEFAULT_WEIGHTS, Condition, Criterion
from matching.errors import TooFewDecisionsError
from matching.models import Match, MatchRun, Response, Review, WeightsVersion
from matching.services.weights import adopt_weights, collect_evidence, propose_weights, weights_in_force, weights_of
from tests.factories import (
    AdministratorFactory,
    CompanyFactory,
    LuxembourgCompanyFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    ProjectFactory,
    ReviewerFactory,
    ReviewFactory,
)
from tests.matching.whole_runs import full_run
from tests.signing_in import sign_in_afresh

pytestmark = pytest.mark.django_db


def decide(count: int) -> None:
    """Reviews in which the passages decided: how good a pair's passages are says how it ended."""
    rng = np.random.default_rng(5)
    koreans = [ProjectFactory(company=CompanyFactory()) for _index in range(12)]
    luxembourgers = [LuxembourgProjectFactory(company=LuxembourgCompanyFactory()) for _index in range(12)]
    reviewer = ReviewerFactory()
    pairs = [(k, lux) for k in koreans for lux in luxembourgers]
    for index in rng.permutation(len(pairs))[:count].tolist():
        korean, luxembourger = pairs[index]
        values = {name: (float(rng.random()), float(rng.random())) for name in [*Criterion, *Condition]}
        is_good = min(values[Criterion.CONCEPTS]) > 0.4
        rows = [{"name": n, "korean_seeks": a, "luxembourg_seeks": b} for n, (a, b) in values.items()]
        match = MatchFactory(korean_project=korean, luxembourg_project=luxembourger)
        ReviewFactory(
            match=match,
            round=1,
            reviewer=reviewer,
            decision="approve" if is_good else "reject",
            reason="" if is_good else "one_sided",
            evidence={"criteria": rows},
            weights_version="1",
        )


def test_too_few_decisions_are_said_in_words_and_change_nothing() -> None:
    decide(20)

    with pytest.raises(TooFewDecisionsError, match="Too few decisions to learn from"):
        propose_weights()
    out = StringIO()
    call_command("propose_weights", stdout=out)

    assert out.getvalue().startswith("Too few decisions")
    assert WeightsVersion.objects.count() == 0
    assert weights_in_force() == DEFAULT_WEIGHTS


def test_a_proposal_shows_old_against_new_and_is_in_force_only_once_adopted(client: Client) -> None:
    decide(120)

    out = StringIO()
    call_command("propose_weights", stdout=out)
    version = WeightsVersion.objects.get()
    before = weights_in_force()
    administrator = AdministratorFactory()
    sign_in_afresh(client, administrator)
    client.post("/admin/matching/weightsversion/", {"action": "adopt", "_selected_action": [version.pk]})

    version.refresh_from_db()
    assert "old" in out.getvalue()
    assert version.figures["after"]["auc"] > version.figures["before"]["auc"]
    assert before == DEFAULT_WEIGHTS
    assert version.adopted_by == administrator
    assert weights_in_force().version == version.version
    assert weights_in_force().criteria == version.weights["criteria"]


def test_every_match_names_the_version_that_made_it() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    weights = {
        "criteria": dict(DEFAULT_WEIGHTS.criteria),
        "conditions": dict(DEFAULT_WEIGHTS.conditions),
        "penalties": dict(DEFAULT_WEIGHTS.penalties),
    }
    version = WeightsVersion.objects.create(version="learnt-1", weights=weights, figures={})

    full_run()
    shipped = Match.objects.get().weights_version
    adopt_weights(version, by=AdministratorFactory())
    full_run()

    assert (shipped, Match.objects.get().weights_version) == (DEFAULT_WEIGHTS.version, "learnt-1")
    assert MatchRun.objects.first().weights_version == "learnt-1"


def test_going_back_is_adopting_the_older_version_again() -> None:
    content = {"criteria": dict(DEFAULT_WEIGHTS.criteria), "conditions": dict(DEFAULT_WEIGHTS.conditions)}
    content["penalties"] = dict(DEFAULT_WEIGHTS.penalties)
    older = WeightsVersion.objects.create(version="learnt-1", weights=content, figures={})
    newer = WeightsVersion.objects.create(version="learnt-2", weights=content, figures={})
    by = AdministratorFactory()

    for version in (older, newer, older):
        adopt_weights(version, by=by)

    assert weights_in_force().version == "learnt-1"


def test_a_version_for_an_engine_with_other_criteria_is_passed_over() -> None:
    WeightsVersion.objects.create(version="learnt-0", weights={"criteria": {"stars": 1}}, figures={})

    assert weights_of("learnt-0") == DEFAULT_WEIGHTS


def test_what_companies_answered_outweighs_what_staff_thought() -> None:
    decide(12)
    approved = Review.objects.filter(decision="approve").first()
    assert approved is not None
    Response.objects.create(
        match=approved.match,
        round=1,
        company=approved.match.korean_project.company,
        answer="declined",
        reason="no_fit",
    )

    before = Review.objects.filter(decision="approve").count()

    assert sum(item.is_good for item in collect_evidence()) == before - 1


def test_reasons_beside_the_point_teach_nothing() -> None:
    decide(12)
    Review.objects.filter(decision="reject").update(reason="known")

    assert all(item.is_good for item in collect_evidence())
