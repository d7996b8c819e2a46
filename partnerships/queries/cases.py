"""What became of suggestions and requests, counted by the database: one pass over the cases for all breakdowns."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from partnerships.figures import Funnel
from taxonomy.sectors import section_of
from taxonomy.vocabulary import CooperationType, GreenObjective

DIMENSIONS = ("origin", "country", "sector", "green", "cooperation", "month")
NOT_SAID = ""
DIVISIONS = {f"{number:02}": section_of(number) for number in range(1, 100)}
SECTIONS = tuple(sorted(set(DIVISIONS.values())))


class Period(NamedTuple):
    """From `start` on and before `end`; None is open."""

    start: datetime | None = None
    end: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        return (self.start is None or moment >= self.start) and (self.end is None or moment < self.end)


class AnswerTimes(NamedTuple):
    """How often companies of this country were asked in this way, and after how many hours each answer came."""

    origin: str
    country: str
    asked: int
    hours: list[float]


class CaseFigures(NamedTuple):
    """`funnels[dimension][value]` for each of DIMENSIONS, and the answer times by way and country."""

    funnels: dict[str, dict[str, Funnel]]
    times: list[AnswerTimes]


# What a company and a project name is a set of few values: here the bits of a number, the lowest for the first.
_TRAITS = """
    firms AS MATERIALIZED (
        SELECT company.id, country, coalesce(bit_or(1 << (array_position(%(sections)s, section) - 1)), 0) AS sections
        FROM companies_company company
        LEFT JOIN LATERAL unnest(nace) AS class ON true
        LEFT JOIN unnest(%(divisions)s, %(sections_of_divisions)s) AS division (code, section) ON code = left(class, 2)
        GROUP BY company.id
    ),
    ways AS (
        SELECT project_id, bit_or(1 << (array_position(%(types)s, type::text) - 1)) AS cooperations
        FROM companies_cooperation GROUP BY project_id
    ),
    sides AS MATERIALIZED (
        SELECT project.id, company_id, country, sections, coalesce(cooperations, 0) AS cooperations, coalesce((
            SELECT bit_or(1 << (array_position(%(objectives)s, objective::text) - 1))
            FROM unnest(green_objectives) AS objective
        ), 0) AS objectives
        FROM companies_project project JOIN firms ON firms.id = company_id
        LEFT JOIN ways ON ways.project_id = project.id
    )
"""
# A case is a suggestion that staff approved (one for each round) or a request that a company sent. A suggestion asks
# both companies, a request its receiver, the `other`. An introduction that a suggestion and a request both led to
# counts for the one that made it.
_CASES = """
    cases AS MATERIALIZED (
        SELECT 'suggestion' AS origin, review.created_at AS asked_at,
            one.country AS one_country, other.country AS other_country,
            one_answer.created_at AS one_answered_at, other_answer.created_at AS other_answered_at,
            one.sections | other.sections AS sections, one.objectives | other.objectives AS objectives,
            one.cooperations & other.cooperations AS cooperations,
            one_answer.id IS NOT NULL OR other_answer.id IS NOT NULL AS is_answered,
            introduction.id IS NOT NULL AS is_introduced, room.agreed_at IS NOT NULL AS is_agreed
        FROM matching_review review
        JOIN matching_match match ON match.id = review.match_id
        JOIN sides one ON one.id = match.korean_project_id
        JOIN sides other ON other.id = match.luxembourg_project_id
        LEFT JOIN matching_response one_answer ON one_answer.match_id = match.id
            AND one_answer.round = review.round AND one_answer.company_id = one.company_id
        LEFT JOIN matching_response other_answer ON other_answer.match_id = match.id
            AND other_answer.round = review.round AND other_answer.company_id = other.company_id
        LEFT JOIN partnerships_introduction introduction ON introduction.match_id = match.id
            AND review.round = match.round
        LEFT JOIN partnerships_collaboration room ON room.introduction_id = introduction.id
        WHERE review.decision = 'approve' AND {suggested}
        UNION ALL
        SELECT 'request', request.sent_at, NULL, receiver.country, NULL, request.answered_at,
            sender.sections | receiver.sections, coalesce(mine.objectives, 0) | coalesce(theirs.objectives, 0),
            1 << (array_position(%(types)s, request.cooperation::text) - 1), request.answered_at IS NOT NULL,
            introduction.id IS NOT NULL, room.agreed_at IS NOT NULL
        FROM partnerships_partnershiprequest request
        JOIN firms sender ON sender.id = request.sender_id
        JOIN firms receiver ON receiver.id = request.receiver_id
        LEFT JOIN sides mine ON mine.id = request.sender_project_id
        LEFT JOIN sides theirs ON theirs.id = request.receiver_project_id
        LEFT JOIN partnerships_introduction introduction ON introduction.request_id = request.id
            AND introduction.match_id IS NULL
        LEFT JOIN partnerships_collaboration room ON room.introduction_id = introduction.id
        WHERE {requested}
    )
