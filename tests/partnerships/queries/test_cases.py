"""The figures equal the rows they come from: every one is recounted by loops."""

from datetime import UTC, datetime, timedelta
from statistics import quantiles

import pytest

from matching.models import Response, Review
from partnerships.figures import Funnel, quartiles
from partnerships.models import PartnershipRequest
from partnerships.queries.cases import DIMENSIONS, Period, count_cases
from tests.partnerships.world import BEGIN, build_world, recount

pytestmark = pytest.mark.django_db
EVER = Period()
ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
SPRING = Period(BEGIN + timedelta(days=60), BEGIN + timedelta(days=130))


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_funnels_equal_a_recount_by_loops(seed: int) -> None:
    build_world(seed)

    assert count_cases(EVER).funnels == recount(*ALWAYS)
    assert count_cases(SPRING).funnels == recount(SPRING.start, SPRING.end)  # type: ignore[arg-type]


def test_world_holds_every_ending() -> None:
    build_world()

    counted = count_cases(EVER).funnels

    for origin in ("suggestion", "request"):
        asked, answered, introduced, agreed = counted["origin"][origin]
        assert asked > answered > introduced > agreed > 0
    assert sum(counted["month"].values(), Funnel()) == sum(counted["origin"].values(), Funnel())
    assert "" in counted["sector"]


def test_nothing_is_counted_where_nothing_is() -> None:
    assert count_cases(EVER).funnels == {dimension: {} for dimension in DIMENSIONS}
    assert count_cases(EVER).times == []


def test_answer_times_equal_a_recount_by_loops() -> None:
    build_world()

    counted = {
        (row.origin, row.country): (row.asked, sorted(round(hour, 6) for hour in row.hours))
        for row in count_cases(SPRING).times
    }

    expected: dict[tuple[str, str], tuple[int, list[float]]] = {}
    for review in Review.objects.filter(decision="approve"):
        if SPRING.holds(review.created_at):
            for project in (review.match.korean_project, review.match.luxembourg_project):
                answers = Response.objects.filter(match=review.match, round=review.round, company=project.company)
                _expect(
                    expected,
                    ("suggestion", project.company.country),
                    review.created_at,
                    [a.created_at for a in answers],
                )
    for request in PartnershipRequest.objects.all():
        if SPRING.holds(request.sent_at):
            answered = [request.answered_at] if request.answered_at else []
            _expect(expected, ("request", request.receiver.country), request.sent_at, answered)
    assert counted == {key: (asked, sorted(hours)) for key, (asked, hours) in expected.items()}
    hours = next(row.hours for row in count_cases(EVER).times if len(row.hours) > 3)
    assert quartiles(hours)[1:] == pytest.approx(quantiles(hours, n=4, method="inclusive"))  # type: ignore[index]


def _expect(
    expected: dict[tuple[str, str], tuple[int, list[float]]],
    key: tuple[str, str],
    at: datetime,
    answers: list[datetime],
) -> None:
    asked, hours = expected.get(key, (0, []))
    expected[key] = asked + 1, hours + [round((answer - at).total_seconds() / 3600, 6) for answer in answers]
