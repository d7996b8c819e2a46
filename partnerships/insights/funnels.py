"""The funnel as tables: in all, and by country, sector, green objective, cooperation and month."""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from partnerships.charts import Entry, draw_nested, draw_steps
from partnerships.figures import Funnel
from partnerships.insights.periods import months_between, name_month
from partnerships.insights.tables import InsightRow, InsightTable, count_figure
from partnerships.queries.cases import NOT_SAID
from partnerships.suppression import Sight, Suppressed, suppress
from taxonomy.sectors import name_sector
from taxonomy.vocabulary import CooperationType, Country, GreenObjective

Funnels = Mapping[str, Mapping[str, Funnel]]
Line = tuple[str, Funnel]
ALL_SHOWN = (Sight.SHOWN,) * len(Funnel._fields)


def step_names() -> tuple[str, ...]:
    return (
        pgettext("suggestions and requests", "Sent"),
        pgettext("number of companies", "Answered"),
        _("Introductions"),
        _("Agreements"),
    )


def overview_table(funnels: Funnels, *, is_public: bool) -> InsightTable:
    """By what began it, and in all."""
    names = {"suggestion": _("Suggestions by case managers"), "request": _("Requests between companies")}
    lines = [(name, funnels["origin"].get(origin, Funnel())) for origin, name in names.items()]
    total = sum((funnel for _name, funnel in lines), Funnel())
    sights = _sights(lines, total, is_public=is_public)
    rows = [
        *(_row(name, funnel, sight) for (name, funnel), sight in zip(lines, sights.rows, strict=True)),
        _row(_("Total"), total, sights.total, is_total=True),
    ]
    steps = [
        Entry(name, count_figure(count, sight=sight).text, (_drawn(count, sight),))
        for name, count, sight in zip(step_names(), total, sights.total, strict=True)
    ]
    return InsightTable(
        key="funnel",
        title=_("From a suggestion to an agreement"),
        about=_about_steps(),
        columns=(_("Origin"), *step_names()),
        rows=tuple(rows),
        chart=draw_steps(steps),
    )


def breakdown_table(dimension: str, funnels: Funnels, *, is_public: bool) -> InsightTable | None:
    """The funnel by the values of a dimension; None where it cannot be shown without giving a small number away."""
    lines = _lines(dimension, funnels[dimension])
    total = sum((funnel for _name, funnel in lines), Funnel())
    sights = _sights(lines, total, is_public=is_public)
    if not lines or Sight.WITHHELD in sights.total:
        return None
    title, column, about = _words(dimension)
    return InsightTable(
        key=dimension,
        title=title,
        about=(about,),
        columns=(column, *step_names()),
        rows=tuple(_row(name, funnel, sight) for (name, funnel), sight in zip(lines, sights.rows, strict=True)),
        chart=draw_nested([_entry(*line, sight) for line, sight in zip(lines, sights.rows, strict=True)]),
    )


def is_total_hidden(overview: InsightTable) -> bool:
    """Whether the public may not know some number in all: then no breakdown may tell it either."""
    return any(figure.value == "–" for figure in overview.rows[-1].figures)


def _sights(lines: Sequence[Line], total: Funnel, *, is_public: bool) -> Suppressed:
    if is_public:
        return suppress([funnel for _name, funnel in lines], total)
    return Suppressed([[*ALL_SHOWN] for _line in lines], [*ALL_SHOWN])


def _row(name: str, funnel: Funnel, sights: Sequence[Sight], *, is_total: bool = False) -> InsightRow:
    whole = funnel.asked if sights[0] is Sight.SHOWN else None
    figures = [count_figure(funnel.asked, sight=sights[0])]
    for count, sight in zip(funnel[1:], sights[1:], strict=True):
        figures.append(count_figure(count, of=whole, sight=sight))
    return InsightRow(name, tuple(figures), is_total=is_total)


def _entry(name: str, funnel: Funnel, sights: Sequence[Sight]) -> Entry:
    note = " · ".join(count_figure(count, sight=sight).text for count, sight in zip(funnel, sights, strict=True))
    return Entry(name, note, tuple(_drawn(count, sight) for count, sight in zip(funnel, sights, strict=True)))


def _drawn(count: int, sight: Sight) -> float:
    return count if sight is Sight.SHOWN else 0


def _lines(dimension: str, funnels: Mapping[str, Funnel]) -> list[Line]:
    """Names with their funnels in the order in which they are shown; what nobody said comes last."""
    if dimension == "month":
        return [(name_month(month), funnels.get(month, Funnel())) for month in months_between(funnels)]
    if dimension == "sector":
        language = get_language() or "en"
        names = {code: f"{code} · {name_sector(code, language)}" for code in sorted(funnels) if code != NOT_SAID}
    else:
        choices = {"country": Country, "green": GreenObjective, "cooperation": CooperationType}[dimension].choices
        names = {value: str(label) for value, label in choices}
    lines = [(name, funnels.get(value, Funnel())) for value, name in names.items()]
    if unsaid := funnels.get(NOT_SAID):
        lines.append((_("none in common") if dimension == "cooperation" else _("not stated"), unsaid))
    return lines


def _about_steps() -> tuple[str, ...]:
    return (
        _(
            "Suggestions are pairs of projects that a case manager approved and sent to both "
            "companies; a pair approved again after both projects changed is counted again. Requests "
            "are sent by one company to another."
        ),
        _(
            "A suggestion or request is counted on the day it was sent. All later steps are counted "
            "with it whenever they happened, so the figures for recent months will still grow."
        ),
        _(
            "Answered: at least one of the companies contacted said yes or no. Withdrawn and expired "
            "requests do not count as answered."
        ),
        _(
            "Introductions: both sides said yes and were introduced. If a suggestion and a request led "
            "to the same introduction, it is counted once, under suggestions. Agreements: the two "
            "companies reported an agreement."
        ),
        _("Percentages are shares of the suggestions and requests in the same row."),
    )


def _words(dimension: str) -> tuple[str, str, str]:
    """Title, name of the labels' column, and what is counted."""
    return {
        "country": (
            _("By country of the company contacted"),
            _("Country"),
            _(
                "With a suggestion, one company in each country is contacted; with a request, only its "
                "recipient. Here, “answered” means that this company itself answered."
            ),
        ),
        "sector": (
            _("By sector"),
            _("Sector"),
            _(
                "Sections of NACE Rev. 2 in which one of the two companies works. A suggestion or request "
                "is counted in each of them, so the rows add up to more than the total."
            ),
        ),
        "green": (
            _("By environmental objective"),
            _("Environmental objective"),
            _(
                "Objectives stated by at least one of the two projects. A suggestion or request is counted "
                "for each of them, so the rows add up to more than the total."
            ),
        ),
        "cooperation": (
            _("By type of cooperation"),
            _("Type of cooperation"),
            _("For a suggestion, every type that both projects state; for a request, the type it asks for."),
        ),
        "month": (
            _("By month"),
            _("Month"),
            _("The month in which the suggestion or request was sent, in Luxembourg time."),
        ),
    }[dimension]
