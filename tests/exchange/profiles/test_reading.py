import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.errors import ProfileRefusedError
from exchange.profiles.reading import CompanyLine, InvalidLine, read_companies, read_company
from tests.exchange.profile_lines import company_line, file_of, project_line


def reasons_for(company: dict[str, Any]) -> list[str]:
    with pytest.raises(ProfileRefusedError) as refused:
        read_company(json.dumps(company))
    return refused.value.reasons


def invalid_lines_in(content: bytes) -> list[InvalidLine]:
    return [line for line in read_companies(BytesIO(content)) if isinstance(line, InvalidLine)]


def test_good_line_becomes_a_record() -> None:
    record = read_company(json.dumps(company_line()))

    assert record.source_id == "kr-01"
    assert record.fields["name_local"] == "한빛사이클(주)"
    assert "registration_number" not in record.fields
    assert record.contact is None
    assert record.projects[0].cooperations == (("technology_transfer", "provider"),)
    assert (record.projects[0].fields["partner_trl_min"], record.projects[0].fields["partner_trl_max"]) == (4, 9)


def test_optional_keys_are_read() -> None:
    record = read_company(
        json.dumps(
            company_line(
                registration_number="1248100998",
                sme={"eu": True, "korea": None, "year": 2025},
                contact={"name": "Seoyeon Han", "email": "han@hanbit.example", "phone": "+82 42-862-4173"},
            )
        )
    )

    assert record.fields["registration_number"] == "124-81-00998"
    assert (record.fields["is_sme_eu"], record.fields["is_sme_korea"], record.fields["sme_year"]) == (True, None, 2025)
    assert record.contact == {"name": "Seoyeon Han", "email": "han@hanbit.example", "phone": "+82428624173"}


def test_undisclosed_numbers_may_be_null() -> None:
    record = read_company(json.dumps(company_line(founded=None, employees=None, turnover_eur=None, website="")))

    assert [record.fields[key] for key in ("founded", "employees", "turnover", "website")] == [None, None, None, ""]


def test_record_says_the_same_whatever_the_order_of_keys() -> None:
    line = company_line()

    assert read_company(json.dumps(line)).digest() == read_company(json.dumps(dict(reversed(line.items())))).digest()


def test_loose_korean_letters_are_composed_before_they_are_counted() -> None:
    decomposed = "\u1112\u1161\u11ab" * 100

    record = read_company(json.dumps(company_line(projects=[project_line(title=decomposed)])))

    assert record.projects[0].fields["title"] == "한" * 100


def test_html_is_kept_as_the_text_it_is() -> None:
    record = read_company(json.dumps(company_line(summary="<script>alert(1)</script> & <b>bold</b>")))

    assert record.fields["summary"] == "<script>alert(1)</script> & <b>bold</b>"


