"""What became of suggestions and requests, counted in the database: one pass over the rows for all breakdowns."""

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from companies.search.facets import section_of
from partnerships.figures import Funnel

DIMENSIONS = ("origin", "country", "sector", "green", "cooperation", "month")
NOT_SAID = ""


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


# A case is a suggestion that staff approved (one for each round) or a request that a company sent. `one` and `other`
# are its companies; an introduction that a suggestion and a request both led to counts for the one that made it.
_CASES = """
    cases AS MATERIALIZED (
        SELECT review.id, 'suggestion' AS origin, review.created_at AS asked_at, NULL AS cooperation,
            korean.company_id AS one, luxembourger.company_id AS other,
            korean.id AS one_project, luxembourger.id AS other_project,
            one_answer.created_at AS one_answered_at, other_answer.created_at AS other_answered_at,
            one_answer.id IS NOT NULL OR other_answer.id IS NOT NULL AS is_answered,
            introduction.id IS NOT NULL AS is_introduced, room.agreed_at IS NOT NULL AS is_agreed
        FROM matching_review review
        JOIN matching_match match ON match.id = review.match_id
        JOIN companies_project korean ON korean.id = match.korean_project_id
        JOIN companies_project luxembourger ON luxembourger.id = match.luxembourg_project_id
        LEFT JOIN matching_response one_answer ON one_answer.match_id = match.id
            AND one_answer.round = review.round AND one_answer.company_id = korean.company_id
        LEFT JOIN matching_response other_answer ON other_answer.match_id = match.id
            AND other_answer.round = review.round AND other_answer.company_id = luxembourger.company_id
        LEFT JOIN partnerships_introduction introduction ON introduction.match_id = match.id
            AND review.round = match.round
        LEFT JOIN partnerships_collaboration room ON room.introduction_id = introduction.id
        WHERE review.decision = 'approve' AND {suggested}
        UNION ALL
        SELECT -request.id, 'request', request.sent_at, request.cooperation,
            request.sender_id, request.receiver_id, request.sender_project_id, request.receiver_project_id,
            NULL, request.answered_at, request.answered_at IS NOT NULL,
            introduction.id IS NOT NULL, room.agreed_at IS NOT NULL
        FROM partnerships_partnershiprequest request
        LEFT JOIN partnerships_introduction introduction ON introduction.request_id = request.id
            AND introduction.match_id IS NULL
        LEFT JOIN partnerships_collaboration room ON room.introduction_id = introduction.id
        WHERE {requested}
    ),
    asked AS (
        SELECT id, origin, one AS company_id, asked_at, one_answered_at AS answered_at, is_introduced, is_agreed
        FROM cases WHERE origin = 'suggestion'
        UNION ALL
        SELECT id, origin, other, asked_at, other_answered_at, is_introduced, is_agreed FROM cases
    )
"""
_FUNNELS = """
    WITH {cases},
    sections (company_id, tag) AS (
        SELECT DISTINCT company.id, division.section
        FROM companies_company company
        CROSS JOIN LATERAL unnest(company.nace) AS class
        JOIN unnest(%(divisions)s, %(sections)s) AS division (code, section) ON division.code = left(class, 2)
        WHERE company.id IN (SELECT one FROM cases UNION SELECT other FROM cases)
    ),
    objectives (project_id, tag) AS (
        SELECT project.id, objective FROM companies_project project
        CROSS JOIN LATERAL unnest(project.green_objectives) AS objective
        WHERE project.id IN (SELECT one_project FROM cases UNION SELECT other_project FROM cases)
    ),
    sector_of AS (
        SELECT id, tag FROM cases JOIN sections ON company_id = one
        UNION SELECT id, tag FROM cases JOIN sections ON company_id = other
    ),
    green_of AS (
        SELECT id, tag FROM cases JOIN objectives ON project_id = one_project
        UNION SELECT id, tag FROM cases JOIN objectives ON project_id = other_project
    ),
    cooperation_of AS (
        SELECT cases.id, mine.type AS tag FROM cases
        JOIN companies_cooperation mine ON mine.project_id = one_project
        JOIN companies_cooperation theirs ON theirs.project_id = other_project AND theirs.type = mine.type
        WHERE origin = 'suggestion'
        UNION SELECT id, cooperation FROM cases WHERE origin = 'request'
    ),
    tagged (dimension, tag, is_answered, is_introduced, is_agreed) AS (
        SELECT 'origin', origin, is_answered, is_introduced, is_agreed FROM cases
        UNION ALL SELECT 'month', to_char(asked_at AT TIME ZONE %(zone)s, 'YYYY-MM'),
            is_answered, is_introduced, is_agreed FROM cases
        UNION ALL SELECT 'country', country, answered_at IS NOT NULL, is_introduced, is_agreed
        FROM asked JOIN companies_company ON companies_company.id = company_id
        UNION ALL SELECT 'sector', coalesce(tag, ''), is_answered, is_introduced, is_agreed
        FROM cases LEFT JOIN sector_of USING (id)
        UNION ALL SELECT 'green', coalesce(tag, ''), is_answered, is_introduced, is_agreed
        FROM cases LEFT JOIN green_of USING (id)
        UNION ALL SELECT 'cooperation', coalesce(tag, ''), is_answered, is_introduced, is_agreed
        FROM cases LEFT JOIN cooperation_of USING (id)
    )
    SELECT dimension, tag, count(*), count(*) FILTER (WHERE is_answered),
        count(*) FILTER (WHERE is_answered AND is_introduced),
        count(*) FILTER (WHERE is_answered AND is_introduced AND is_agreed)
    FROM tagged GROUP BY dimension, tag ORDER BY dimension, tag
"""
_TIMES = """
    WITH {cases}
    SELECT origin, country, count(*),
        coalesce(array_agg((extract(epoch FROM answered_at - asked_at) / 3600)::float8)
            FILTER (WHERE answered_at IS NOT NULL), '{{}}')
    FROM asked JOIN companies_company ON companies_company.id = company_id
    GROUP BY origin, country ORDER BY origin DESC, country
"""


