"""From the rows of a table to company records: good rows and good cells go in, and each other cell says why not.

A row without a name, a country or a way to know it again stays to be mended; a cell that cannot be read is left empty
with a remark for the people of the company.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, cast

from django.utils.translation import gettext as _

from companies.records import CompanyFields, CompanyRecord, ContactFields
from exchange.errors import ProfileRefusedError, ValueRefusedError
from exchange.profiles.reading import CompanyLine, InvalidLine, Remark, note_seen, refuse_seen
from exchange.profiles.values import quote_briefly, sites_in_names
from exchange.tables import amounts
from exchange.tables.cells import cell_text, is_nothing, to_country
from exchange.tables.columns import COMPANY_COLUMNS, READ_COMPANY_COLUMNS, fold_word
from exchange.tables.headers import Header, recognise_header
from exchange.tables.kinds import READERS
from exchange.tables.project_rows import ProjectSheet, read_projects
from exchange.tables.tables import Cell, Row, Table, TableFile
from taxonomy.languages import HANGUL
from taxonomy.vocabulary import Country
from values.errors import ReadingError
from values.formats.phrases import write_labelled
from values.names import bare_name
from values.registration import normalise_registration_number

CONTACT_KEYS = ("contact_name", "contact_email", "contact_phone")
WAYS_TO_REACH = ("contact_email", "contact_phone", "website")
FIRST_KEYS = ("name", "name_local", "country", "registration_number")
OTHER_KEYS = tuple(
    column.key for column in COMPANY_COLUMNS if column.key not in {*FIRST_KEYS, *amounts.KEYS, "public_id", "id"}
)
SECRET_KEYS = frozenset({"registration_number"})
"""What may be the number of a person and is never repeated."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    lines: tuple[CompanyLine | InvalidLine, ...]
    notes: tuple[str, ...]
    header: Header = field(default_factory=lambda: Header({}, {}))
    table: Table | None = None


@dataclass(slots=True)
class RowReading:
    """One row while it is read: what was found, what was left empty and why, what keeps it from going in."""

    row: Row
    header: Header
    found: dict[str, Any] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def cell(self, key: str) -> Cell:
        position = self.header.positions.get(key)
        return self.row.cells[position] if position is not None and position < len(self.row.cells) else None

    def text(self, key: str) -> str:
        text = cell_text(self.cell(key))
        return "" if is_nothing(text) else text

    def remark(self, key: str, reason: object) -> None:
        """The cell is left empty, and what it says stays in the remark."""
        said = "" if key in SECRET_KEYS else quote_briefly(self.text(key))
        text = write_labelled(self.header.place(key), reason)
        quoted = _("In the file: “%(text)s”.") % {"text": said}
        self.remarks.append(Remark(key, f"{text} {quoted}" if said else text))

    def refuse(self, key: str, reason: object) -> None:
        self.reasons.append(write_labelled(self.header.place(key), reason))


def read_table(file: TableFile) -> ReadTable:
    """Every row as a checked record or an invalid line.

    An empty cell says nothing about a value: it never empties what is stored.
    """
    table = file.companies
    header = recognise_header(table.header, READ_COMPANY_COLUMNS, rows=table.rows, chosen=file.choices.columns)
    projects = read_projects(file.projects)
    lines = tuple(_read_lines(table.rows, header, projects, file.choices.country))
    known_ids = {line.record.source_id if isinstance(line, CompanyLine) else line.source_id for line in lines}
    notes = (*file.notes, *header.notes, *projects.notes, *projects.orphans(known_ids))
    return ReadTable(lines, notes, header, table)


def read_row(row: Row, header: Header, country: str = "") -> CompanyLine | InvalidLine:
    """One row alone, as when it was mended."""
    (line,) = _read_lines((row,), header, ProjectSheet(), country)
    return line


def _read_lines(
    rows: tuple[Row, ...], header: Header, projects: ProjectSheet, country: str
) -> Iterator[CompanyLine | InvalidLine]:
    seen: dict[str, int] = {}
    for row in rows:
        reading = RowReading(row, header)
        try:
            record = _read_company(reading, projects, country)
            refuse_seen(record, seen)
        except ProfileRefusedError as error:
            yield InvalidLine(row.number, tuple(error.reasons), error.source_id, name_in(reading))
            continue
        note_seen(record, row.number, seen)
        yield CompanyLine(row.number, record, tuple(reading.remarks))


def name_in(reading: RowReading) -> str:
    """What the row is called, right or wrong."""
    return " ".join((reading.text("name") or reading.text("name_local")).split())[:200]


def _read_company(reading: RowReading, projects: ProjectSheet, country: str) -> CompanyRecord:
    found = reading.found
    _read_country(reading, country)
    for key in ("name", "name_local", *OTHER_KEYS):
        _read_cell(reading, key)
    _arrange_names(reading)
    _read_turnover(reading)
    _require_year(reading)
    contact = _take_contact(reading)
    source_id, name_id = _identify(reading)
    reading.reasons += projects.reasons.get(source_id, [])
    if reading.reasons:
        raise ProfileRefusedError(reading.reasons, source_id=source_id)
    public_id = str(found.pop("public_id", ""))
    fields = cast("CompanyFields", found)
    own = tuple(projects.records.get(source_id, ()))
    return CompanyRecord(source_id, fields, own, contact, public_id, name_id=name_id)