def test_line_breaks_are_kept_in_long_texts() -> None:
    record = read_company(json.dumps(company_line(summary="First.\r\nSecond.\tThird.")))

    assert record.fields["summary"] == "First.\nSecond.\tThird."


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"employees": "many"}, "employees: This is not a number. Enter digits, for example 1250."),
        ({"employees": 38.0}, "employees: expected a whole number, found a number with decimals; correct the value."),
        ({"employees": True}, "employees: expected a whole number, found true or false; correct the value."),
        ({"employees": -1}, "employees: must be a whole number from 0 to 1000000; correct it."),
        ({"name": None}, "name: expected text, found null; correct the value."),
        ({"name": " "}, "name: the field is empty; fill it in."),
        ({"name": "x" * 205}, "name: 205 characters, but the limit is 200; shorten the text by 5."),
        ({"name": "\u3164\u200b"}, "name: the field is empty; fill it in."),
        ({"city": "\n\x07\u202e"}, "city: the field is empty; fill it in."),
        ({"summary": "\ud800\x00\u200d"}, "summary: the field is empty; fill it in."),
        ({"country": "FR"}, "country: unknown code “FR”; allowed codes: KR, LU."),
        ({"country": "kr"}, "country: unknown code “kr”; allowed codes: KR, LU."),
        ({"languages": []}, "languages: Number of entries: 0; allowed: 1 to 20. Correct the list."),
        ({"languages": "ko"}, "languages: expected a list, found text; correct the value."),
        (
            {"languages": ["ko", "xx"]},
            (
                "languages: entry 2: “xx” is not an ISO 639-1 language code; use two lower-case letters "
                "such as ko, en, fr or de."
            ),
        ),
        ({"languages": ["ko", "ko"]}, "languages: entry 2 repeats an earlier one; remove it."),
        (
            {"nace": ["38"]},
            "nace: 38: Write a NACE Rev. 2 class as two digits, a point and two digits, for example 38.32.",
        ),
        (
            {"website": "javascript:alert(1)"},
            "website: This is not a web address. Enter one, for example https://company.example.",
        ),
        (
            {"id": "kr 01", "projects": [project_line()]},
            "id: an ID may contain only letters a–z, digits, hyphens, full stops and underscores; correct it.",
        ),
        ({"founded": 2999}, "founded: must be a whole number from 1800 to 2026; correct it."),
        ({"projects": []}, "projects: Number of entries: 0; allowed: 1 to 10. Correct the list."),
        ({"sme": {"eu": True}}, "sme: year: a declaration needs a year; add it."),
        ({"sme": {"kr": True}}, "sme: unknown key “kr”; allowed keys: eu, korea, year."),
        ({"contact": {"name": "Han"}}, "contact: missing: email; add what is missing."),
        (
            {"contact": {"name": "Han", "email": "han"}},
            "contact: email: This is not an e-mail address. Enter one, for example name@company.example.",
        ),
        (
            {"contact": {"name": "Han", "email": "h@h.example", "phone": "042"}},
            "phone: This is not a telephone number. Enter one, for example 042-123-4567 or +82 42 123 4567.",
        ),
        (
            {"registration_number": "124-81-00999"},
            (
                "registration_number: This Korean business registration number cannot be right: its check "
                "digit is wrong. Check for a typing error."
            ),
        ),
    ],
)
@pytest.mark.usefixtures("in_2026")
def test_wrong_company_value_is_refused_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    assert reasons_for(company_line(**changes)) == [reason]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": "x" * 101}, "project 1, title: 101 characters, but the limit is 100; shorten the text by 1."),
        ({"offer": "x" * 701}, "project 1, offer: 701 characters, but the limit is 700; shorten the text by 1."),
        ({"language": "lb"}, "project 1, language: unknown code “lb”; allowed codes: en, fr, de, ko."),
        ({"trl": 10}, "project 1, trl: must be a whole number from 1 to 9; correct it."),
        ({"trl": None}, "project 1, trl: expected a whole number, found null; correct the value."),
        (
            {"partner_trl": [9, 4]},
            "project 1, partner_trl: the lower level must come first, as in [4, 9]; swap the two.",
        ),
        ({"partner_trl": 4}, "project 1, partner_trl: expected two levels such as [4, 9], or null; correct the value."),
        (
            {"green_objectives": ["climate"]},
            (
                "project 1, green_objectives: entry 1: unknown code “climate”; allowed codes: "
                "climate_mitigation, climate_adaptation, water, circular_economy, pollution_prevention, "
                "biodiversity."
            ),
        ),
        (
            {"cooperation": [{"type": "technology_transfer", "role": "peer"}]},
            (
                "project 1, cooperation: entry 1: role: peer is possible only with joint_research, "
                "joint_venture; choose provider or seeker."
            ),
        ),
        (
            {"cooperation": ["joint_venture"]},
            "project 1, cooperation: entry 1: expected an object, found text; correct the value.",
        ),
        (
            {"cooperation": [{"type": "joint_venture"}]},
            "project 1, cooperation: entry 1: missing: role; add what is missing.",
        ),
    ],
)
def test_wrong_project_value_is_refused_with_its_reason(changes: dict[str, Any], reason: str) -> None:
    assert reasons_for(company_line(projects=[project_line(**changes)])) == [reason]


