"""Which tables make the staff's page and the public digest."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from partnerships.insights.funnels import breakdown_table, is_total_hidden, overview_table
from partnerships.insights.people import exposure_table, most_table, never_table, review_table, times_table
from partnerships.insights.tables import InsightTable
from partnerships.queries.agreement import review_figures
from partnerships.queries.cases import DIMENSIONS, Period, count_cases
from partnerships.queries.exposure import exposure_figures

BREAKDOWNS = tuple(dimension for dimension in DIMENSIONS if dimension != "origin")
MOST_LISTED = 20  # companies on the page; a file has them all


def staff_tables(
    period: Period, *, breakdowns: tuple[str, ...] = BREAKDOWNS, is_complete: bool = False
) -> list[InsightTable]:
    """Everything for case managers; `is_complete` for files, which list every company."""
    funnels, times = count_cases(period)
    exposure = exposure_figures(period, most_listed=None if is_complete else MOST_LISTED)
    broken_down = [breakdown_table(dimension, funnels, is_public=False) for dimension in breakdowns]
    return [
        overview_table(funnels, is_public=False),
        *(table for table in broken_down if table),
        times_table(times, is_public=False),
        exposure_table(exposure),
        never_table(exposure),
        most_table(exposure),
        review_table(review_figures(period)),
    ]


def digest_tables(period: Period) -> list[InsightTable]:
    """What everybody may see: no company, no small number, and nothing from which one could be worked out."""
    funnels, times = count_cases(period)
    overview = overview_table(funnels, is_public=True)
    if is_total_hidden(overview):
        return [overview]
    broken_down = [breakdown_table(dimension, funnels, is_public=True) for dimension in BREAKDOWNS]
    return [overview, *(table for table in broken_down if table), times_table(times, is_public=True)]


def last_day_of(period: Period) -> date | None:
    """The last day a period holds, by the portal's own clock."""
    if period.end is None:
        return None
    return timezone.localdate(period.end - timedelta(microseconds=1), timezone.get_default_timezone())


def digest_period(now: datetime | None = None) -> Period:
    """Up to the end of the last complete month: one period for all, so that two digests cannot be subtracted."""
    today = timezone.localtime(now or timezone.now(), timezone.get_default_timezone())
    return Period(end=today.replace(day=1, hour=0, minute=0, second=0, microsecond=0))