def _read_cell(reading: RowReading, key: str) -> None:
    if not (text := reading.text(key)):
        return
    try:
        reading.found[key] = READERS[key](text, str(reading.found.get("country", "")))
    except (ReadingError, ValueRefusedError) as error:
        reading.remark(key, error)


def _read_country(reading: RowReading, assumed: str) -> None:
    """As the row says, else as its registration number does, else as was chosen for rows that say nothing."""
    text = reading.text("country")
    if text and (country := to_country(text)) not in Country.values:
        words = _("unknown code “%(code)s”; allowed codes: %(known)s.")
        reading.refuse("country", words % {"code": quote_briefly(str(country)), "known": ", ".join(Country.values)})
        return
    country = to_country(text) if text else _country_of_number(reading.text("registration_number")) or assumed
    if not country:
        reading.refuse("country", _("the cell is empty; fill it in."))
        return
    reading.found["country"] = country
    _read_number(reading)


def _read_number(reading: RowReading) -> None:
    if not (text := reading.text("registration_number")):
        return
    try:
        number = normalise_registration_number(str(reading.found["country"]), text)
    except ReadingError as error:
        reading.remark("registration_number", error)
    else:
        reading.found["registration_number"] = number


def _country_of_number(text: str) -> str:
    for country in Country.values if text else ():
        try:
            normalise_registration_number(country, text)
        except ReadingError:
            continue
        return country
    return ""


def _arrange_names(reading: RowReading) -> None:
    """Each name in its column by its script; without a name in Latin script the other one stands for it."""
    found = reading.found
    name, local = str(found.get("name", "")), str(found.get("name_local", ""))
    if HANGUL.search(name) and (not local or not HANGUL.search(local)):
        name, local = local, name
    sites = dict(sites_in_names({"name": name or local, "name_local": local, "website": found.get("website", "")}))
    if "name" in sites:
        reading.refuse("name", sites["name"])
    elif not (name or local):
        reading.refuse("name", _("the cell is empty; fill it in."))
    elif not name:
        reading.remarks.append(
            Remark("name", _("The list has no name in Latin script for this company. Add the name."))
        )
    if local and "name_local" in sites:
        reading.remark("name_local", sites["name_local"])
        local = ""
    found.pop("name_local", None)
    found |= {"name": name or local} | ({"name_local": local} if local else {})


def _read_turnover(reading: RowReading) -> None:
    cells: dict[str, Cell] = {key: reading.cell(key) if reading.text(key) else None for key in amounts.KEYS}
    try:
        money = amounts.read_turnover(cells, reading.header.names, str(reading.found.get("country", "")))
    except ValueRefusedError as error:
        reading.remark(amounts.AMOUNT if amounts.AMOUNT in reading.header.positions else amounts.EUROS, error)
        return
    if money is not None:
        reading.found["turnover"], reading.found["turnover_currency"] = money


def _require_year(reading: RowReading) -> None:
    """A declaration whose year is not there says nothing."""
    found = reading.found
    for key in ("is_sme_eu", "is_sme_korea") if found.get("sme_year") is None else ():
        if found.pop(key, None) is not None:
            reading.remark(key, _("a declaration needs a year; add it."))


def _take_contact(reading: RowReading) -> ContactFields | None:
    """With the name of the company where the person has none; without an address of mail there is no contact."""
    given = {key.removeprefix("contact_"): reading.found.pop(key) for key in CONTACT_KEYS if key in reading.found}
    if not given:
        return None
    if "email" not in given:
        words = _("a contact person needs an e-mail address; add it.")
        for key in given:
            reading.remark(f"contact_{key}", words)
        return None
    name = given.get("name") or str(reading.found.get("name", ""))[:120]
    return cast("ContactFields", {"name": name} | given)


def _identify(reading: RowReading) -> tuple[str, str]:
    """The id of the row, made of what it has: its own, the portal's, its number, its name; and the one of its name."""
    for key in ("public_id", "id"):
        _read_cell(reading, key)
    found = reading.found
    country, name = str(found.get("country", "")), str(found.get("name", ""))
    name_id = _name_id(country, name) if country and name else ""
    source_id = str(found.pop("id", "") or found.get("public_id", ""))
    if not source_id and country and (number := re.sub(r"[^A-Za-z0-9]", "", str(found.get("registration_number", "")))):
        source_id = f"{country}-{number}"
    if not source_id and not reading.reasons and not any(reading.text(key) for key in WAYS_TO_REACH):
        words = _("the row has no ID, registration number or way to reach the company; add one of them.")
        reading.refuse("contact_email", words)
    return source_id or name_id, name_id if source_id.startswith(f"{country}-") else ""


def _name_id(country: str, name: str) -> str:
    plain = bare_name(name) or fold_word(name)
    return f"{country}-name-{sha256(plain.encode()).hexdigest()[:12]}"
