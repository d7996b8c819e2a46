"""Tables as staff upload them, and what became of them."""

import csv
from io import StringIO
from typing import Any

from exchange.models import ImportBatch
from exchange.services.import_outcomes import ImportOptions
from exchange.services.table_imports import (
    apply_import,
    check_upload,
    confirm_import,
)
from tests.factories import AdministratorFactory

ROW = {
    "id": "kr-01",
    "name": "Hanbit Cycle",
    "country": "Korea",
    "city": "Daejeon",
    "languages": "ko; en",
    "summary": "폐태양광 모듈을 재활용합니다.",
}
OPTIONS = ImportOptions(source="table", is_telling_changes=True)


def csv_of(*rows: dict[str, Any]) -> bytes:
    buffer = StringIO()
    writer = csv.DictWriter(buffer, list(dict.fromkeys(key for row in rows for key in row)))
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def check(*rows: dict[str, Any], options: ImportOptions = OPTIONS) -> ImportBatch:
    return check_upload(csv_of(*rows), file_name="list.csv", by=AdministratorFactory(), options=options)


def bring_in(*rows: dict[str, Any], options: ImportOptions = OPTIONS) -> ImportBatch:
    batch = check(*rows, options=options)
    confirm_import(batch, by=AdministratorFactory())
    apply_import(batch.pk)
    batch.refresh_from_db()
    return batch


def outcomes(batch: ImportBatch) -> list[tuple[int, str]]:
    return list(batch.rows.order_by("line").values_list("line", "outcome"))
