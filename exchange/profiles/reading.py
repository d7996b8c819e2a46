"""Reads an exchange file line by line: a good line becomes a record, a bad one an invalid line with every reason."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from companies.records import CompanyRecord
from exchange.errors import ProfileRefusedError
from exchange.profiles.lines import MAX_LINE_BYTES, split_lines
from exchange.profiles.objects import read_company_object
from exchange.profiles.values import describe_type, quote_briefly
from taxonomy.languages import HANGUL

BYTE_ORDER_MARK = "\ufeff"


class Remark(NamedTuple):
    """A cell that was left empty, by the key of its column, and why: for whoever completes the profile."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class CompanyLine:
    number: int
    record: CompanyRecord
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class InvalidLine:
    """Why one line of the file was left out; `source_id` is empty when the line did not even say whose it is."""

    number: int
    reasons: tuple[str, ...]
    source_id: str = ""
    name: str = ""


def read_companies(stream: BinaryIO) -> Iterator[CompanyLine | InvalidLine]:
    """Yield every non-blank line of `stream`, in order, as a checked record or an invalid line.

    UTF-8 with or without byte order mark, or UTF-16 with it. A refused line never costs another one. An id may be
    used by one accepted company and one accepted project only.
    """
    seen: dict[str, int] = {}
    for number, raw in split_lines(stream):
        try:
            record = read_company(_decode(raw))
            refuse_seen(record, seen)
        except ProfileRefusedError as error:
            yield InvalidLine(number, tuple(error.reasons), error.source_id, error.name)
            continue
        note_seen(record, number, seen)
        yield CompanyLine(number, record)


def read_company(text: str) -> CompanyRecord:
    """The record of one line. Raises ProfileRefusedError with all its reasons."""
    value = parse_json(text)
    if not isinstance(value, dict):
        raise ProfileRefusedError(
            [
                _(
                    "A line must contain one company as a JSON object, but this one contains %(found)s. "
                    "Correct the line."
                )
                % {"found": describe_type(value)}
            ]
        )
    return read_company_object(value)


def _keys(record: CompanyRecord) -> list[str]:
    return [f"company {record.source_id}", *(f"project {project.source_id}" for project in record.projects)]


def note_seen(record: CompanyRecord, number: int, seen: dict[str, int]) -> None:
    """Remember on which line the ids of this company and its projects stand."""
    seen |= dict.fromkeys(_keys(record), number)


def refuse_seen(record: CompanyRecord, seen: dict[str, int]) -> None:
    """Raises ProfileRefusedError when an id of this company was used on an earlier line."""
    kinds = {"company": pgettext("whose ID", "company"), "project": pgettext("whose ID", "project")}
    reasons = []
    for key in _keys(record):
        if key in seen:
            kind, source_id = key.split(" ", 1)
            reasons.append(
                _("The %(kind)s ID %(id)s is already used in row %(line)d of this file. Use each ID only once.")
                % {"kind": kinds[kind], "id": source_id, "line": seen[key]}
            )
    if reasons:
        raise ProfileRefusedError(reasons, source_id=record.source_id)


def _decode(raw: bytes | None) -> str:
    if raw is None:
        raise ProfileRefusedError(
            [
                _(
                    "The line is longer than %(limit)d KiB, far more than one company needs. Put each company "
                    "on its own line."
                )
                % {"limit": MAX_LINE_BYTES // 1024}
            ]
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProfileRefusedError([_explain_bytes(raw, error.start)]) from error
    return text.lstrip(BYTE_ORDER_MARK)  # of a file that was put behind another one


def _explain_bytes(raw: bytes, position: int) -> str:
    # In a cp949 file the very first bytes of Hangul already fail as UTF-8; in a damaged UTF-8 file some came before.
    if raw[:position].isascii() and _reads_as_cp949(raw):
        return _("The line is in the Korean encoding cp949 (EUC-KR). Save the file as UTF-8 and import it again.")
    return _(
        "Byte %(position)d (0x%(byte)02X) is not UTF-8: the line is damaged or in another encoding. "
        "Save the file as UTF-8 and import it again."
    ) % {"position": position + 1, "byte": raw[position]}


def _reads_as_cp949(raw: bytes) -> bool:
    try:
        return bool(HANGUL.search(raw.decode("cp949")))
    except UnicodeDecodeError:
        return False


def parse_json(text: str) -> object:
    """What the text holds. Raises ProfileRefusedError, also for keys that stand twice and numbers beyond JSON."""
    try:
        # Signs of control within texts are left to the readers of values, which leave them out.
        return json.loads(text, strict=False, object_pairs_hook=_refuse_repeated_keys, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        if "\x00" in text:
            words = _("The line contains NUL characters. Save the file as UTF-8 text and import it again.")
            raise ProfileRefusedError([words]) from error
        near = quote_briefly(text[max(0, error.pos - 10) : error.pos + 20].strip())
        reason = _("Not valid JSON near character %(position)d (“%(near)s”). Check quotes, commas and brackets there.")
        raise ProfileRefusedError([reason % {"position": error.pos + 1, "near": near}]) from error
    except (ValueError, RecursionError) as error:
        raise ProfileRefusedError(
            [_("Unusable JSON: a number is too large or the nesting is too deep. Correct the line.")]
        ) from error


def _refuse_repeated_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ProfileRefusedError(
                [_("The key “%(key)s” occurs twice in one object. Keep one.") % {"key": quote_briefly(key)}]
            )
        found[key] = value
    return found


def _refuse_constant(name: str) -> object:
    raise ProfileRefusedError([_("JSON has no number %(name)s. Use a number or null.") % {"name": name}])
