"""The API's lists and details beside the pages that show the same, at 1,000, 10,000 and 100,000 companies.

    python manage.py shell --no-imports -v 0 -c "from benchmarks.api_speed import main; main()"
    … main([1_000, 10_000]) for other sizes

All are asked in one process and one run, in turn, without middleware; medians of each request's wall clock and of this
process's CPU time, in milliseconds, and the queries it made. An endpoint does all that it does for a visitor: it looks
for a token and counts the request against the visitor's limit (`limit`: that alone). The database is made beside the
configured one and dropped again.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import StaffRole, User
from accounts.services.tokens import create_token
from benchmarks.directory_population import COMMON, RARE, Population, remember_texts
from benchmarks.directory_speed import grow
from companies.api.changes import CompanyChanges, ProjectChanges
from companies.models import Company, Project
from directory.api.directory import CompanyDetail, CompanyList, ProjectDetail, ProjectList
from directory.views.companies import company_detail
from directory.views.directory import company_list, project_detail, project_list
from rest.views import PublicEndpoint

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 15
Ask = Callable[[], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Figures:
    wall: float
    cpu: float
    queries: int


class Nothing(PublicEndpoint):
    """What every endpoint costs before it does anything."""

    def get(self, request: Request) -> Response:  # noqa: ARG002
        return Response({})


def ask_page(view: Callable[..., HttpResponseBase], *arguments: str, **parameters: str) -> HttpResponse:
    request = RequestFactory().get("/", parameters)
    request.user = AnonymousUser()
    answer = view(request, *arguments)
    assert isinstance(answer, HttpResponse)
    return answer


def ask_endpoint(endpoint: Any, key: str = "", public_id: str = "", **parameters: str) -> HttpResponse:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    request = RequestFactory(headers=headers).get("/api/v1/", parameters)
    answer: HttpResponse = endpoint(request, **({"public_id": public_id} if public_id else {}))
    return answer.render()  # type: ignore[attr-defined]  # DRF answers are rendered late


def pairs(key: str) -> dict[str, tuple[Ask | None, Ask]]:
    """By what is asked: the page, and the endpoint that tells the same."""
    companies, projects = CompanyList.as_view(), ProjectList.as_view()
    company = Company.objects.verified().order_by("-pk")[0].public_id
    project = Project.objects.published().order_by("-pk")[0].public_id
    table: dict[str, tuple[Ask | None, Ask]] = {"limit": (None, lambda: ask_endpoint(Nothing.as_view()))}
    searches = {"all": {}, COMMON: {"q": COMMON}, RARE: {"q": RARE}, "country": {"country": "KR", "trl": "7"}}
    for name, asked in searches.items():
        for noun, page, endpoint in (("companies", company_list, companies), ("projects", project_list, projects)):
            table[f"{noun}, {name}"] = (
                lambda page=page, asked=asked: ask_page(page, **asked),
                lambda endpoint=endpoint, asked=asked: ask_endpoint(endpoint, **asked),
            )
    table["companies, 100 a page"] = (None, lambda: ask_endpoint(companies, q=COMMON, page_size="100"))
    table["a company"] = (
        lambda: ask_page(company_detail, company),
        lambda: ask_endpoint(CompanyDetail.as_view(), public_id=company),
    )
    table["a project"] = (
        lambda: ask_page(project_detail, project),
        lambda: ask_endpoint(ProjectDetail.as_view(), public_id=project),
    )
    since = (timezone.now() - timedelta(hours=1)).isoformat()
    for noun, changes in (("company", CompanyChanges.as_view()), ("project", ProjectChanges.as_view())):
        table[f"100 {noun} changes"] = (
            None,
            lambda changes=changes: ask_endpoint(changes, key, modified_since=since),
        )
    return table


def measure(asks: dict[str, Ask]) -> dict[str, Figures]:
    """Each is asked once to fill caches, once to count its queries, then in turn with all others."""
    queries, times = {}, {name: list[tuple[float, float]]() for name in asks}
    for name, ask in asks.items():
        ask()
        with CaptureQueriesContext(connection) as seen:
            assert ask().status_code == 200, name
        queries[name] = len(seen)
    for _round in range(ROUNDS):
        for name, ask in asks.items():
            wall, cpu = time.perf_counter(), time.process_time()
            ask()
            times[name].append((time.perf_counter() - wall, time.process_time() - cpu))
    return {
        name: Figures(*(1000 * median(column) for column in zip(*times[name], strict=True)), queries[name])
        for name in asks
    }


def report(figures: dict[int, dict[str, Figures]], names: Sequence[str]) -> None:
    for size, found in figures.items():
        print(
            f"\n{size:,} companies{'':<12}{'wall ms':>8} {'cpu ms':>8} {'queries':>8}   {'page wall':>9} {'ratio':>6}"
        )
        for name in names:
            api, page = found[f"api {name}"], found.get(f"page {name}")
            beside = f"   {page.wall:>9.1f} {api.wall / page.wall:>6.2f}" if page else ""
            print(f"{name:<28}{api.wall:>8.1f} {api.cpu:>8.1f} {api.queries:>8}{beside}")
    smallest, largest = min(figures), max(figures)
    grown = [
        name for name in names if figures[smallest][f"api {name}"].queries < figures[largest][f"api {name}"].queries
    ]
    print(f"\nmore queries at {largest:,} than at {smallest:,}: {', '.join(grown) or 'nowhere'}")


def main(sizes: Sequence[int] = SIZES) -> None:
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.API_RATES = {"visitor": "600/min", "token": "600/min"}
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        remember_texts()
        reviewer = User.objects.create_user("speed@sgbc.example", full_name="Speed", staff_role=StaffRole.REVIEWER)
        key = create_token(reviewer, name="speed", scope="staff", days=1)[1]
        population, figures = Population(), {}
        for size in sizes:
            grow(population, size)
            table = pairs(key)
            asks = {f"page {name}": page for name, (page, _api) in table.items() if page}
            figures[size] = measure(asks | {f"api {name}": api for name, (_page, api) in table.items()})
        report(figures, list(table))
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
