"""The file behind an import from a table: read, stored, and forgotten in the end."""

from datetime import timedelta

import pytest

from exchange.errors import SpreadsheetRefusedError
from exchange.models import ImportBatch, ImportRow
from exchange.services.table_imports import (
    check_upload,
    confirm_import,
    purge_old_imports,
    unpack_line,
)
from exchange.tables.tables import MAX_FILE_BYTES
from tests.clocks import travel
from tests.exchange.tables.test_xlsx_files import workbook_of
from tests.exchange.uploads import OPTIONS, ROW, check, csv_of, outcomes
from tests.factories import AdministratorFactory

pytestmark = pytest.mark.django_db


def test_files_are_forgotten_after_thirty_days() -> None:
    with travel("2026-10-01T10:00:00+00:00", tick=False) as clock:
        old, under_way = check(ROW), check(ROW)
        confirm_import(under_way, by=AdministratorFactory())
        clock.shift(timedelta(days=31))
        young = check(ROW)

        assert purge_old_imports() == 1

    assert set(ImportBatch.objects.all()) == {under_way, young}
    assert old.pk not in ImportBatch.objects.values_list("pk", flat=True)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"x" * (MAX_FILE_BYTES + 1), "list.csv", "larger than 20 MiB"),
        (csv_of(ROW).splitlines(keepends=True)[0], "list.csv", "no company below it"),
        (b"<html><table><tr><td>name</td></tr></table>", "list.xls", "This is a web page, whatever its name says."),
        (b"PK\x03\x04", "list.xlsx", "This is not a readable .xlsx file:"),
    ],
)
def test_file_that_is_no_list_of_companies_is_refused_whole(content: bytes, name: str, words: str) -> None:
    with pytest.raises(SpreadsheetRefusedError, match=words):
        check_upload(content, file_name=name, by=AdministratorFactory(), options=OPTIONS)

    assert ImportBatch.objects.count() == 0


def test_spreadsheet_with_the_wrong_name_is_read_all_the_same() -> None:
    content = workbook_of([list(ROW), list(ROW.values())])

    batch = check_upload(content, file_name="../list.csv", by=AdministratorFactory(), options=OPTIONS)

    assert (batch.file_name, outcomes(batch)) == ("list.csv", [(2, "create")])


def test_stored_row_is_the_row_that_was_read() -> None:
    number = {"registration_number": "124-81-00998", "is_sme_eu": "yes", "sme_year": "2026"}
    row = check(ROW | number | {"contact_name": "A", "contact_email": "a@b.example"}).rows.get()

    line = unpack_line(row)

    assert line.record.digest() == unpack_line(ImportRow.objects.get()).record.digest()
    assert line.record.fields["languages"] == ["ko", "en"]
    assert line.record.contact == {"name": "A", "email": "a@b.example"}
