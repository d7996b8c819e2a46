"""Whom suggestions reach: how often each public project was suggested, whose companies never, and whose most."""

from typing import Any, NamedTuple

from django.db import connection

from companies.models import name_for
from matching.queries import latest_full_run
from matching.services.rounds import exposure_of
from partnerships.queries.cases import Period
from values.formats.locales import reader_language

# Figures in one pass: how many projects were suggested how often, then the companies never and most suggested.
_EXPOSURE = """
    WITH suggested AS (
        SELECT coalesce(korean_project_id, luxembourg_project_id) AS project_id, count(*) AS times
        FROM matching_review review JOIN matching_match match ON match.id = review.match_id
        WHERE review.decision = 'approve'
            AND (%(start)s::timestamptz IS NULL OR review.created_at >= %(start)s)
            AND (%(end)s::timestamptz IS NULL OR review.created_at < %(end)s)
        GROUP BY GROUPING SETS ((korean_project_id), (luxembourg_project_id))
    ),
    public AS MATERIALIZED (
        SELECT project.company_id, project.published_at, coalesce(times, 0) AS times
        FROM companies_project project
        JOIN companies_company company ON company.id = project.company_id
        LEFT JOIN suggested ON suggested.project_id = project.id
        WHERE project.status = 'published' AND company.status = 'verified'
    ),
    counted AS MATERIALIZED (
        SELECT company_id, sum(times)::int AS times, min(published_at) AS since FROM public GROUP BY company_id
    )
    SELECT 'projects', NULL, NULL, NULL, NULL, times, NULL, count(*) FROM public GROUP BY times
    UNION ALL (
        SELECT 'never', public_id, name, name_local, country, times, since, count(*) OVER ()
        FROM counted JOIN companies_company ON id = company_id
        WHERE times = 0 ORDER BY since, company_id LIMIT %(limit)s
    )
    UNION ALL (
        SELECT 'most', public_id, name, name_local, country, times, since, count(*) OVER ()
        FROM counted JOIN companies_company ON id = company_id
        WHERE times > 0 ORDER BY times DESC, company_id LIMIT %(limit)s
    )
"""


class ExposedCompany(NamedTuple):
    public_id: str
    name: str
    name_local: str
    country: str
    times: int

    @property
    def shown_name(self) -> str:
        return name_for(self, reader_language())


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
    found: dict[str, list[tuple[Any, ...]]] = {"projects": [], "never": [], "most": []}
    for kind, *row in _ask(period, limit=most_listed):
        found[kind].append(tuple(row))
    histogram: dict[int, int] = {row[4]: row[6] for row in sorted(found["projects"], key=_times)}
    never = found["never"]
    measured = exposure_of([times for times, count in histogram.items() for _project in range(count)])
    run = latest_full_run()
    return ExposureFigures(
        histogram=histogram,
        gini=measured.gini,
        never_share=measured.never,
        never=[ExposedCompany(*row[:5]) for row in never],
        never_count=never[0][6] if never else 0,
        most=[ExposedCompany(*row[:5]) for row in found["most"]],
        run=run.exposure if run else {},
    )


def _times(row: tuple[Any, ...]) -> int:
    return int(row[4])


def _ask(period: Period, *, limit: int | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_EXPOSURE, period._asdict() | {"limit": limit})
        return list(cursor.fetchall())
