"""How far case managers agree with the companies, and with each other."""

from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, Lag

from matching.models import Answer, Response, Review, ReviewDecision
from partnerships.figures import Agreement, measure_agreement
from partnerships.queries.cases import Period


class ReviewFigures(NamedTuple):
    """`approved` suggestions, those on which both companies have answered, and on which both were interested."""

    approved: int
    rejected: int
    both_answered: int
    both_interested: int
    between_reviewers: Agreement


def review_figures(period: Period) -> ReviewFigures:
    """Of the decisions of the period. Two reviewers are compared where one decided a pair that came back after the
    other had decided it before."""
    return ReviewFigures(**_decisions(period), between_reviewers=measure_agreement(_pairs_of_decisions(period)))


def _decisions(period: Period) -> dict[str, int]:
    answers = Response.objects.filter(match=OuterRef("match"), round=OuterRef("round")).order_by().values("match")
    interested = answers.filter(answer=Answer.INTERESTED)
    reviews = Review.objects.filter(_period_of(period)).annotate(
        answers=Coalesce(Subquery(answers.annotate(count=Count("pk")).values("count")), 0),
        interested=Coalesce(Subquery(interested.annotate(count=Count("pk")).values("count")), 0),
    )
    is_approved = Q(decision=ReviewDecision.APPROVE)
    return reviews.aggregate(
        approved=Count("pk", filter=is_approved),
        rejected=Count("pk", filter=~is_approved),
        both_answered=Count("pk", filter=is_approved & Q(answers=2)),
        both_interested=Count("pk", filter=is_approved & Q(interested=2)),
    )


def _pairs_of_decisions(period: Period) -> list[tuple[bool, bool]]:
    """(earlier, later) approval of the same pair by two people in consecutive rounds, the later in the period."""
    reviews = Review.objects.order_by().annotate(earlier=_before("decision"), earlier_reviewer=_before("reviewer"))
    by_two = reviews.filter(reviewer__isnull=False, earlier_reviewer__isnull=False)
    rows = by_two.exclude(earlier_reviewer=F("reviewer")).values_list("earlier", "decision", "created_at")
    approve = ReviewDecision.APPROVE
    # The period is applied last: in the query it would hide earlier decisions from the window as well.
    return [(earlier == approve, later == approve) for earlier, later, at in rows if period.holds(at)]


def _before(name: str) -> Window:
    """The value of the same match's round before."""
    return Window(Lag(name), partition_by=F("match"), order_by=F("round").asc())


def _period_of(period: Period) -> Q:
    since = Q(created_at__gte=period.start) if period.start else Q()
    return since & Q(created_at__lt=period.end) if period.end else since
