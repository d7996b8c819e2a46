"""Reviewers against companies and against each other, and whom suggestions reach, recounted by loops."""

from collections import Counter
from datetime import timedelta

import pytest

from companies.models import Company, Project
from matching.models import Response, Review
from partnerships.queries.agreement import review_figures
from partnerships.queries.cases import Period
from partnerships.queries.exposure import exposure_figures
from tests.factories import LuxembourgProjectFactory, ProjectFactory
from tests.partnerships.world import BEGIN, build_world

pytestmark = pytest.mark.django_db
LATER = Period(start=BEGIN + timedelta(days=100))


@pytest.mark.parametrize("period", [Period(), LATER])
def test_decisions_equal_a_recount_by_loops(period: Period) -> None:
    build_world()

    figures = review_figures(period)

    reviews = [review for review in Review.objects.all() if period.holds(review.created_at)]
    approved = [review for review in reviews if review.decision == "approve"]
    answers = [[row.answer for row in Response.objects.filter(match=r.match, round=r.round)] for r in approved]
    assert (figures.approved, figures.rejected) == (len(approved), len(reviews) - len(approved))
    assert figures.both_answered == sum(len(both) == 2 for both in answers)
    assert figures.both_interested == sum(both == ["interested", "interested"] for both in answers)
    pairs = []
    for later in reviews:
        earlier = Review.objects.filter(match=later.match, round=later.round - 1).first()
        if earlier and earlier.reviewer_id != later.reviewer_id:
            pairs.append((earlier.decision, later.decision))
    assert len(pairs) > 2
    assert figures.between_reviewers[:2] == (len(pairs), sum(one == other for one, other in pairs))


@pytest.mark.parametrize("period", [Period(), LATER])
def test_exposure_equals_a_recount_by_loops(period: Period) -> None:
    build_world()
    never = [ProjectFactory().company, LuxembourgProjectFactory().company]
    ProjectFactory(status="withdrawn")

    figures = exposure_figures(period, most_listed=None)

    times: Counter[int] = Counter()
    for review in Review.objects.filter(decision="approve"):
        if period.holds(review.created_at):
            times.update([review.match.korean_project_id, review.match.luxembourg_project_id])
    public = list(Project.objects.published())
    assert figures.histogram == Counter(times[project.pk] for project in public)
    by_company = Counter({company.pk: 0 for company in Company.objects.all()})
    for project in public:
        by_company[project.company_id] += times[project.pk]
    listed = {row.public_id: row.times for row in [*figures.never, *figures.most]}
    expected = {c.public_id: by_company[c.pk] for c in Company.objects.filter(projects__in=public)}
    assert listed == expected
    assert {company.public_id for company in never} <= {row.public_id for row in figures.never}
    assert figures.never_count == len(figures.never)
    assert [row.times for row in figures.most] == sorted((row.times for row in figures.most), reverse=True)


def test_lists_are_cut_but_counted_in_full() -> None:
    for _index in range(3):
        ProjectFactory()

    figures = exposure_figures(Period(), most_listed=2)

    assert (len(figures.never), figures.never_count) == (2, 3)
    assert (figures.gini, figures.never_share) == (0, 1)
