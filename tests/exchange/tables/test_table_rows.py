from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.records import CompanyRecord
from exchange.errors import SpreadsheetRefusedError
from exchange.profiles.reading import CompanyLine, InvalidLine
from exchange.tables.cells import FORMULA_STARTS, cell_text, convert_cell
from exchange.tables.columns import COMPANY_COLUMNS, fold_word, recognise_header
from exchange.tables.table_rows import ReadTable, read_table
from exchange.tables.tables import Row, Table, TableFile

COMPANY: dict[str, Any] = {
    "id": "kr-01",
    "name": "Hanbit Cycle",
    "country": "KR",
    "city": "Daejeon",
    "languages": "ko, en",
    "summary": "Recycles glass.",
}
PROJECT: dict[str, Any] = {
    "company": "kr-01",
    "id": "p1",
    "language": "Korean",
    "title": "Glass line",
    "summary": "A line.",
    "offer": "A machine.",
    "seek": "A site.",
    "cooperation": "Technology transfer (provider); joint_research: peer",
    "green_objectives": "Circular economy; 기후변화 완화, water",
    "digital": "ai",
    "trl": 7,
    "partner_trl_min": 4,
    "partner_trl_max": 9,
}


def table_of(*records: dict[str, Any], name: str = "") -> Table:
    keys = list(dict.fromkeys(key for record in records for key in record))
    rows = tuple(Row(number, tuple(record.get(key) for key in keys)) for number, record in enumerate(records, 2))
    return Table(Row(1, tuple(keys)), rows, name)


def read(*companies: dict[str, Any], projects: list[dict[str, Any]] | None = None) -> ReadTable:
    return read_table(TableFile(table_of(*companies), table_of(*projects, name="Projects") if projects else None))


def record_of(**changes: Any) -> CompanyRecord:
    (line,) = read(COMPANY | changes).lines
    assert isinstance(line, CompanyLine), line.reasons
    return line.record


def reasons_of(**changes: Any) -> tuple[str, ...]:
    (line,) = read(COMPANY | changes).lines
    assert isinstance(line, InvalidLine)
    return line.reasons


def test_least_row_becomes_a_record_that_says_nothing_more() -> None:
    assert record_of() == CompanyRecord(
        "kr-01",
        {
            "name": "Hanbit Cycle",
            "country": "KR",
            "city": "Daejeon",
            "languages": ["ko", "en"],
            "summary": "Recycles glass.",
        },
        (),
    )


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("country", "대한민국", "KR"),
        ("country", "Südkorea", "KR"),
        ("country", "luxembourg", "LU"),
        ("languages", "Koreanisch; anglais / Français", ["ko", "en", "fr"]),
        ("employees", "1,234", 1234),
        ("employees", 38.0, 38),
        ("nace", 38.3, ["38.30"]),
        ("nace", "38.32; 1.11", ["38.32", "01.11"]),
        ("registration_number", 1248100998, "124-81-00998"),
        ("website", "https://hanbit.example", "https://hanbit.example"),
        ("name", "'=Equal", "=Equal"),
        ("name", "'Tis", "'Tis"),
        ("founded", "", None),
    ],
)
def test_cells_are_read_as_people_write_them(key: str, cell: object, value: object) -> None:
    if key == "country" and value == "LU":
        assert record_of(country=cell, id="lu-01").fields["country"] == "LU"
        return

    assert record_of(**{key: cell}).fields.get(key) == value


@pytest.mark.parametrize(
    ("word", "value"), [("예", True), ("Oui", True), ("NEIN", False), ("아니요", False), ("1", True)]
)
def test_yes_and_no_are_known_in_four_languages(word: str, value: bool) -> None:
    assert record_of(is_sme_eu=word, sme_year="2026").fields["is_sme_eu"] == value


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"city": ""}, "Column D (city): the cell is empty; fill it in."),
        ({"employees": "about 40"}, "Column G (employees): expected a whole number, found text; correct the value."),
        ({"country": "France"}, "Column C (country): unknown code “France”; allowed codes: KR, LU."),
        ({"website": "hanbit"}, "Column G (website): not a web address; use the format https://company.example."),
        ({"nace": "99.99; 04.10"}, "Column G (nace): entry 2: NACE Rev. 2 has no division 04. Check the class"),
        ({"registration_number": "124-81-00999"}, "Column G (registration_number): This Korean business"),
        ({"is_sme_eu": "yes"}, "Column “sme_year”: a declaration needs a year; add it."),
        (
            {"contact_email": "a@b.example"},
            "Column “contact_name”: a contact person needs a name and an e-mail address",
        ),
        ({"id": ""}, "Column A (id): the row has neither an ID nor a registration number to identify it"),
    ],
)
def test_what_is_wrong_is_said_with_its_column(changes: dict[str, Any], reason: str) -> None:
    (found,) = reasons_of(**changes)

    assert found.startswith(reason)


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    assert len(reasons_of(country="France", city="", employees="many", website="x")) == 4


