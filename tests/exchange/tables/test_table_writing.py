import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from companies.models import Company, Contact
from exchange.profiles.reading import CompanyLine
from exchange.tables.cells import FORMULA_STARTS, cell_text
from exchange.tables.columns import COMPANY_COLUMNS
from exchange.tables.table_rows import read_table
from exchange.tables.table_writing import (
    columns_to_write,
    company_cells,
    defuse,
    header_of,
    template_sheets,
    write_csv,
    write_xlsx,
)
from tests.exchange.tables.layouts import read_csv, read_xlsx
from tests.factories import CompanyFactory, ContactFactory

COLUMNS = columns_to_write(is_with_contacts=True)


def exported(company: Company, contact: Contact | None = None) -> bytes:
    return "".join(write_csv([header_of(COLUMNS), company_cells(company, COLUMNS, contact)])).encode()


@pytest.mark.django_db
@pytest.mark.parametrize("money", [(4_200_000, "EUR"), (3_100_000_000, "KRW"), (None, "")])
@pytest.mark.parametrize("language", ["en", "fr", "de", "ko"])
def test_what_was_exported_in_any_language_reads_back_equal(language: str, money: tuple[int | None, str]) -> None:
    company = CompanyFactory(
        name="=Hanbit",
        registration_number="124-81-00998",
        turnover=money[0],
        turnover_currency=money[1],
        is_sme_eu=True,
        is_sme_korea=False,
        sme_year=2026,
        summary="Line one,\n“line” two; three",
    )
    contact = ContactFactory(company=company)

    with translation.override(language):
        (line,) = read_table(read_csv(exported(company, contact))).lines
        sheet = write_xlsx([("Companies", [header_of(COLUMNS), company_cells(company, COLUMNS, contact)])])
        assert read_table(read_xlsx(sheet)).lines == (line,)

    assert isinstance(line, CompanyLine)
    assert ("turnover" in line.record.fields) == (money[0] is not None)
    assert line.record.public_id == company.public_id
    assert line.record.contact == {"name": contact.name, "email": contact.email, "phone": "+82421234567"}
    assert {name: getattr(company, name) for name in line.record.fields} == line.record.fields


@pytest.mark.parametrize("language", ["en", "fr", "de", "ko"])
def test_template_is_accepted_by_the_import(language: str) -> None:
    with translation.override(language):
        table = read_table(read_xlsx(write_xlsx(template_sheets())))

    (line,) = table.lines
    assert isinstance(line, CompanyLine)
    assert (len(line.record.projects), table.notes) == (1, ())


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_formulae_sleep_in_both_kinds_of_file(start: str) -> None:
    company = CompanyFactory.build(name=f"{start}cmd|' /C calc'!A0")

    cells = company_cells(company, COLUMNS)

    (row,) = read_xlsx(write_xlsx([("x", [["name"], [cells[2]]])])).companies.rows
    assert cells[2] == f"'{company.name}"
    assert str(row.cells[0]).startswith("'")


def test_characters_that_no_spreadsheet_can_hold_are_left_out() -> None:
    (row,) = read_xlsx(write_xlsx([("x", [["name"], ["Han\x0bbit"]])])).companies.rows

    assert row.cells == ("Hanbit",)


def test_contacts_are_left_out_unless_asked_for() -> None:
    keys = {column.key for column in columns_to_write(is_with_contacts=False)}

    assert {column.key for column in COMPANY_COLUMNS} - keys == {"contact_name", "contact_email", "contact_phone"}


@given(st.text(max_size=30))
def test_nothing_exported_begins_like_a_formula_and_all_of_it_comes_back(text: str) -> None:
    cell = defuse(text)

    assert not str(cell).startswith(FORMULA_STARTS)
    if not text.startswith("'"):
        assert cell_text(cell) == text.strip() or text != text.strip()


@pytest.mark.parametrize(("language", "separator", "number"), [("en", ",", "2.5"), ("de", ";", '"2,5"')])
def test_a_text_file_opens_in_columns_in_the_spreadsheets_of_its_reader(
    language: str, separator: str, number: str
) -> None:
    with translation.override(language):
        _mark, line = write_csv([["Kraus", 2.5, "25.11", "0012", "12", "＝1+1"]])

    assert line.strip() == separator.join(["Kraus", number.strip('"'), "'25.11", "'0012", "12", "＝1+1"])


@pytest.mark.parametrize("start", ["=", "＝", "＋", "－", "＠"])
def test_full_width_signs_of_formulae_sleep_too(start: str) -> None:
    assert defuse(f"{start}1+1") == f"'{start}1+1"
