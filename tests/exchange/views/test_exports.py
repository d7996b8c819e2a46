"""The companies on their way out, as a spreadsheet, as text and as JSON lines."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from companies.models import Company, Project
from exchange.models import ContactExport, ImportBatch
from exchange.profiles.reading import CompanyLine, read_companies
from exchange.services.table_imports import apply_import
from exchange.views import tables
from tests.exchange.views.test_imports import text_of, upload
from tests.factories import CompanyFactory, ContactFactory, ProjectFactory
from tests.signing_in import sign_in_afresh

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_holds_no_contacts_unless_an_administrator_asks(
    administrator: Client, reviewer: Client, kind: str
) -> None:
    ContactFactory(company=CompanyFactory(name="-Hanbit"))
    address = f"/staff/export/?format={kind}"

    plain = [_cells(client.get(address), kind) for client in (administrator, reviewer)]
    full = _cells(administrator.get(f"{address}&contacts=on"), kind)

    assert all("hidden.person@company.example" not in cells for cells in plain)
    assert all("'-Hanbit" in cells for cells in plain)
    assert "hidden.person@company.example" in full
    assert "'+82421234567" in full
    assert reviewer.get(f"{address}&contacts=on").status_code == 403


def test_contacts_that_leave_are_recorded_with_who_took_whose(
    administrator: Client, reviewer: Client, tmp_path: Path
) -> None:
    told = ContactFactory(company=ProjectFactory().company).company
    CompanyFactory()  # has no contact to tell

    for client, query in (
        (administrator, "format=csv"),
        (reviewer, "format=csv&contacts=on"),
        (administrator, "format=csv&contacts=on"),
        (administrator, "format=jsonl&contacts=on&country=LU"),
    ):
        client.get(f"/staff/export/?{query}")
    call_command("export_profiles", tmp_path / "all.jsonl", "--contacts")

    person = User.objects.get(pk=administrator.session["_auth_user_id"])
    exports = ContactExport.objects.order_by("pk")
    assert [(export.user, export.file_format, export.company_ids) for export in exports] == [
        (person, "csv", [told.pk]),
        (person, "jsonl", []),
        (None, "jsonl", [told.pk]),
    ]
    page = administrator.get(reverse("admin:exchange_contactexport_change", args=[exports[0].pk]))
    assert told.name in page.content.decode()
    assert "hidden.person" not in page.content.decode()
    sign_in_afresh(administrator, person)
    assert administrator.post(page.wsgi_request.path, {"file_format": "xlsx"}).status_code == 403


def _cells(response: Any, kind: str) -> list[str]:
    if kind == "csv":
        return [cell for row in csv.reader(StringIO(text_of(response))) for cell in row]
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row]


def test_export_is_narrowed_by_country_and_state(reviewer: Client) -> None:
    CompanyFactory(name="Wanted", country="LU", status="draft")
    CompanyFactory(name="Other", country="LU")
    CompanyFactory(name="Another", status="draft")

    text = text_of(reviewer.get("/staff/export/", {"format": "csv", "country": "LU", "status": "draft"}))

    assert ("Wanted" in text, "Other" in text, "Another" in text) == (True, False, False)


def test_export_with_nonsense_shows_the_form_again(reviewer: Client) -> None:
    response = reviewer.get("/staff/export/", {"format": "pdf"})

    assert response.status_code == 422
    assert re.search("Select a valid choice", text_of(response))


def test_too_many_for_a_spreadsheet_are_offered_as_text(reviewer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_IN_SPREADSHEET", 1)
    CompanyFactory.create_batch(2)

    refused, given = (reviewer.get("/staff/export/", {"format": kind}) for kind in ("xlsx", "csv"))

    assert (refused.status_code, given.status_code) == (422, 200)
    assert "Choose CSV or narrow your selection" in text_of(refused)


def test_export_asks_as_much_for_three_companies_as_for_one(administrator: Client) -> None:
    asked = []
    for count in (1, 3):
        while Company.objects.count() < count:
            ContactFactory(company=CompanyFactory())
        with CaptureQueriesContext(connection) as queries:
            text_of(administrator.get("/staff/export/", {"format": "csv", "contacts": "on"}))
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_companies_leave_as_json_lines_and_come_back_unchanged(administrator: Client) -> None:
    company = ProjectFactory(company=ContactFactory().company).company
    CompanyFactory(name="Without a project")
    before = [*Company.objects.order_by("pk").values(), *Project.objects.order_by("pk").values()]

    content = text_of(administrator.get("/staff/export/", {"format": "jsonl", "contacts": "on"}))
    address = upload(administrator, content.encode(), "companies.jsonl").url
    administrator.post(f"{address}confirm/")
    apply_import(ImportBatch.objects.get().pk)

    (record,) = (line.record for line in read_companies(BytesIO(content.encode())) if isinstance(line, CompanyLine))
    assert record.source_id == company.public_id
    assert record.contact is not None
    assert list(ImportBatch.objects.get().rows.values_list("outcome", flat=True)) == ["unchanged"]
    after = [*Company.objects.order_by("pk").values(), *Project.objects.order_by("pk").values()]
    assert [row | {"source_digest": ""} for row in after] == [row | {"source_digest": ""} for row in before]


def test_json_lines_hold_contacts_for_administrators_who_ask_alone(administrator: Client, reviewer: Client) -> None:
    ProjectFactory(company=ContactFactory().company)

    plain = [text_of(client.get("/staff/export/", {"format": "jsonl"})) for client in (administrator, reviewer)]

    assert all("hidden.person" not in text for text in plain)


def test_json_lines_ask_as_much_for_three_companies_as_for_one(administrator: Client) -> None:
    asked = []
    for count in (1, 3):
        while Company.objects.count() < count:
            ContactFactory(company=ProjectFactory().company)
        with CaptureQueriesContext(connection) as queries:
            text_of(administrator.get("/staff/export/", {"format": "jsonl", "contacts": "on"}))
        asked.append(len(queries))

    assert asked[0] == asked[1]
