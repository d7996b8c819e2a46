"""Files read down to the tables in them."""

from typing import Any

from exchange.tables.csv_files import read_csv_rows
from exchange.tables.layouts import lay_out
from exchange.tables.tables import TableFile
from exchange.tables.xlsx_files import read_xlsx_rows


def read_csv(content: bytes) -> TableFile:
    return lay_out(read_csv_rows(content))


def read_xlsx(content: bytes, **options: Any) -> TableFile:
    return lay_out(read_xlsx_rows(content, **options))
