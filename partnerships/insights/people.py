"""Response times, exposure and reviewers' agreement as tables."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from partnerships.charts import Entry, draw_nested, draw_ranges
from partnerships.figures import FEWEST_FOR_KAPPA, quartiles, share
from partnerships.insights.tables import (
    Figure,
    InsightRow,
    InsightTable,
    count_figure,
    number_figure,
    share_figure,
)
from partnerships.queries.agreement import ReviewFigures
from partnerships.queries.cases import AnswerTimes
from partnerships.queries.exposure import ExposedCompany, ExposureFigures
from partnerships.suppression import LEAST_SHOWN
from taxonomy.vocabulary import Country
from values.formats.numbers import write_number

OFTEN = 6  # the last bar of the histogram holds all from here on


def times_table(times: Sequence[AnswerTimes], *, is_public: bool) -> InsightTable:
    """How long answers take. The public sees no counts, and no times of fewer than LEAST_SHOWN answers."""
    entries, rows = [], []
    for row in times:
        hours = row.hours if not is_public or len(row.hours) >= LEAST_SHOWN else []
        found = quartiles(hours)
        label, values = _name_way(row), found[1:] if found else ()
        median = _("median %(hours)s h") % {"hours": write_number(found.median, 1)} if found else "–"
        entries.append(Entry(label, median, values))
        counts = () if is_public else (count_figure(row.asked), count_figure(len(row.hours), of=row.asked))
        rows.append(InsightRow(label, (*counts, *(number_figure(value) for value in values or (None,) * 3))))
    counted = () if is_public else (_("Contacted"), pgettext("number of companies", "Answered"))
    quarters = (_("First quartile (hours)"), _("Median (hours)"), _("Third quartile (hours)"))
    return InsightTable(
        key="times",
        title=_("Response times"),
        about=(
            _(
                "Hours from the moment a company was contacted until it answered, including nights and "
                "weekends: for suggestions, each of the two companies; for requests, the recipient. "
                "Companies that have not answered are not included."
            ),
            _(
                "A quarter of the answers came within the first quartile, half within the median and three "
                "quarters within the third quartile. The bar runs from the first to the third quartile; "
                "the mark on it shows the median."
            ),
        ),
        columns=(_("Type of contact and country"), *counted, *quarters),
        rows=tuple(rows),
        chart=draw_ranges(entries) if rows else None,
    )


def _name_way(row: AnswerTimes) -> str:
    names = {"suggestion": _("Suggestions, %(country)s"), "request": _("Requests, %(country)s")}
    return names[row.origin] % {"country": Country(row.country).label}


def exposure_table(figures: ExposureFigures) -> InsightTable:
    """How many projects were suggested how often."""
    everybody = sum(figures.histogram.values())
    bins = {times: figures.histogram.get(times, 0) for times in range(OFTEN)}
    often = sum(count for times, count in figures.histogram.items() if times >= OFTEN)
    lines = [(_times(times), count) for times, count in bins.items()]
    lines.append((_("%(number)d times or more") % {"number": OFTEN}, often))
    return InsightTable(
        key="exposure",
        title=_("How evenly suggestions are distributed"),
        about=(
            _(
                "For projects that are public today: how often each was suggested in the period, whatever "
                "the result. Never suggested: %(never)s of all projects. Gini coefficient: %(gini)s (0 "
                "when all are suggested equally often, near 1 when a few receive all suggestions)."
            )
            % {"never": share_figure(figures.never_share).text, "gini": write_number(figures.gini, 2)},
            *_about_run(figures.run),
        ),
        columns=(_("Times suggested"), _("Projects")),
        rows=tuple(InsightRow(label, (count_figure(count, of=everybody),)) for label, count in lines),
        chart=draw_nested([Entry(label, write_number(count), (count,)) for label, count in lines]),
    )


def _about_run(run: dict[str, dict[str, float]]) -> list[str]:
    if not run:
        return []
    figures = {
        f"{name}_{when}": share_figure(run[when][name]).text if name == "never" else write_number(run[when][name], 2)
        for when in ("before", "after")
        for name in ("never", "gini")
    }
    text = _(
        "The latest full run: if every project were simply given its best partners, %(never_before)s of "
        "the projects would never be proposed (Gini %(gini_before)s); with the limits for each company, "
        "the share is %(never_after)s (Gini %(gini_after)s)."
    )
    return [text % figures]


def _times(times: int) -> str:
    if not times:
        return pgettext("how often suggested", "never")
    return npgettext("number of suggestions", "%(count)d time", "%(count)d times", times) % {"count": times}


def never_table(figures: ExposureFigures) -> InsightTable:
    return _company_table(
        "never",
        _("Companies never suggested"),
        (
            _(
                "Companies with public projects, none of which was suggested in the period. Those that "
                "have been public longest come first."
            ),
            ngettext("%(count)d company in total.", "%(count)d companies in total.", figures.never_count)
            % {"count": figures.never_count},
        ),
        figures.never,
    )


def most_table(figures: ExposureFigures) -> InsightTable:
    about = _(
        "How often the public projects of a company were suggested, all taken together; "
        "the most often suggested come first."
    )
    return _company_table("most", _("Most suggested companies"), (about,), figures.most)


def _company_table(key: str, title: str, about: tuple[str, ...], companies: Sequence[ExposedCompany]) -> InsightTable:
    rows = [
        InsightRow(
            company.shown_name,
            (_text(Country(company.country).label), count_figure(company.times)),
            company_id=company.public_id,
        )
        for company in companies
    ]
    return InsightTable(key, title, about, (_("Company"), _("Country"), _("Suggestions")), tuple(rows))


def _text(text: object) -> Figure:
    return Figure(str(text), str(text), is_text=True)


def review_table(figures: ReviewFigures) -> InsightTable:
    """Case managers against the companies' answers, and against each other."""
    between = figures.between_reviewers
    interested_share = share(figures.both_interested, figures.both_answered)
    lines = [
        (_("Suggestions approved"), count_figure(figures.approved)),
        (_("Pairs rejected"), count_figure(figures.rejected)),
        (_("Approved, both companies answered"), count_figure(figures.both_answered, of=figures.approved)),
        (_("Approved, both companies interested"), count_figure(figures.both_interested, of=figures.approved)),
        (
            _("Both interested, as a share of those where both answered"),
            share_figure(interested_share),
        ),
        (_("Pairs decided on by two case managers"), count_figure(between.pairs)),
        (_("Same decision"), count_figure(between.agreeing, of=between.pairs)),
        (_("Cohen’s kappa"), number_figure(between.kappa, decimals=2)),
    ]
    return InsightTable(
        key="reviews",
        title=_("Quality of decisions"),
        about=(
            _("Decisions in the period. Good decisions lead to suggestions that interest both companies."),
            _(
                "Two case managers are compared if a pair came back after its projects had changed and "
                "someone else decided on it. Cohen’s kappa corrects their agreement for chance: 0 is "
                "chance, 1 is complete agreement. It is shown if there are at least %(fewest)d such pairs."
            )
            % {"fewest": FEWEST_FOR_KAPPA},
        ),
        columns=(_("Indicator"), _("Figure")),
        rows=tuple(InsightRow(label, (figure,)) for label, figure in lines),
    )
