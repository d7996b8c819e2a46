import pytest

from exchange.tables.columns import COMPANY_COLUMNS
from exchange.tables.headers import recognise_header
from exchange.tables.tables import Row


@pytest.mark.parametrize(
    "names",
    [
        ["Company name", "Country", "City", "Working languages", "Summary"],
        ["영문 회사명", "국가", "도시", "사용 언어", "소개"],
        ["Raison sociale", "Pays", "Ville", "Langues", "Présentation"],
        ["Firma", "Land", "Stadt", "Sprachen", "Beschreibung"],
    ],
)
def test_columns_are_known_in_four_languages(names: list[str]) -> None:
    header = recognise_header(Row(1, tuple(names)), COMPANY_COLUMNS)

    assert list(header.positions) == ["name", "country", "city", "languages", "summary"]
    assert header.notes == ()


def test_every_label_and_key_is_known() -> None:
    for column in COMPANY_COLUMNS:
        others = [other.key for other in COMPANY_COLUMNS if other.is_required and other.key != column.key]
        header = recognise_header(Row(1, (str(column.label), *others)), COMPANY_COLUMNS)
        assert header.positions[column.key] == 0


def test_near_miss_is_left_out_with_a_suggestion() -> None:
    cells = ("name", "country", "city", "languages", "summary", "Emplyees", "Shoe size")

    header = recognise_header(Row(1, cells), COMPANY_COLUMNS)

    assert header.notes == (
        "Column F (Emplyees) is ignored. Did you mean “employees”?",
        "Column G (Shoe size) is ignored: the template has no column with this name.",
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *(
            ("설립일", "founded"),
            ("연락처", "contact_phone"),
            ("종업원수(명)", "employees"),
            ("연번", "#"),
            ("비고", "-"),
        ),
        *(("매출액(백만원)", "turnover"), ("2025년 매출액(백만원)", "turnover"), ("회사명(영문)", "name")),
        *(("1. 이메일 *", "contact_email"), ("주요 기술분야", "summary"), ("N° TVA", "registration_number")),
        *(
            ("Chiffre d’affaires 2025 (k€)", "turnover"),
            ("Umsatz in T€", "turnover"),
            ("Ansprechpartner:in", "contact_name"),
        ),
        *(("Effectif (ETP)", "employees"), ("Gründungsjahr", "founded"), ("Téléphone", "contact_phone")),
    ],
)
def test_columns_are_known_by_what_people_call_them(name: str, key: str) -> None:
    (head,) = recognise_header(Row(1, (name,)), COMPANY_COLUMNS).heads

    assert head.key == key


def test_of_two_columns_with_one_meaning_the_first_is_read_and_of_years_the_latest() -> None:
    header = recognise_header(Row(1, ("City", "Ville", "매출액(2024)", "매출액(2025)")), COMPANY_COLUMNS)

    assert header.positions == {"city": 0, "turnover": 3}
    assert len(header.notes) == 2


def test_columns_without_a_known_name_are_known_by_their_values() -> None:
    rows = [Row(2, ("a@b.example", "www.b.example", "124-81-00998", "x"))]

    header = recognise_header(Row(1, ("A", "B", "C", "D")), COMPANY_COLUMNS, rows=rows)

    assert header.positions == {"contact_email": 0, "website": 1, "registration_number": 2}


def test_what_a_person_chose_goes_before_every_name() -> None:
    header = recognise_header(Row(1, ("City", "X")), COMPANY_COLUMNS, chosen={"city": "", "x": "city"})

    assert header.positions == {"city": 1}


@pytest.mark.parametrize(
    ("ids", "is_read"), [(("1", "2", "3"), False), (("7", "2", "3"), True), (("A-1", "A-2", "A-3"), True)]
)
def test_numbers_that_count_the_rows_are_no_ids(ids: tuple[str, ...], is_read: bool) -> None:
    for name in ("id", "번호"):
        rows = [Row(number, (found,)) for number, found in enumerate(ids, 2)]
        assert ("id" in recognise_header(Row(1, (name,)), COMPANY_COLUMNS, rows=rows).positions) == is_read
