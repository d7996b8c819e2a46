"""The directory's page with text, facets and the first 20 results, beside simpler and more naive pages.

    python manage.py shell --no-imports -v 0 -c "from benchmarks.directory_speed import main; main()"
    … main([1_000, 10_000]) for other sizes

All are asked in one process and one run, in turn, without middleware; medians in milliseconds.

`page`           the portal's page; `new` for a word that nobody has asked for since the last change, `again` after that
`full text`      the naive page on the same stored lexemes: count, page, one GROUP BY for each of the nine facets
`icontains`      the same page as one would write it first, on the texts themselves
`company`        a company's own page with the companies like it; `new` and `again` as above
`plain`          the 20 newest companies on the same cards, without search and facets
`nothing`        a view that does nothing

The naive pages write their facets as bare lists. The database is made beside the configured one and dropped again.
"""

import time
from collections.abc import Callable, Sequence
from statistics import median

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Count, F, Func, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory

from benchmarks.directory_population import COMMON, RARE, Population, fill_database, index_database, remember_texts
from companies.models import Company, Cooperation, Project
from directory.models import DirectoryEntry
from directory.queries.catalogues import current_catalogue
from directory.queries.directory import PAGE_SIZE, DirectoryHit
from directory.search.question import read_question
from directory.search.terms import lexemes_of
from directory.views.cards import make_card
from directory.views.companies import company_detail
from directory.views.directory import company_list

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 15
ROUNDS_OF_THE_SLOW = 1
NAIVE_PAGE = """
{% extends "base.html" %}{% load i18n %}
{% block content %}<h1>{{ total }}</h1>
{% for facet in facets %}
  <ul>{% for value, count in facet %}<li>{{ value }} {{ count }}</li>{% endfor %}</ul>
{% endfor %}
<ol class="stack" role="list">{% for card in cards %}{% include "directory/_result.html" %}{% endfor %}</ol>
{% endblock %}
"""
Page = Callable[[], HttpResponse]


def request_of(**parameters: str) -> HttpRequest:
    request = RequestFactory().get("/companies/", parameters)
    request.user = AnonymousUser()
    return request


def portal_page(word: str, *, is_new: bool) -> HttpResponse:
    if is_new:
        current_catalogue("company").found.clear()
    return company_list(request_of(q=word))


def company_page(public_id: str, *, is_new: bool) -> HttpResponse:
    if is_new:
        current_catalogue("company").found.clear()
    return company_detail(request_of(), public_id)


def plain_page() -> HttpResponse:
    return show(Company.objects.verified(), "", None, [])


def naive_page(word: str, narrow: Callable[[str], QuerySet[Company]]) -> HttpResponse:
    found = narrow(word)
    return show(found, word, found.count(), facets_of(found))


def by_full_text(word: str) -> QuerySet[Company]:
    (lexeme,) = lexemes_of(word)
    query = SearchQuery(f"'{lexeme}'", search_type="raw", config="simple")
    entries = DirectoryEntry.objects.filter(document_type="company", document=query)
    return Company.objects.verified().filter(pk__in=entries.values("company_id"))


def by_icontains(word: str) -> QuerySet[Company]:
    found = Q(name__icontains=word) | Q(name_local__icontains=word) | Q(summary__icontains=word)
    for field in ("title", "summary", "offer", "seek"):
        found |= Q(**{f"projects__{field}__icontains": word})
    ids = Company.objects.verified().filter(found).values("pk")
    return Company.objects.filter(pk__in=ids)


def facets_of(found: QuerySet[Company]) -> list[list[tuple[object, int]]]:
    companies = found.order_by()
    projects = Project.objects.published().filter(company__in=companies).order_by()
    cooperations = Cooperation.objects.filter(project__in=projects).order_by()
    rows = [companies.values_list(field).annotate(Count("pk")) for field in ("country", "city", "employees")]
    rows.append(projects.values_list("trl").annotate(Count("company_id")))
    for subject, field in ((companies, "nace"), (projects, "green_objectives"), (projects, "digital")):
        unnested = subject.annotate(value=Func(F(field), function="unnest"))
        rows.append(unnested.values_list("value").annotate(Count("pk")))
    rows += [cooperations.values_list(field).annotate(Count("project__company")) for field in ("type", "role")]
    return [list(facet) for facet in rows]