"""
# The last column holds the hours of each answer, in the rows by country alone.
_FIGURES = """
    SELECT 'country', origin, country, NULL::integer, NULL::boolean, is_introduced, is_agreed, count(*),
        coalesce(array_agg((extract(epoch FROM answered_at - asked_at) / 3600)::float8)
            FILTER (WHERE answered_at IS NOT NULL), '{{}}')
    FROM (
        SELECT origin, one_country AS country, asked_at, one_answered_at AS answered_at, is_introduced, is_agreed
        FROM cases WHERE origin = 'suggestion'
        UNION ALL
        SELECT origin, other_country, asked_at, other_answered_at, is_introduced, is_agreed FROM cases
    ) AS asked
    GROUP BY origin, country, is_introduced, is_agreed
    UNION ALL
    SELECT CASE GROUPING(origin, month, sections, objectives, cooperations)
            WHEN 15 THEN 'origin' WHEN 23 THEN 'month' WHEN 27 THEN 'sector' WHEN 29 THEN 'green'
            ELSE 'cooperation' END,
        origin, to_char(month, 'YYYY-MM'), coalesce(sections, objectives, cooperations),
        is_answered, is_introduced, is_agreed, count(*), NULL
    FROM (SELECT *, date_trunc('month', asked_at AT TIME ZONE %(zone)s) AS month FROM cases) AS case_of_month
    GROUP BY is_answered, is_introduced, is_agreed,
        GROUPING SETS ((origin), (month), (sections), (objectives), (cooperations))
"""
_NAMES: dict[str, Sequence[str]] = {
    "sector": SECTIONS,
    "green": GreenObjective.values,
    "cooperation": CooperationType.values,
}


def count_cases(period: Period) -> CaseFigures:
    """Of all cases that began in the period.

    A case counts once by origin and month; by country once for each company that was asked, with that company's own
    answer; by sector and green objective for each that one of its sides names; by cooperation for each that both
    projects name, or the one a request is about. NOT_SAID holds those without any.
    """
    funnels: dict[str, dict[str, Funnel]] = {dimension: defaultdict(Funnel) for dimension in DIMENSIONS}
    times: dict[tuple[str, str], tuple[int, list[float]]] = {}
    for dimension, origin, name, bits, is_answered, is_introduced, is_agreed, count, hours in _ask(period):
        answered = len(hours) if dimension == "country" else count * is_answered
        introduced = answered * is_introduced
        funnel = Funnel(count, answered, introduced, introduced * is_agreed)
        for value in _values(dimension, origin, name, bits):
            funnels[dimension][value] += funnel
        if dimension == "country":
            asked, known = times.get((origin, name), (0, []))
            times[origin, name] = asked + count, known + hours
    ways = sorted(sorted(times), key=lambda way: way[0], reverse=True)
    return CaseFigures(
        {dimension: dict(sorted(by_value.items())) for dimension, by_value in funnels.items()},
        [AnswerTimes(*way, *times[way]) for way in ways],
    )


def _values(dimension: str, origin: str, name: str, bits: int) -> Iterable[str]:
    """For which values of the dimension a row counts."""
    if dimension in _NAMES:
        return [value for place, value in enumerate(_NAMES[dimension]) if bits >> place & 1] or [NOT_SAID]
    return [origin if dimension == "origin" else name]


def _ask(period: Period) -> list[tuple[Any, ...]]:
    cases = _CASES.format(suggested=_within("review.created_at", period), requested=_within("request.sent_at", period))
    arguments = period._asdict() | {
        "zone": timezone.get_default_timezone_name(),
        "divisions": [*DIVISIONS],
        "sections_of_divisions": [*DIVISIONS.values()],
        "sections": [*SECTIONS],
        "objectives": GreenObjective.values,
        "types": CooperationType.values,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {_TRAITS}, {cases} {_FIGURES.format()}", arguments)
        return list(cursor.fetchall())


def _within(column: str, period: Period) -> str:
    since = f"{column} >= %(start)s" if period.start else "true"
    return f"{since} AND {column} < %(end)s" if period.end else since
