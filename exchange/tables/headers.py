"""Which column of a table holds what: by its name in four languages, by its values, or as a person has chosen."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial

from django.utils.translation import gettext as _

from exchange.tables.amounts import AMOUNT, EUROS, split_head
from exchange.tables.columns import LEFT_OUT, NUMBERING, Column, fold_word, known_names, label_of_column
from exchange.tables.tables import Row, column_letter
from values.addresses import read_email, read_website
from values.errors import ReadingError
from values.registration import normalise_registration_number

AMOUNT_KEYS = (AMOUNT, EUROS)
CLOSE = 0.75  # how much of a name must agree to suggest it
LEAST_SHARE = 0.6  # of a column's values, for what they look like to say what it holds
SAMPLES = 3
SEVERAL = 2
_ASIDE = re.compile(r"\s*[(\[（［][^()\[\]（）［］]*[)\]）］]\s*$")
_YEAR = re.compile(r"(?:^|[\s(\[（'’])((?:19|20)\d\d)\s*(?:년도?|年)?")
_NUMBER_BEFORE = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[①-⑳*※•·-])\s*")


@dataclass(frozen=True, slots=True)
class Head:
    """One column of the file, and what became of it; `key` is empty where nobody knows what it holds."""

    position: int
    id: str
    """By which a choice about it is kept: its folded name, or its letter."""
    name: str
    key: str
    is_sure: bool = True
    """False where its values alone said what it holds."""

    @property
    def letter(self) -> str:
        return column_letter(self.position)

    @property
    def is_read(self) -> bool:
        return self.key not in {"", NUMBERING, LEFT_OUT}


@dataclass(frozen=True, slots=True)
class Header:
    """Which column of the file holds which value."""

    positions: Mapping[str, int]
    names: Mapping[str, str]
    """What the file calls each of them."""
    notes: tuple[str, ...] = ()
    heads: tuple[Head, ...] = ()

    def place(self, key: str) -> str:
        """Where a value stands, for whoever looks at the file: `Column F (Employees)`."""
        if key not in self.positions:
            return _("Column “%(name)s”") % {"name": key}
        return _("Column %(letter)s (%(name)s)") % {
            "letter": column_letter(self.positions[key]),
            "name": self.names[key] or label_of_column(key),
        }


def recognise_header(
    row: Row, columns: tuple[Column, ...], *, rows: Sequence[Row] = (), chosen: Mapping[str, str] | None = None
) -> Header:
    """The columns that `row` names. What a person has `chosen` goes before names, and names before values."""
    heads = _resolve_doubles([_read_head(row, position, columns, chosen or {}) for position in _positions(row, rows)])
    heads = _guess_by_values(heads, rows)
    has_id = any(head.key == "id" for head in heads)
    heads = [_as_numbering(head, rows, has_id=has_id) for head in heads]
    read = [head for head in heads if head.is_read]
    return Header(
        {head.key: head.position for head in read},
        {head.key: head.name[:60] for head in read},
        tuple(_note_unknown(head, columns) for head in heads if not head.key),
        tuple(heads),
    )


def count_known(row: Row, columns: tuple[Column, ...]) -> int:
    """How many different columns the cells of a row name."""
    keys = {_key_of_name(str(cell), columns) for cell in row.cells if isinstance(cell, str)}
    return len(keys - {""})


def _positions(row: Row, rows: Sequence[Row]) -> list[int]:
    """Of the columns that have a name, or values below none."""
    width = max((len(other.cells) for other in (row, *rows)), default=0)
    return [position for position in range(width) if _text_at(row, position) or any(_values_at(rows, position))]


def _text_at(row: Row, position: int) -> str:
    cell = row.cells[position] if position < len(row.cells) else None
    return "" if cell is None else " ".join(str(cell).split())


def _values_at(rows: Sequence[Row], position: int) -> list[str]:
    return [text for row in rows if (text := _text_at(row, position))]


def samples_at(rows: Sequence[Row], position: int) -> list[str]:
    """The first different values of a column."""
    return list(dict.fromkeys(_values_at(rows, position)))[:SAMPLES]


def _read_head(row: Row, position: int, columns: tuple[Column, ...], chosen: Mapping[str, str]) -> Head:
    name = _text_at(row, position)
    identity = fold_word(name) or f"#{column_letter(position)}"
    if identity in chosen:
        return Head(position, identity, name, chosen[identity] or LEFT_OUT)
    return Head(position, identity, name, _key_of_name(name, columns))


def _key_of_name(name: str, columns: tuple[Column, ...]) -> str:
    """The whole name, then without numbers and marks before it, a unit or an aside behind it, or a year."""
    known = known_names(columns)
    bare = _NUMBER_BEFORE.sub("", name)
    without_aside = _ASIDE.sub("", bare)
    for text in (name, bare, without_aside, _YEAR.sub(" ", without_aside)):
        if key := known.get(fold_word(text)):
            return key
    unit = split_head(_YEAR.sub(" ", bare))
    key = known.get(fold_word(unit[0]), "") if unit else ""
    return key if key in AMOUNT_KEYS else ""


def _resolve_doubles(heads: list[Head]) -> list[Head]:
    """Of several columns with one key the first is read, of those that name years the one of the latest."""
    best: dict[str, Head] = {}
    for head in heads:
        if head.is_read and (head.key not in best or _year_of(head) > _year_of(best[head.key])):
            best[head.key] = head
    return [head if not head.is_read or best[head.key] is head else _without_key(head) for head in heads]


def _without_key(head: Head) -> Head:
    return Head(head.position, f"{head.id}#{head.letter}", head.name, "")


def _year_of(head: Head) -> int:
    found = _YEAR.search(head.name)
    return int(found[1]) if found else 0


def _guess_by_values(heads: list[Head], rows: Sequence[Row]) -> list[Head]:
    """Columns without a known name whose values are plainly addresses or numbers of companies."""
    taken = {head.key for head in heads}
    found = []
    for head in heads:
        key = "" if head.key else _key_of_values(_values_at(rows, head.position))
        if key and key not in taken:
            taken.add(key)
            head = Head(head.position, head.id, head.name, key, is_sure=False)  # noqa: PLW2901 - the same, better known
        found.append(head)
    return found


def _key_of_values(values: list[str]) -> str:
    for key, is_one in VALUE_KINDS.items():
        if values and sum(map(is_one, values)) >= len(values) * LEAST_SHARE:
            return key
    return ""


def _is_email(text: str) -> bool:
    return "@" in text and _can_read(read_email, text)


def _is_website(text: str) -> bool:
    return text.casefold().startswith(("http", "www.")) and _can_read(read_website, text)


def _is_number(text: str) -> bool:
    readers = (partial(normalise_registration_number, country) for country in ("KR", "LU"))
    return any(_can_read(reader, text) for reader in readers)


def _can_read(reader: Callable[[str], object], text: str) -> bool:
    try:
        reader(text)
    except ReadingError:
        return False
    return True


VALUE_KINDS: Mapping[str, Callable[[str], bool]] = {
    "contact_email": _is_email,
    "website": _is_website,
    "registration_number": _is_number,
}


def _as_numbering(head: Head, rows: Sequence[Row], *, has_id: bool) -> Head:
    """An id that only counts the rows would mean another company in the next list; numbers that do not are ids."""
    if head.key not in {"id", NUMBERING} or (head.key == NUMBERING and has_id):
        return head
    values = _values_at(rows, head.position)
    counted = [number for text in values if (number := _whole(text)) is not None]
    is_counting = len(values) < SEVERAL or counted == list(range(1, len(values) + 1))
    key = "id" if head.key == "id" and len(values) < SEVERAL else NUMBERING if is_counting else "id"
    return Head(head.position, head.id, head.name, key)


def _whole(cell: str) -> int | None:
    text = cell.removesuffix(".0").rstrip(".)")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("100000") else None


def _note_unknown(head: Head, columns: tuple[Column, ...]) -> str:
    known = known_names(columns)
    place = {"letter": head.letter, "name": head.name[:40]}
    if close := get_close_matches(fold_word(head.name), known, n=1, cutoff=CLOSE):
        label = next((column.label for column in columns if column.key == known[close[0]]), "")
        if label:
            words = _("Column %(letter)s (%(name)s) is ignored. Did you mean “%(label)s”?")
            return words % (place | {"label": label})
    return _("Column %(letter)s (%(name)s) is ignored: the template has no column with this name.") % place