def count_funnels(period: Period) -> dict[str, dict[str, Funnel]]:
    """For each of DIMENSIONS the funnel by value, of all cases that began in the period.

    A case counts once by origin and month; by country once for each company that was asked, with that company's own
    answer; by sector and green objective for each that one of its sides names; by cooperation for each that both
    projects name, or the one a request is about. NOT_SAID holds those without any.
    """
    divisions = [(f"{number:02}", section_of(number)) for number in range(1, 100)]
    zone = timezone.get_default_timezone_name()
    codes, sections = [code for code, _section in divisions], [section for _code, section in divisions]
    funnels: dict[str, dict[str, Funnel]] = defaultdict(dict)
    for dimension, tag, *counts in _ask(_FUNNELS, period, zone=zone, divisions=codes, sections=sections):
        funnels[dimension][tag] = Funnel(*counts)
    return {dimension: funnels[dimension] for dimension in DIMENSIONS}


def answer_times(period: Period) -> list[AnswerTimes]:
    """By way and country of the company asked; of suggestions both companies, of requests the receiver."""
    return [AnswerTimes(*row) for row in _ask(_TIMES, period)]


def _ask(query: str, period: Period, **arguments: object) -> list[tuple[Any, ...]]:
    cases = _CASES.format(suggested=_within("review.created_at", period), requested=_within("request.sent_at", period))
    with connection.cursor() as cursor:
        cursor.execute(query.format(cases=cases), period._asdict() | arguments)
        return list(cursor.fetchall())


def _within(column: str, period: Period) -> str:
    since = f"{column} >= %(start)s" if period.start else "true"
    return f"{since} AND {column} < %(end)s" if period.end else since
