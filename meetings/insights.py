"""Events in figures: from the invitation to the agreement, by event and by month, as tables with a drawing."""

from collections.abc import Iterable
from functools import reduce
from operator import add

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.queries.texts import text_in
from meetings.queries.results import EventResults, Results, by_month, results_of_events
from partnerships.charts import Entry, draw_nested, draw_steps
from partnerships.figures import share
from partnerships.insights.periods import months_between, name_month
from partnerships.insights.tables import Figure, InsightRow, InsightTable, count_figure, share_figure
from partnerships.queries.cases import Period
from values.formats.dates import write_short_day
from values.formats.locales import reader_language
from values.formats.numbers import write_number


def event_tables(period: Period) -> list[InsightTable]:
    """Everything for staff: in all with each event, and by month."""
    rows = results_of_events(period)
    return [_events_table(rows), _months_table(rows)]


def _events_table(rows: list[EventResults]) -> InsightTable:
    total = _sum(row.results for row in rows)
    lines = [InsightRow(_name(row), _figures(row.results)) for row in rows]
    if rows:
        lines.append(InsightRow(_("Total"), _figures(total), is_total=True))
    return InsightTable(
        key="events",
        title=_("From an invitation to an agreement"),
        about=_about(),
        columns=(pgettext("networking", "Event"), *_columns()),
        rows=tuple(lines),
        chart=draw_steps(_steps(total)) if rows else None,
    )


def _months_table(rows: list[EventResults]) -> InsightTable:
    months = by_month(rows)
    lines = [(name_month(month), months.get(month, Results())) for month in months_between(months)]
    entries = [Entry(name, write_number(results.held), (float(results.held),)) for name, results in lines]
    return InsightTable(
        key="event-months",
        title=_("Events by month"),
        about=(
            _("The month in which the event begins, in Luxembourg time. The bars show the meetings that were held."),
        ),
        columns=(_("Month"), *_columns()),
        rows=tuple(InsightRow(name, _figures(results)) for name, results in lines),
        chart=draw_nested(entries) if entries else None,
    )


def _name(row: EventResults) -> str:
    title = text_in(row.event, reader_language()).title
    return pgettext("event and its day", "%(title)s (%(day)s)") % {
        "title": title,
        "day": write_short_day(row.event.starts_at.date()),
    }


def _columns() -> tuple[str, ...]:
    return (
        pgettext("number of companies", "Invited"),
        pgettext("number of companies", "Registered"),
        pgettext("number of companies", "Came"),
        pgettext("number of meetings", "Planned"),
        pgettext("number of meetings", "Held"),
        pgettext("number of meetings", "No-show"),
        _("Worth the time"),
        _("Both want to continue"),
        _("Introductions"),
        _("Agreements"),
    )


def _figures(results: Results) -> tuple[Figure, ...]:
    return (
        count_figure(results.invited),
        count_figure(results.registered),
        count_figure(results.came, of=results.registered),
        count_figure(results.planned),
        count_figure(results.held, of=results.planned),
        count_figure(results.missed, of=results.planned),
        share_figure(share(results.worth_it, results.answers)),
        count_figure(results.both_yes, of=results.held),
        count_figure(results.introduced),
        count_figure(results.agreed),
    )


def _steps(total: Results) -> list[Entry]:
    steps = (
        (_("Meetings planned"), total.planned),
        (_("Meetings held"), total.held),
        (_("Introductions"), total.introduced),
        (_("Agreements"), total.agreed),
    )
    return [Entry(name, write_number(count), (float(count),)) for name, count in steps]


def _sum(results: Iterable[Results]) -> Results:
    return reduce(add, results, Results())


def _about() -> tuple[str, ...]:
    return (
        _("Events that were published and not cancelled. “Invited”, “Registered” and “Came” are numbers of companies."),
        _(
            "Registered: with a place, or waiting for confirmation. Came: at least one person was checked in, or the "
            "company took part online in a meeting that was held."
        ),
        _(
            "Planned: meetings the companies were told about. Held: meetings that are over and that nobody "
            "missed. No-show: one side did not come."
        ),
        _("Worth the time: the share of all answers that say so. Both want to continue: both sides said yes."),
        _(
            "Introductions and agreements: those between companies that both said yes after a meeting, whatever "
            "their date."
        ),
    )
