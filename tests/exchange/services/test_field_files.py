"""Files as people in both countries really keep and save them: each company of each goes in."""

from pathlib import Path
from typing import Any

import pytest

from companies.models import Company, Contact
from exchange.models import ImportBatch
from exchange.services.table_imports import apply_import, check_upload, confirm_import
from tests.exchange.uploads import OPTIONS
from tests.factories import AdministratorFactory

pytestmark = pytest.mark.django_db

FIELD = Path(__file__).parents[1] / "field"


def bring_in_file(name: str) -> ImportBatch:
    content = (FIELD / name).read_bytes()
    batch = check_upload(content, file_name=name, by=AdministratorFactory(), options=OPTIONS)
    confirm_import(batch, by=AdministratorFactory())
    apply_import(batch.pk)
    batch.refresh_from_db()
    return batch


def refusals(batch: ImportBatch) -> list[Any]:
    return [(row.line, row.name, row.reasons) for row in batch.rows.filter(outcome="refuse")]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("F00-control.xlsx", 3),
        ("F02-excel-luxembourg-cp1252.csv", 1),
        ("F04-sep-line.csv", 1),
        ("F05-header-with-line-break.csv", 1),
        ("F08-x000d.xlsx", 1),
        ("F09-telephones-as-people-write-them.xlsx", 5),
        ("F10-numbers-as-people-write-them.xlsx", 4),
        ("F28-hanja-cp949.csv", 1),
        ("F29-text-formula.csv", 2),
        ("F30-nace-after-excel.csv", 2),
        ("F41-text-named-xls.xls", 1),
        ("list-cp949-title.csv", 40),
        ("list-plain.xlsx", 40),
    ],
)
def test_every_company_of_the_file_goes_in_with_every_cell(name: str, count: int) -> None:
    batch = bring_in_file(name)

    assert refusals(batch) == []
    assert [(row.line, row.remarks) for row in batch.rows.exclude(remarks=[])] == []
    assert Company.objects.count() == Contact.objects.count() == count
