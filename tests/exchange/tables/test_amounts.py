"""Turnovers in tables: unit and currency may stand in the head of the column, a column of their own, or the cell."""

from typing import Any

import pytest

from exchange.profiles.reading import CompanyLine, InvalidLine
from exchange.tables.table_rows import read_table
from exchange.tables.tables import Row, Table, TableFile

COMPANY: dict[str, Any] = {
    "id": "n1",
    "name": "Number 1",
    "country": "KR",
    "city": "Daejeon",
    "languages": "ko",
    "summary": "We recycle panels.",
}


def line_of(**cells: Any) -> CompanyLine | InvalidLine:
    company = COMPANY | cells
    (line,) = read_table(TableFile(Table(Row(1, tuple(company)), (Row(2, tuple(company.values())),)))).lines
    return line


def money_of(**cells: Any) -> tuple[object, object]:
    line = line_of(**cells)
    assert isinstance(line, CompanyLine), line.reasons
    return line.record.fields.get("turnover"), line.record.fields.get("turnover_currency")


def reason_of(**cells: Any) -> str:
    line = line_of(**cells)
    assert isinstance(line, CompanyLine)
    (remark,) = line.remarks
    return remark.text


@pytest.mark.parametrize(
    "cell", ["４２０００００", "4 200 000,00 €", "4,200,000.00", "€ 4 200 000", "4.200.000 EUR", 4200000, 4.2e6]
)
def test_the_column_that_was_in_euros_is_still_read(cell: object) -> None:
    assert money_of(turnover_eur=cell) == (4_200_000, "EUR")
    assert money_of(**{"Turnover last year, in euros": cell}) == (4_200_000, "EUR")


def test_a_cell_that_names_another_currency_than_the_old_column_is_believed() -> None:
    assert money_of(turnover_eur="4200000원") == (4_200_000, "KRW")


@pytest.mark.parametrize(
    ("head", "cell", "money"),
    [
        ("매출액(백만원)", 3100, (3_100_000_000, "KRW")),
        ("매출액(백만원)", "3,100", (3_100_000_000, "KRW")),
        ("매출액(백만원)", 310.125, (310_125_000, "KRW")),
        ("매출액 (단위: 천원)", "4,200", (4_200_000, "KRW")),
        ("매출액\n(억원)", "31", (3_100_000_000, "KRW")),
        ("매출액(원)", "3,100,000,000", (3_100_000_000, "KRW")),
        ("매출액", "31억", (3_100_000_000, "KRW")),
        ("매출액", 3_100_000_000, (3_100_000_000, "KRW")),
        ("Turnover (EUR)", "250,000", (250_000, "EUR")),
        ("Umsatz in T€", 300, (300_000, "EUR")),
        ("Umsatz in Mio. EUR", "3,1", (3_100_000, "EUR")),
        ("Chiffre d’affaires (k€)", "1 200", (1_200_000, "EUR")),
        ("turnover_krw", "3100000000", (3_100_000_000, "KRW")),
        ("turnover", "31억 원", (3_100_000_000, "KRW")),
        ("turnover", "€1.2 million", (1_200_000, "EUR")),
        ("turnover", "", (None, None)),
    ],
)
def test_units_and_currencies_are_read_where_lists_have_them(
    head: str, cell: object, money: tuple[int | None, str | None]
) -> None:
    assert money_of(**{head: cell}) == money


@pytest.mark.parametrize("currency", ["EUR", "euro", "€", "유로", "Euros"])
def test_a_column_of_its_own_says_the_currency(currency: str) -> None:
    assert money_of(turnover="250.000", currency=currency) == (250_000, "EUR")


def test_what_nobody_named_is_euros_in_luxembourg_and_a_question_in_korea() -> None:
    assert money_of(country="LU", turnover=250_000) == (250_000, "EUR")
    assert reason_of(turnover=250_000) == (
        "Column G (turnover): Add the currency of the amount: EUR for euros or KRW for won. In the file: “250000”."
    )


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"turnover": "5", "currency": "USD"}, "the currency is neither EUR nor KRW; correct it."),
        ({"turnover": "5원", "turnover_eur": "5"}, "two columns state different amounts; keep one of the two."),
        (
            {"turnover": "31억 원", "currency": "EUR"},
            "The amount is in won, but you have chosen euros. Correct one of the two.",
        ),
        (
            {"turnover (EUR)": 3.1},
            "Is this the whole amount? Write all its digits, or add the unit, for example 3.1 million.",
        ),
    ],
)
def test_what_cannot_be_read_says_what_to_do(cells: dict[str, Any], words: str) -> None:
    assert words in reason_of(**cells)
