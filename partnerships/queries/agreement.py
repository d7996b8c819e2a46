"""How far case managers agree with the companies, and with each other."""

from typing import NamedTuple

from django.db import connection
from django.db.models import F, Window
from django.db.models.functions import Lag

from matching.models import Review, ReviewDecision
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


_DECISIONS = """
    SELECT count(*) FILTER (WHERE decision = 'approve'), count(*) FILTER (WHERE decision <> 'approve'),
        count(*) FILTER (WHERE decision = 'approve' AND answers = 2),
        count(*) FILTER (WHERE decision = 'approve' AND interested = 2)
    FROM matching_review LEFT JOIN (
        SELECT match_id, round, count(*) AS answers, count(*) FILTER (WHERE answer = 'interested') AS interested
        FROM matching_response GROUP BY match_id, round
    ) AS answered USING (match_id, round)
    WHERE (%(start)s::timestamptz IS NULL OR created_at >= %(start)s)
        AND (%(end)s::timestamptz IS NULL OR created_at < %(end)s)
"""


def _decisions(period: Period) -> dict[str, int]:
    names = ("approved", "rejected", "both_answered", "both_interested")
    with connection.cursor() as cursor:
        cursor.execute(_DECISIONS, period._asdict())
        return dict(zip(names, cursor.fetchone(), strict=True))


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