def show(found: QuerySet[Company], word: str, total: int | None, facets: Sequence[object]) -> HttpResponse:
    projects = Prefetch("projects", queryset=Project.objects.order_by("pk"), to_attr="listed_projects")
    companies = found.order_by("-pk").prefetch_related(projects)[:PAGE_SIZE]
    question = read_question(word, "en")
    cards = [make_card(DirectoryHit(company, None, 0.0, (), None), question, "en") for company in companies]
    template = engines["django"].from_string(NAIVE_PAGE)
    return HttpResponse(template.render({"cards": cards, "total": total, "facets": facets}, request_of()))


def do_nothing() -> HttpResponse:
    return HttpResponse("")


def pages() -> dict[str, Page]:
    table: dict[str, Page] = {"nothing": do_nothing, "plain": plain_page}
    for name, word in (("common", COMMON), ("rare", RARE)):
        table[f"page, {name}, new"] = lambda word=word: portal_page(word, is_new=True)
        table[f"page, {name}, again"] = lambda word=word: portal_page(word, is_new=False)
        table[f"full text, {name}"] = lambda word=word: naive_page(word, by_full_text)
        table[f"icontains, {name}"] = lambda word=word: naive_page(word, by_icontains)
    (public_id,) = Company.objects.order_by("pk").values_list("public_id", flat=True)[:1]
    table["company, new"] = lambda: company_page(public_id, is_new=True)
    table["company, again"] = lambda: company_page(public_id, is_new=False)
    return table


def measure(table: dict[str, Page]) -> dict[str, float]:
    """Medians in milliseconds; each round asks every page once, the slowest kind in the first alone."""
    seconds: dict[str, list[float]] = {name: [] for name in table}
    for number in range(ROUNDS):
        for name, page in table.items():
            if name.startswith("icontains") and number >= ROUNDS_OF_THE_SLOW:
                continue
            started = time.perf_counter()
            page()
            seconds[name].append(time.perf_counter() - started)
    return {name: 1000 * median(times) for name, times in seconds.items()}


def grow(population: Population, size: int) -> None:
    started, before = time.perf_counter(), Company.objects.count()
    last = Company.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    fill_database(population, before, size - before)
    index_database(last)
    made = time.perf_counter()
    portal_page(COMMON, is_new=False)
    shares = [by_full_text(word).count() / size for word in (COMMON, RARE)]
    print(
        f"{size:,} companies made in {made - started:.0f} s, directory read in {time.perf_counter() - made:.1f} s; "
        f"{COMMON} in {shares[0]:.1%}, {RARE} in {shares[1]:.1%}",
        flush=True,
    )


def report(figures: dict[int, dict[str, float]]) -> None:
    sizes = list(figures)
    print(f"\n{'median ms':<24}" + "".join(f"{size:>12,}" for size in sizes))
    for name in figures[sizes[0]]:
        print(f"{name:<24}" + "".join(f"{figures[size][name]:>12.2f}" for size in sizes))
    print(f"\n{'how many times':<24}" + "".join(f"{size:>12,}" for size in sizes))
    for name in ("common", "rare"):
        page = f"page, {name}, new"
        for other in (f"full text, {name}", f"icontains, {name}"):
            print(f"{other:<20} / page" + "".join(f"{figures[s][other] / figures[s][page]:>11.1f}x" for s in sizes))
        print(f"page, {name:<14} / plain" + "".join(f"{figures[s][page] / figures[s]['plain']:>10.2f}x" for s in sizes))
        growth = figures[sizes[-1]][page] / figures[sizes[0]][page]
        print(f"page, {name}: {sizes[-1]:,} companies take {growth:.2f} times as long as {sizes[0]:,}")


def main(sizes: Sequence[int] = SIZES) -> None:
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        remember_texts()
        population, figures = Population(), {}
        for size in sizes:
            grow(population, size)
            for name, page in pages().items():  # fills caches of templates and plans
                if not name.startswith("icontains"):
                    page()
            figures[size] = measure(pages())
        report(figures)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
