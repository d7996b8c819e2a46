"""A list is read as a person says, and rows are mended where they stand."""

import pytest
from django.test import Client

from companies.models import Company
from companies.queries.remarks import remarks_for
from exchange.models import ColumnChoice, ImportBatch
from exchange.services.mending import mend_row
from exchange.services.table_imports import apply_import, check_upload, confirm_import, read_again
from exchange.tables.tables import Choices
from tests.exchange.uploads import OPTIONS, ROW, bring_in, check, outcomes
from tests.factories import AdministratorFactory, ReviewerFactory
from values.errors import StateConflictError


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


pytestmark = pytest.mark.django_db

LIST = "뭐지,국가,이메일,메모\n한빛(주),한국,a@hanbit.example,x\n".encode()


def check_list(content: bytes = LIST) -> ImportBatch:
    return check_upload(content, file_name="list.csv", by=AdministratorFactory(), options=OPTIONS)


def test_a_column_nobody_knows_is_chosen_and_remembered_for_its_source() -> None:
    batch = check_list()
    before = outcomes(batch)

    read_again(batch, choices=Choices(columns={"뭐지": "name_local"}))

    assert (before, outcomes(batch)) == ([(2, "refuse")], [(2, "create")])
    assert ColumnChoice.objects.get().key == "name_local"
    assert outcomes(check_list()) == [(2, "create")]


def test_another_encoding_can_be_chosen() -> None:
    batch = check_list("nom,pays,mail\nCafé,Luxembourg,a@b.example\n".encode("cp1252"))

    read_again(batch, choices=Choices(encoding="mac_roman"))

    assert batch.rows.get().name == "CafÈ"
    with pytest.raises(Exception, match="Choose another one"):
        read_again(batch, choices=Choices(encoding="utf-8"))


def test_rows_without_a_country_take_the_one_that_was_chosen() -> None:
    batch = check_list(b"name,email\nHanbit,a@b.example\n")

    read_again(batch, choices=Choices(country="KR"))

    assert (outcomes(batch), batch.rows.get().record["fields"]["country"]) == ([(2, "create")], "KR")


def test_a_refused_row_is_mended_and_goes_in_with_the_others() -> None:
    batch = check(ROW | {"employees": 38}, ROW | {"id": "kr-02", "name": "Second", "country": "Mars", "employees": 250})
    row = batch.rows.get(line=3)
    assert (row.name, row.outcome) == ("Second", "refuse")

    mend_row(row, cells={"country": "Korea"})
    confirm_import(batch, by=AdministratorFactory())
    apply_import(batch.pk)

    assert Company.objects.get(name="Second").employees == 250


def test_what_was_typed_stays_when_the_row_is_refused_again() -> None:
    row = check(ROW | {"country": "Mars"}).rows.get()

    mend_row(row, cells={"country": "Venus", "city": "Busan"})

    row.refresh_from_db()
    assert (row.outcome, "Venus" in row.cells, "Busan" in row.cells) == ("refuse", True, True)


def test_a_row_that_becomes_another_one_of_its_list_is_refused() -> None:
    batch = check(ROW, ROW | {"id": "kr-02", "country": "Mars"})

    row = mend_row(batch.rows.get(line=3), cells={"country": "KR", "id": "kr-01"})

    assert (row.outcome, row.record) == ("refuse", None)


def test_nothing_is_mended_once_the_import_is_confirmed() -> None:
    batch = check(ROW, ROW | {"id": "kr-02", "country": "Mars"})
    confirm_import(batch, by=AdministratorFactory())

    with pytest.raises(StateConflictError):
        mend_row(batch.rows.get(line=3), cells={"country": "KR"})
    with pytest.raises(StateConflictError):
        read_again(batch, choices=Choices())


def test_people_of_the_company_read_what_could_not_be_read_until_they_say_it() -> None:
    bring_in(ROW | {"employees": "many"})
    company = Company.objects.get()
    told = remarks_for(company)
    company.employees = 12

    assert list(told) == ["employees"]
    assert "In the file: “many”." in told["employees"][0]
    assert remarks_for(company) == {}


def test_a_corrected_list_changes_only_what_was_left() -> None:
    bring_in(ROW, ROW | {"id": "kr-02", "name": "Second", "country": "Mars"})

    batch = bring_in(ROW, ROW | {"id": "kr-02", "name": "Second"})

    assert outcomes(batch) == [(2, "unchanged"), (3, "create")]


def test_a_number_that_comes_later_finds_the_company_filed_by_its_name() -> None:
    row = {"name": "Hanbit", "country": "KR", "email": "a@b.example"}
    bring_in(row | {"registration_number": "124-81-00999"})

    batch = bring_in(row | {"registration_number": "124-81-00998"})

    assert outcomes(batch) == [(2, "update")]
    assert Company.objects.get().registration_number == "124-81-00998"


def test_the_pages_lead_from_the_file_to_its_companies(reviewer: Client) -> None:
    batch = check_list(LIST + "그린(주),프랑스,b@green.example,y\n".encode())
    page = f"/staff/imports/{batch.pk}/"

    shown = reviewer.get(page).content.decode()
    clash = reviewer.post(f"{page}read/", {"column_0": "name", "column_1": "country", "column_2": "country"})
    reviewer.post(f"{page}read/", {"column_0": "name_local", "column_1": "country", "column_2": "contact_email"})
    refused = reviewer.post(
        f"{page}rows/3/", {"name_local": "그린(주)", "country": "Mars", "contact_email": "b@g.example"}
    )
    mended = reviewer.post(
        f"{page}rows/3/", {"name_local": "그린(주)", "country": "KR", "contact_email": "b@g.example"}
    )

    assert "한빛(주)" in shown
    assert (clash.status_code, "Another column is already read as this" in clash.content.decode()) == (422, True)
    assert (refused.status_code, 'value="Mars"' in refused.content.decode()) == (422, True)
    assert mended.status_code == 302
    assert outcomes(batch) == [(2, "create"), (3, "create")]
