"""Files written when a column had another name still match."""

from collections.abc import Mapping

import pytest

from exchange.tables.columns import PROJECT_COLUMNS, READ_COMPANY_COLUMNS, Column
from exchange.tables.former_names import FORMER_COMPANY_NAMES, FORMER_PROJECT_NAMES
from exchange.tables.headers import recognise_header
from exchange.tables.tables import Row


@pytest.mark.parametrize(
    ("columns", "former_names"), [(READ_COMPANY_COLUMNS, FORMER_COMPANY_NAMES), (PROJECT_COLUMNS, FORMER_PROJECT_NAMES)]
)
def test_a_column_is_known_by_what_it_was_called(
    columns: tuple[Column, ...], former_names: Mapping[str, tuple[str, ...]]
) -> None:
    required = [column.key for column in columns if column.is_required]
    for key, names in former_names.items():
        others = [other for other in required if other != key]
        for name in names:
            header = recognise_header(Row(1, (name, *others)), columns)

            assert header.positions[key] == 0, name
