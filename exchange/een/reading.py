"""Reads a document of profiles company by company: one in order becomes a record, another an invalid line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchange.een.documents import read_objects
from exchange.een.objects import company_reference, read_profile_object
from exchange.een.profiles import EenProfile
from exchange.een.records import make_record
from exchange.errors import ProfileRefusedError
from exchange.profiles.reading import CompanyLine, InvalidLine, note_seen, refuse_seen
from exchange.tables.table_rows import ReadTable


@dataclass(frozen=True, slots=True)
class Entry:
    """One profile of the document, checked or with what is wrong with it."""

    number: int
    """Its place in the document, from 1."""
    company: str
    profile: EenProfile | None = None
    reasons: tuple[str, ...] = ()


def read_document(content: bytes) -> ReadTable:
    """Each company at the number of its first profile; one refused profile refuses its company and no other.

    Raises DocumentRefusedError when the file is no document of profiles.
    """
    lines: list[CompanyLine | InvalidLine] = []
    notes: list[str] = []
    seen: dict[str, int] = {}
    for entries in _by_company(_read_entries(read_objects(content))):
        number = entries[0].number
        try:
            record, found = make_record(_profiles_of(entries))
            refuse_seen(record, seen)
        except ProfileRefusedError as error:
            lines.append(InvalidLine(number, tuple(error.reasons), entries[0].company))
            continue
        note_seen(record, number, seen)
        lines.append(CompanyLine(number, record))
        notes += found
    return ReadTable(tuple(lines), tuple(notes))


def _read_entries(objects: Sequence[object]) -> list[Entry]:
    entries = []
    references: dict[str, int] = {}
    for number, value in enumerate(objects, 1):
        company = company_reference(value)
        try:
            profile = read_profile_object(value)
        except ProfileRefusedError as error:
            entries.append(Entry(number, company, reasons=_placed(number, error.reasons)))
            continue
        first = references.setdefault(profile.reference, number)
        repeated = [
            _("reference: profile %(first)d has the same reference; each profile needs its own.") % {"first": first}
        ]
        entries.append(Entry(number, company, profile, () if first == number else _placed(number, repeated)))
    return entries


def _placed(number: int, reasons: Sequence[str]) -> tuple[str, ...]:
    return tuple(_("profile %(number)d, %(reason)s") % {"number": number, "reason": reason} for reason in reasons)


def _by_company(entries: Sequence[Entry]) -> list[list[Entry]]:
    """What belongs to one company together; a profile that does not even say whose it is stands alone."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.company or f"? {entry.number}", []).append(entry)
    return list(groups.values())


def _profiles_of(entries: Sequence[Entry]) -> list[EenProfile]:
    if reasons := [reason for entry in entries for reason in entry.reasons]:
        raise ProfileRefusedError(reasons)
    return [entry.profile for entry in entries if entry.profile is not None]
