"""By every door of a file, signs that nobody sees are left out of every cell; what nothing is left of is empty."""

import csv
import json
from collections.abc import Callable, Iterable
from io import BytesIO, StringIO
from typing import Any
from xml.sax.saxutils import escape

import pytest

from exchange.een.reading import read_document
from exchange.profiles.reading import CompanyLine, InvalidLine, read_companies
from exchange.tables.table_rows import read_table
from tests.exchange.profile_lines import company_line
from tests.exchange.samples import profile_object
from tests.exchange.tables.layouts import read_csv, read_xlsx
from tests.exchange.tables.test_xlsx_files import workbook_of

ZERO_WIDTH, SOFT_HYPHEN, MARK, OVERRIDE, FILLER, NUL = "\u200b", "\u00ad", "\ufeff", "\u202e", "\u3164", "\x00"
SIGNS = [ZERO_WIDTH, SOFT_HYPHEN, MARK, OVERRIDE, FILLER, "\u2066", "\u200f", "\x07", NUL]
HEADER = (
    *("id", "name", "name_local", "country", "city", "languages", "summary", "registration_number", "founded"),
    *("employees", "turnover_eur", "nace", "phone", "email", "contact", "website"),
)
ROW = (
    *("kr-01", "Hanbit Cycle", "한빛사이클", "KR", "Daejeon", "ko; en", "We recycle panels.", "124-81-00998", "2015"),
    *("38", "4200000", "38.32", "+82 42 123 4567", "min-a@hanbit.example", "Kim Mina", "https://hanbit.example"),
)
Cells = Iterable[Iterable[str]]
Lines = list[CompanyLine | InvalidLine]


def by_csv(rows: Cells, encoding: str = "utf-8") -> Lines:
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return list(read_table(read_csv(text.getvalue().encode(encoding))).lines)


def by_quoted_csv(rows: Cells) -> Lines:
    """Each cell in quotation marks, with the sign before the first: as a program writes that puts it everywhere."""
    text = "\r\n".join(";".join(f'{ZERO_WIDTH}"{cell}"' for cell in row) for row in rows)
    return list(read_table(read_csv(text.encode("utf-8-sig"))).lines)


def by_xlsx(rows: Cells) -> Lines:
    # A workbook carries controls as _xHHHH_.
    carried = [[cell.replace(NUL, "_x0000_").replace("\x07", "_x0007_") for cell in row] for row in rows]
    return list(read_table(read_xlsx(workbook_of(carried))).lines)


TABLES: dict[str, Callable[[Cells], Lines]] = {
    "csv": by_csv,
    "csv in utf-16": lambda rows: by_csv(rows, "utf-16"),
    "csv in quotation marks": by_quoted_csv,
    "xlsx": by_xlsx,
}


def within(text: str, sign: str) -> str:
    """The sign before, in and behind the text."""
    return f"{sign}{text[:1]}{sign}{text[1:]}{sign}"


def everywhere(value: Any, sign: str) -> Any:
    """The same in every text of something that JSON can hold; its keys are names that programs write."""
    if isinstance(value, dict):
        return {key: everywhere(entry, sign) for key, entry in value.items()}
    if isinstance(value, list):
        return [everywhere(entry, sign) for entry in value]
    return within(value, sign) if isinstance(value, str) else value


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("door", sorted(TABLES))
def test_every_cell_of_a_table_is_cleaned(door: str, sign: str) -> None:
    clean = TABLES[door]([HEADER, ROW])

    found = TABLES[door]([[within(cell, sign) for cell in HEADER], [within(cell, sign) for cell in ROW]])

    assert isinstance(clean[0], CompanyLine)
    assert found == clean


@pytest.mark.parametrize("door", sorted(TABLES))
def test_a_cell_with_nothing_to_see_is_empty_and_only_one_that_must_be_filled_in_is_a_fault(door: str) -> None:
    nothing = "".join(sign for sign in SIGNS if sign not in {NUL, "\x07"})
    without_local = [nothing if name == "name_local" else cell for name, cell in zip(HEADER, ROW, strict=True)]
    without_name = [nothing if name in {"name", "name_local"} else cell for name, cell in zip(HEADER, ROW, strict=True)]
    blank = [nothing] * len(HEADER)

    kept, refused, *rest = TABLES[door]([HEADER, without_local, without_name, blank])

    assert isinstance(kept, CompanyLine)
    assert "name_local" not in kept.record.fields
    assert isinstance(refused, InvalidLine)
    assert [reason.partition(": ")[2] for reason in refused.reasons] == ["the cell is empty; fill it in."]
    assert rest == []


@pytest.mark.parametrize("is_escaped", [True, False])
@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_every_text_of_a_line_is_cleaned(sign: str, is_escaped: bool) -> None:
    line = company_line(contact={"name": "Kim Mina", "email": "min-a@hanbit.example", "phone": "+82 42 123 4567"})
    (clean,) = read_companies(BytesIO(json.dumps(line).encode()))

    text = json.dumps(everywhere(line, sign), ensure_ascii=is_escaped)
    if not is_escaped:
        text = MARK + text.replace("\\u0000", NUL).replace("\\u0007", "\x07")
    (found,) = read_companies(BytesIO(text.encode()))

    assert isinstance(clean, CompanyLine)
    assert found == clean


def test_a_text_of_a_line_with_nothing_to_see_is_empty() -> None:
    nothing = "".join(SIGNS)
    kept = company_line(name_local=nothing, website=nothing)
    refused = company_line(id="kr-02", name=nothing)

    one, other = read_companies(BytesIO("\n".join(json.dumps(line) for line in (kept, refused)).encode()))

    assert isinstance(one, CompanyLine)
    assert (one.record.fields["name_local"], one.record.fields["website"]) == ("", "")
    assert isinstance(other, InvalidLine)
    assert other.reasons == ("name: the field is empty; fill it in.",)


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_every_text_of_a_profile_of_the_network_is_cleaned(sign: str) -> None:
    profile = profile_object(expires_on="2027-01-31", published_on="2026-04-01")
    head = {"schema": "sgbc-een/1"}
    clean = read_document(json.dumps(head | {"profiles": [profile]}).encode())

    found = read_document(json.dumps(head | {"profiles": [everywhere(profile, sign)]}).encode())

    assert isinstance(clean.lines[0], CompanyLine)
    assert found == clean


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_every_text_of_a_profile_in_xml_is_cleaned(sign: str, encoding: str) -> None:
    if encoding == "utf-16" and sign in {NUL, "\x07"}:
        return  # no such document can be told from a damaged one
    profile = profile_object()
    profile["company"]["founded"] = "2012"
    clean = read_document(as_xml(profile, "").encode(encoding))

    found = read_document(as_xml(profile, sign).encode(encoding))

    assert isinstance(clean.lines[0], CompanyLine)
    assert found == clean


LISTS = {"languages": "language", "partnerships": "partnership", "market_keywords": "keyword"}


def as_xml(profile: dict[str, Any], sign: str) -> str:
    return f'<profiles schema="sgbc-een/1">{_element("profile", profile, sign)}</profiles>'


def _element(name: str, value: Any, sign: str) -> str:
    if isinstance(value, dict):
        inner = "".join(_element(key, entry, sign) for key, entry in value.items())
    elif isinstance(value, list):
        inner = "".join(_element(LISTS[name], entry, sign) for entry in value)
    else:
        inner = escape(within(value, sign))
    return f"<{name}>{inner}</{name}>"
