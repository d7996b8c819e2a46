import base64
import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest
import redis
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from companies.models import Company
from exchange.models import ImportBatch
from exchange.services.table_imports import apply_import
from exchange.tasks import sweep_imports
from tests.exchange.uploads import ROW, bring_in, check, csv_of

pytestmark = pytest.mark.django_db


def upload(client: Client, content: bytes, name: str = "list.csv", **data: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/staff/imports/", {"file": file, "source": "table"} | data)


def text_of(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode("utf-8-sig"))


def test_list_is_uploaded_looked_at_confirmed_and_imported(administrator: Client) -> None:
    bring_in(ROW)
    address = upload(administrator, csv_of(ROW | {"city": "Seoul"}, ROW | {"id": "kr-02", "country": "Mars"})).url

    before = text_of(administrator.get(address))
    confirmed = administrator.post(f"{address}confirm/")
    under_way = text_of(administrator.get(address))
    apply_import(ImportBatch.objects.latest("pk").pk)
    after = text_of(administrator.get(address))

    assert "<del>Daejeon</del> → <ins>Seoul</ins>" in before
    assert "Column C (country): unknown code “Mars”" in before
    assert "Import 1 company" in before
    assert confirmed.status_code == 302
    assert "0 of 1 rows have been imported" in under_way
    assert "Imported on" in after
    assert Company.objects.get().city == "Seoul"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "list.csv", "The submitted file is empty"),
        (b"\x81\x8d\x8f\x90\x9d\n", "list.csv", "it fits none of the encodings of our countries"),
        (b"PK\x03\x04", "list.xlsx", "This is not a readable .xlsx file:"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words(
    administrator: Client, content: bytes, name: str, words: str
) -> None:
    response = upload(administrator, content, name, source="aseic-2026")

    assert response.status_code == 422
    assert words in text_of(response)
    assert 'value="aseic-2026"' in text_of(response)
    assert ImportBatch.objects.count() == 0


def test_source_with_blanks_is_refused(administrator: Client) -> None:
    response = upload(administrator, csv_of(ROW), source="my list")

    assert "Use letters, digits, full stops and hyphens only." in text_of(response)


def test_rows_are_paged_and_narrowed_by_outcome(administrator: Client) -> None:
    batch = check(*(ROW | {"id": f"kr-{number}"} for number in range(60)), ROW | {"id": "x", "name": ""})

    everything = administrator.get(f"/staff/imports/{batch.pk}/")
    refused = administrator.get(f"/staff/imports/{batch.pk}/", {"outcome": "refuse"})
    nonsense = administrator.get(f"/staff/imports/{batch.pk}/", {"outcome": "?", "page": "x"})

    assert (len(everything.context["page"]), everything.context["page"].paginator.count) == (50, 61)
    assert [row.line for row in refused.context["page"]] == [62]
    assert nonsense.context["page"].paginator.count == 61


def test_tabs_of_the_outcomes_lead_to_rows_that_name_theirs(administrator: Client) -> None:
    batch = check(ROW, ROW | {"id": "x", "name": ""})

    everything = text_of(administrator.get(f"/staff/imports/{batch.pk}/"))
    refused = text_of(administrator.get(f"/staff/imports/{batch.pk}/?outcome=refuse"))

    assert '<a href="?outcome=refuse">' in everything
    assert '<a href="?outcome=refuse" aria-current="page">' in refused
    assert '<span class="badge badge--red">Refused row</span>' in refused


def test_queries_of_the_dry_run_page_do_not_grow_with_its_rows(administrator: Client) -> None:
    asked = []
    for count in (1, 3):
        batch = check(*(ROW | {"id": f"kr-{number}"} for number in range(count)))
        with CaptureQueriesContext(connection) as queries:
            administrator.get(f"/staff/imports/{batch.pk}/")
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_fragment_swapped_into_the_page_equals_the_fresh_page(administrator: Client) -> None:
    batch = check(ROW)
    administrator.post(f"/staff/imports/{batch.pk}/confirm/")

    page = administrator.get(f"/staff/imports/{batch.pk}/")
    fragment = administrator.get(f"/staff/imports/{batch.pk}/", headers={"HX-Request": "true"})

    assert text_of(fragment).strip() in text_of(page)
    assert "HX-Request" in page.headers["Vary"]


def test_confirming_twice_is_told_and_imports_once(administrator: Client) -> None:
    batch = check(ROW)
    administrator.post(f"/staff/imports/{batch.pk}/confirm/")

    page = administrator.post(f"/staff/imports/{batch.pk}/confirm/", follow=True)

    assert "this import has already been confirmed or discarded" in text_of(page)


def test_lost_message_is_picked_up_by_the_sweeper(administrator: Client) -> None:
    batch = check(ROW)
    administrator.post(f"/staff/imports/{batch.pk}/confirm/")

    broker = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    broker.flushdb()

    sweep_imports()

    assert [call.count(f"[{batch.pk}]") for call in _calls(broker)] == [1]


def _calls(broker: Any) -> list[str]:
    """The arguments of the waiting calls, as Celery writes them."""
    messages = [json.loads(message) for message in broker.lrange("celery", 0, -1)]
    return [base64.b64decode(message["body"]).decode() for message in messages]


def test_discarded_file_is_gone(administrator: Client) -> None:
    batch = check(ROW)

    page = administrator.post(f"/staff/imports/{batch.pk}/discard/", follow=True)

    assert "The file and its rows have been deleted." in text_of(page)
    assert administrator.get(f"/staff/imports/{batch.pk}/").status_code == 404


def test_report_tells_every_row_and_no_formula_wakes(administrator: Client) -> None:
    batch = check(ROW | {"name": "=1+1"}, ROW | {"id": "kr-02", "country": ""})

    header, *rows = csv.reader(StringIO(text_of(administrator.get(f"/staff/imports/{batch.pk}/report/"))))

    assert header == ["Row", "ID", "Name", "Result", "What changes", "Reasons"]
    assert [row[:4] for row in rows] == [
        ["2", "kr-01", "'=1+1", "new company"],
        ["3", "kr-02", "Hanbit Cycle", "refused row"],
    ]
    assert rows[1][5] == "Column C (country): the cell is empty; fill it in."


def test_template_comes_as_spreadsheet_and_as_text(administrator: Client) -> None:
    spreadsheet = administrator.get("/staff/imports/template/")
    text = administrator.get("/staff/imports/template/", {"format": "csv"})

    assert load_workbook(BytesIO(spreadsheet.content)).sheetnames == ["Companies", "Projects"]
    assert "Hanbit Cycle Co., Ltd." in text_of(text)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\n \n", "The file is empty and contains no company. Add at least one company."),
        (b"x\n" * 5001, "more than 5000 rows"),
    ],
)
def test_json_lines_without_end_or_beginning_are_refused(administrator: Client, content: bytes, words: str) -> None:
    response = upload(administrator, content, "companies.jsonl")

    assert response.status_code == 422
    assert words in text_of(response)
