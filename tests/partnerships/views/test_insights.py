"""The pages of figures: who sees what, the same numbers as the counting, files that are safe to open."""

from csv import reader
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from companies.models import Company
from matching.models import Review
from partnerships.figures import Funnel
from partnerships.insights.pages import BREAKDOWNS, digest_period, digest_tables
from partnerships.queries.cases import Period, count_cases
from tests.factories import ReviewerFactory
from tests.partnerships.world import build_world

pytestmark = pytest.mark.django_db
STAFF, STAFF_FILE = "/staff/insights/", "/staff/insights/download/"


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


def rows_of(content: bytes) -> list[list[str]]:
    return list(reader(StringIO(content.decode("utf-8-sig"))))


def file_of(client: Client, address: str, **query: str) -> bytes:
    response: Any = client.get(address, query)
    assert response.status_code == 200
    return response.getvalue()


def test_page_shows_what_was_counted(staff: Client) -> None:
    build_world()
    total = sum(count_cases(Period()).funnels["origin"].values(), Funnel())

    tables = {table.key: table for table in staff.get(STAFF).context["tables"]}

    assert [figure.value for figure in tables["funnel"].rows[-1].figures] == list(total)
    assert list(tables) == ["funnel", *BREAKDOWNS, "times", "exposure", "never", "most", "reviews"]


def test_page_is_counted_with_the_same_queries_however_much_there_is(staff: Client) -> None:
    counts = []
    for seed in (1, 2):
        build_world(seed)
        staff.get(STAFF)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            staff.get(STAFF)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 20


def test_period_counts_both_its_days_by_the_clock_of_luxembourg(staff: Client) -> None:
    build_world()
    Review.objects.update(created_at=datetime(2025, 3, 1, tzinfo=UTC))
    kept = Review.objects.filter(decision="approve").order_by("pk")[0]
    Review.objects.filter(pk=kept.pk).update(created_at=datetime(2025, 5, 31, 21, 59, tzinfo=UTC))

    def suggested(start: str, end: str) -> object:
        return staff.get(STAFF, {"start": start, "end": end}).context["tables"][0].rows[0].figures[0].value

    assert suggested("2025-05-31", "2025-05-31") == 1
    assert suggested("2025-06-01", "2025-06-01") == 0
    assert suggested("2025-05-01", "2025-05-30") == 0


def test_one_breakdown_alone_can_be_chosen(staff: Client) -> None:
    build_world()

    keys = [table.key for table in staff.get(STAFF, {"by": "sector"}).context["tables"]]

    assert [key for key in keys if key in BREAKDOWNS] == ["sector"]


def test_days_in_the_wrong_order_are_told_and_kept(staff: Client) -> None:
    response = staff.get(STAFF, {"start": "2026-02-01", "end": "2026-01-01"})

    assert response.status_code == 422
    assert "The last day is before the first" in response.content.decode()
    assert 'value="2026-02-01"' in response.content.decode()
    assert staff.get(STAFF_FILE, {"start": "2026-02-01", "end": "2026-01-01"}).status_code == 422


def test_csv_holds_the_numbers_of_the_page(staff: Client) -> None:
    build_world()

    content = file_of(staff, STAFF_FILE, format="csv", table="green")

    counted = count_cases(Period()).funnels["green"]
    assert content.startswith(b"\xef\xbb\xbf")
    told = {row[0]: row[1:] for row in rows_of(content)[1:]}
    assert told["Sustainable use and protection of water and marine resources"] == [
        str(count) for count in counted["water"]
    ]


def test_workbook_holds_every_table_and_its_meaning(staff: Client) -> None:
    build_world()

    book = load_workbook(BytesIO(file_of(staff, STAFF_FILE, format="xlsx")))

    assert book.sheetnames == ["funnel", *BREAKDOWNS, "times", "exposure", "never", "most", "reviews", "definitions"]
    total = sum(count_cases(Period()).funnels["origin"].values(), Funnel())
    assert [cell.value for cell in book["funnel"][4]][1:] == list(total)


def test_a_name_that_looks_like_a_formula_is_put_to_sleep(staff: Client) -> None:
    build_world()
    Company.objects.update(name="=cmd|' /C calc'!A0")

    rows = rows_of(file_of(staff, STAFF_FILE, format="csv", table="most"))

    assert {row[0][:2] for row in rows[1:]} == {"'="}


def test_unknown_table_is_missing(staff: Client) -> None:
    assert staff.get(STAFF_FILE, {"table": "nonsense"}).status_code == 404


def test_digest_names_no_company_and_no_small_number(client: Client) -> None:
    build_world()
    names = set(Company.objects.values_list("name", flat=True))

    text = client.get("/insights/").content.decode()
    files = [file_of(client, "/insights/download/", table=table.key) for table in digest_tables(digest_period())]

    assert "&lt; 5" in text
    assert [name for name in names if f">{name}<" in text] == []
    cells = [cell for file in files[:-1] for row in rows_of(file)[1:] for cell in row[1:]]
    assert all(cell in ("< 5", "–") or int(cell) >= 5 for cell in cells)
    assert len(cells) > 40


def test_digest_ends_with_the_last_complete_month() -> None:
    assert digest_period(datetime(2026, 3, 1, 1, tzinfo=UTC)).end == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert digest_period(datetime(2026, 2, 28, 22, tzinfo=UTC)).end == datetime(2026, 1, 31, 23, tzinfo=UTC)


def test_digest_of_an_empty_portal_says_so(client: Client) -> None:
    assert "&lt; 5" in client.get("/insights/").content.decode()
