"""Whom suggestions reach: how often each public project was suggested, whose companies never, and whose most."""

from typing import Any, NamedTuple

from django.db import connection

from matching.queries import latest_full_run
from matching.services.rounds import exposure_of
from partnerships.queries.cases import Period

_COUNTS = """
    WITH suggested AS (
        SELECT unnest(ARRAY[match.korean_project_id, match.luxembourg_project_id]) AS project_id
        FROM matching_review review JOIN matching_match match ON match.id = review.match_id
        WHERE review.decision = 'approve'
            AND (%(start)s::timestamptz IS NULL OR review.created_at >= %(start)s)
            AND (%(end)s::timestamptz IS NULL OR review.created_at < %(end)s)
    ),
    times AS (SELECT project_id, count(*) AS times FROM suggested GROUP BY project_id),
    public AS (
        SELECT project.id, project.company_id, project.published_at, coalesce(times, 0) AS times,
            company.public_id, company.name, company.country
        FROM companies_project project
        JOIN companies_company company ON company.id = project.company_id
        LEFT JOIN times ON times.project_id = project.id
        WHERE project.status = 'published' AND company.status = 'verified'
    )
"""
_HISTOGRAM = "SELECT times, count(*) FROM public GROUP BY times ORDER BY times"
_COMPANIES = """
    SELECT public_id, name, country, sum(times)::int, min(published_at), count(*) OVER ()
    FROM public GROUP BY company_id, public_id, name, country
"""
_NEVER = f"{_COMPANIES} HAVING sum(times) = 0 ORDER BY min(published_at), company_id LIMIT %(limit)s"
_MOST = f"{_COMPANIES} HAVING sum(times) > 0 ORDER BY sum(times) DESC, company_id LIMIT %(limit)s"


class ExposedCompany(NamedTuple):
    public_id: str
    name: str
    country: str
    times: int
    public_since: object


class ExposureFigures(NamedTuple):
    """`histogram[n]`: how many public projects were suggested n times. `never` is cut; `never_count` is not."""

    histogram: dict[int, int]
    gini: float
    never_share: float
    never: list[ExposedCompany]
    never_count: int
    most: list[ExposedCompany]
    run: dict[str, dict[str, float]]


def exposure_figures(period: Period, *, most_listed: int | None) -> ExposureFigures:
    """Of the projects public today, by the suggestions of the period; without `most_listed` every company."""
    histogram: dict[int, int] = dict(_ask(_HISTOGRAM, period))
    never = _ask(_NEVER, period, limit=most_listed)
    most = _ask(_MOST, period, limit=most_listed)
    measured = exposure_of([times for times, count in histogram.items() for _project in range(count)])
    run = latest_full_run()
    return ExposureFigures(
        histogram=histogram,
        gini=measured.gini,
        never_share=measured.never,
        never=[ExposedCompany(*row[:5]) for row in never],
        never_count=never[0][5] if never else 0,
        most=[ExposedCompany(*row[:5]) for row in most],
        run=run.exposure if run else {},
    )


def _ask(query: str, period: Period, **arguments: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS + query, period._asdict() | arguments)
        return list(cursor.fetchall())