def test_everything_wrong_with_a_line_is_said_at_once() -> None:
    line = company_line(employees="many", colour="green", projects=[project_line(), project_line(id="kr-01-p2", trl=0)])
    del line["city"]

    assert reasons_for(line) == [
        "missing: city; add what is missing.",
        (
            "unknown key “colour”; allowed keys: id, name, name_local, country, city, founded, "
            "employees, turnover_eur, turnover, website, languages, nace, summary, projects, "
            "registration_number, sme, contact."
        ),
        "employees: This is not a number. Enter digits, for example 1250.",
        "project 2, trl: must be a whole number from 1 to 9; correct it.",
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (
            b'{"id": "kr-01",',
            'Not valid JSON near character 16 (“: "kr-01",”). Check quotes, commas and brackets there.',
        ),
        (b"[1]", "A line must contain one company as a JSON object, but this one contains a list. Correct the line."),
        (b"null", "A line must contain one company as a JSON object, but this one contains null. Correct the line."),
        (b'{"id": "a", "id": "b"}', "The key “id” occurs twice in one object. Keep one."),
        (b'{"trl": NaN}', "JSON has no number NaN. Use a number or null."),
        (b"[" * 100_000, "Unusable JSON: a number is too large or the nesting is too deep. Correct the line."),
        (
            b'{"a": ' + b"9" * 5000 + b"}",
            "Unusable JSON: a number is too large or the nesting is too deep. Correct the line.",
        ),
        (b'{"id": \x00}', "The line contains NUL characters. Save the file as UTF-8 text and import it again."),
        (
            '{"name": "한빛사이클"}'.encode("cp949"),
            "The line is in the Korean encoding cp949 (EUC-KR). Save the file as UTF-8 and import it again.",
        ),
        (
            '{"name": "한빛'.encode() + b'\xff"}',
            (
                "Byte 17 (0xFF) is not UTF-8: the line is damaged or in another encoding. "
                "Save the file as UTF-8 and import it again."
            ),
        ),
        (
            b"x" * 300_000,
            "The line is longer than 256 KiB, far more than one company needs. Put each company on its own line.",
        ),
    ],
    ids=["cut", "list", "null", "repeated key", "NaN", "nesting", "digits", "NUL", "cp949", "broken byte", "huge"],
)
def test_unreadable_line_is_refused_with_its_number_and_the_others_are_kept(raw: bytes, reason: str) -> None:
    good = json.dumps(company_line()).encode()
    other = json.dumps(company_line(id="kr-02")).encode()

    lines = list(read_companies(BytesIO(good + b"\n" + raw + b"\n" + other)))

    assert lines[1] == InvalidLine(2, (reason,))
    assert [line.record.source_id for line in lines if isinstance(line, CompanyLine)] == ["kr-01", "kr-02"]


def test_id_used_twice_in_the_file_is_refused_the_second_time() -> None:
    stream = file_of(company_line(), company_line(id="kr-02", projects=[project_line()]), company_line())

    refused = [line for line in read_companies(stream) if isinstance(line, InvalidLine)]

    project_reason = "The project ID kr-01-p1 is already used in row 1 of this file. Use each ID only once."
    company_reason = "The company ID kr-01 is already used in row 1 of this file. Use each ID only once."
    assert refused == [
        InvalidLine(2, (project_reason,), "kr-02"),
        InvalidLine(3, (company_reason, project_reason), "kr-01"),
    ]


def test_id_twice_in_one_company_is_refused() -> None:
    assert reasons_for(company_line(projects=[project_line(), project_line(title="Another")])) == [
        "The project ID kr-01-p1 is used twice for this company. Use each ID only once."
    ]


def test_id_of_a_refused_line_may_still_be_used() -> None:
    lines = list(read_companies(file_of(company_line(employees="many"), company_line())))

    assert [type(line) for line in lines] == [InvalidLine, CompanyLine]


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_line_by_line_and_never_raise(content: bytes) -> None:
    refused = invalid_lines_in(content)

    assert all(invalid.reasons for invalid in refused)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(company_line())), json_values)
def test_any_value_under_any_key_is_accepted_or_refused_in_words(key: str, value: Any) -> None:
    (line,) = read_companies(BytesIO(json.dumps(company_line(**{key: value})).encode()))

    assert isinstance(line, CompanyLine) or all(line.reasons)