def test_row_without_an_id_is_known_by_its_number() -> None:
    assert record_of(id="", registration_number="124-81-00998").source_id == "KR-1248100998"


def test_id_used_twice_is_refused_with_the_line_of_the_first() -> None:
    lines = read(COMPANY, COMPANY | {"name": "Other"}).lines

    assert isinstance(lines[1], InvalidLine)
    assert "already used in row 2" in lines[1].reasons[0]


def test_projects_of_the_second_sheet_belong_to_their_company() -> None:
    (line,) = read(COMPANY, projects=[PROJECT]).lines

    assert isinstance(line, CompanyLine)
    (project,) = line.record.projects
    assert project.cooperations == (("technology_transfer", "provider"), ("joint_research", "peer"))
    assert project.fields["green_objectives"] == ["circular_economy", "climate_mitigation", "water"]
    assert (project.fields["language"], project.fields["partner_trl_min"]) == ("ko", 4)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"trl": 12}, "Sheet “Projects”, row 2, Column K (trl): must be a whole number from 1 to 9"),
        (
            {"partner_trl_min": ""},
            "enter both technology levels of a partner, the lower one first, or leave both empty",
        ),
        ({"cooperation": "joint research"}, "missing: role"),
        (
            {"cooperation": "technology_transfer: peer"},
            "role: peer is possible only with joint_research, joint_venture; choose provider or seeker",
        ),
    ],
)
def test_wrong_project_refuses_its_company_and_says_where(changes: dict[str, Any], words: str) -> None:
    lines = read(COMPANY, COMPANY | {"id": "kr-02"}, projects=[PROJECT | changes]).lines

    assert isinstance(lines[0], InvalidLine)
    assert words in lines[0].reasons[0]
    assert isinstance(lines[1], CompanyLine)


def test_project_of_nobody_is_noted() -> None:
    assert read(COMPANY, projects=[PROJECT | {"company": "kr-99"}]).notes == (
        "Sheet “Projects”, row 2: the first sheet has no company with the ID kr-99; the row was left out.",
    )


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
    ("names", "words"),
    [
        (["name", "country", "cty", "languages", "summary"], "no column for: city.* Did you mean “city”"),
        (["name", "country", "city", "Ville", "languages", "summary"], "The columns C, D both contain “city”"),
        (["1", "2"], "no column for: company name in Latin script, country, city, working languages, summary"),
    ],
)
def test_wrong_header_refuses_the_file_in_words(names: list[str], words: str) -> None:
    with pytest.raises(SpreadsheetRefusedError, match=words):
        recognise_header(Row(1, tuple(names)), COMPANY_COLUMNS)


@given(st.text(max_size=12), st.sampled_from([column.key for column in COMPANY_COLUMNS]))
def test_no_cell_breaks_a_row(text: str, key: str) -> None:
    (line,) = read_table(TableFile(table_of(COMPANY | {key: text}))).lines

    assert isinstance(line, CompanyLine) or line.reasons


@given(st.text(min_size=1, max_size=8))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold_word(fold_word(word)) == fold_word(word)


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_apostrophe_before_a_sleeping_formula_goes(start: str) -> None:
    assert cell_text(f"'{start}1+1") == f"{start}1+1"


def test_unknown_words_stay_for_the_reader_to_refuse() -> None:
    assert convert_cell("is_sme_eu", "maybe") == "maybe"
    assert convert_cell("green_objectives", "peace") == ["peace"]
