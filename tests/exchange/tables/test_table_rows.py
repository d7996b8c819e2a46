from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.records import CompanyRecord
from exchange.profiles.reading import CompanyLine, InvalidLine
from exchange.tables.cells import FORMULA_STARTS, cell_text, convert_cell
from exchange.tables.columns import COMPANY_COLUMNS, fold_word
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


def remarks_of(**changes: Any) -> list[str]:
    (line,) = read(COMPANY | changes).lines
    assert isinstance(line, CompanyLine), line.reasons
    return [remark.text for remark in line.remarks]


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
        ("employees", "about 40", 40),
        ("country", "룩셈부르크 ", "LU"),
        ("registration_number", '="1248100998"', "124-81-00998"),
        ("registration_number", "'124-81-00998", "124-81-00998"),
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
        ({"country": "France"}, "Column C (country): unknown code “France”; allowed codes: KR, LU."),
        ({"country": ""}, "Column C (country): the cell is empty; fill it in."),
        ({"name": ""}, "Column B (name): the cell is empty; fill it in."),
        ({"name": "\u3164"}, "Column B (name): the cell is empty; fill it in."),
        (
            {"id": ""},
            "Column “contact_email”: the row has no ID, registration number or way to reach the company;",
        ),
    ],
)
def test_what_a_row_cannot_do_without_is_said_with_its_column(changes: dict[str, Any], reason: str) -> None:
    (found,) = reasons_of(**changes)

    assert found.startswith(reason)


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"employees": "many"}, "Column G (employees): This is not a number. Enter digits, for example 1250."),
        ({"website": "hanbit"}, "Column G (website): This is not a web address. Enter one, for example https://com"),
        ({"nace": "99.99; 04.10"}, "Column G (nace): NACE Rev. 2 has no division 04. Check the class"),
        ({"registration_number": "124-81-00999"}, "Column G (registration_number): This Korean business"),
        ({"is_sme_eu": "yes"}, "Column G (is_sme_eu): a declaration needs a year; add it."),
        ({"is_sme_eu": "maybe"}, "Column G (is_sme_eu): write yes or no."),
        ({"founded": "soon"}, "Column G (founded): This is not a year. Enter four digits, for example 2015."),
        ({"contact_phone": "042-123-4567"}, "Column G (contact_phone): a contact person needs an e-mail address"),
    ],
)
def test_a_cell_that_cannot_be_read_is_left_empty_with_a_remark(changes: dict[str, Any], remark: str) -> None:
    (found,) = remarks_of(**changes)

    assert found.startswith(remark)
    assert record_of(**changes).fields == record_of().fields


def test_a_remark_keeps_what_the_cell_says_but_of_a_number_that_may_be_a_persons() -> None:
    assert remarks_of(employees="many")[0].endswith("In the file: “many”.")
    assert "900101" not in remarks_of(registration_number="900101-1234568")[0]


@pytest.mark.parametrize("cell", ["-", "–", "없음", "N/A", "해당없음"])
def test_words_for_nothing_say_nothing(cell: str) -> None:
    assert record_of(employees=cell, website=cell, city=cell) == record_of(city="")


def test_all_that_keeps_a_row_out_is_said_at_once() -> None:
    assert len(reasons_of(country="France", name="")) == 2


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({"name": "한빛(주)"}, ("한빛(주)", "한빛(주)")),
        ({"name": "", "name_local": "한빛(주)"}, ("한빛(주)", "한빛(주)")),
        ({"name": "한빛(주)", "name_local": "Hanbit Co., Ltd."}, ("Hanbit Co., Ltd.", "한빛(주)")),
        ({"name": "Hanbit", "name_local": "한빛"}, ("Hanbit", "한빛")),
    ],
)
def test_names_stand_in_the_column_of_their_script(changes: dict[str, Any], names: tuple[str, str]) -> None:
    fields = record_of(**changes).fields

    assert (fields["name"], fields["name_local"]) == names


def test_the_country_follows_from_the_registration_number() -> None:
    assert record_of(country="", registration_number="124-81-00998").fields["country"] == "KR"
    assert record_of(country="", registration_number="LU15027442").fields["country"] == "LU"


def test_row_with_neither_id_nor_number_is_known_by_its_name() -> None:
    ids = {record_of(id="", website="hanbit.example", name=name).source_id for name in ("Hanbit", "HANBIT Co., Ltd.")}

    assert len(ids) == 1


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
    assert convert_cell("green_objectives", "peace") == ["peace"]
