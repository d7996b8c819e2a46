"""From the bytes of a document in JSON or XML to one plain object for each profile; bombs are refused unopened."""

import json
from xml.etree.ElementTree import Element, ParseError  # names only; defusedxml does the reading

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from exchange.een.terms import MAX_PROFILES, SCHEMA
from exchange.een.writing import ENTRY_NAMES
from exchange.errors import DocumentRefusedError, ProfileRefusedError
from exchange.profiles.reading import parse_json
from values.text import clean_line

MAX_PARTS = 1_000_000  # the most profiles with all their lists need less; each part costs the parser memory
PART_MARKS = {"xml": (b"<", b"="), "json": (b"{", b"[", b",")}  # elements and attributes; values
NUMBERS = frozenset({"founded"})
CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0D})


def looks_like_document(content: bytes, file_name: str) -> bool:
    """Whether this is meant as a document of profiles, by its name or by its first sign."""
    start = content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    return file_name.lower().endswith((".json", ".xml")) or start[:1] in {b"{", b"<"}


def read_objects(content: bytes) -> list[object]:
    """The profiles of the document. Raises DocumentRefusedError with what to do about it."""
    is_xml = content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")
    _refuse_many_parts(content, "xml" if is_xml else "json")
    profiles = _read_xml(content) if is_xml else _read_json(content)
    if not profiles:
        raise DocumentRefusedError(_("The document contains no profile."))
    if len(profiles) > MAX_PROFILES:
        raise DocumentRefusedError(
            _("The document has more than %(limit)d profiles. Split it into smaller files.") % {"limit": MAX_PROFILES}
        )
    return profiles


def _refuse_many_parts(content: bytes, form: str) -> None:
    if sum(content.count(mark) for mark in PART_MARKS[form]) > MAX_PARTS:
        raise DocumentRefusedError(
            _("The document has far more elements than profiles need. Split it into smaller files.")
        )


def _read_json(content: bytes) -> list[object]:
    try:
        text = content.decode(json.detect_encoding(content))
        document = parse_json(text)
    except UnicodeDecodeError as error:
        raise DocumentRefusedError(_("The document is not UTF-8. Save it as UTF-8 and send it again.")) from error
    except ProfileRefusedError as error:
        raise DocumentRefusedError(" ".join(error.reasons)) from error
    if not isinstance(document, dict) or not isinstance(document.get("profiles"), list):
        raise DocumentRefusedError(
            _(
                "A profile document must be an object with “schema” and a list of “profiles”. Compare it with "
                "an export, then correct it."
            )
        )
    _check_schema(document.get("schema"))
    return list(document["profiles"])


def _read_xml(content: bytes) -> list[object]:
    try:
        root = fromstring(_without_controls(content), forbid_dtd=True)
    except DefusedXmlException as error:
        raise DocumentRefusedError(
            _("The document has a DTD or defines XML entities, which profiles never need. Remove them.")
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise DocumentRefusedError(
            _("This is not readable XML: %(reason)s. Save or export the document again.") % {"reason": error}
        ) from error
    if root.tag != "profiles":
        raise DocumentRefusedError(
            _("A profile document must begin with the element “profiles”. Compare it with an export.")
        )
    _check_schema(root.get("schema"))
    return [_profile_of(element) for element in root]


def _without_controls(content: bytes) -> bytes:
    """Without the controls that XML cannot carry; in UTF-16 the same bytes are halves of letters."""
    is_utf16 = content[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in content[:4]
    return content if is_utf16 else content.translate(None, CONTROLS)


def _check_schema(schema: object) -> None:
    if schema != SCHEMA:
        raise DocumentRefusedError(
            _("The document must state its schema: “%(schema)s”. Documents with another schema cannot be imported.")
            % {"schema": SCHEMA}
        )


def _profile_of(element: Element) -> object:
    """The element as JSON would have it; what does not fit the schema is left to the readers to refuse."""
    if element.tag != "profile":
        return element.tag
    found = [(child.tag, _company_of(child) if child.tag == "company" else _value_of(child)) for child in element]
    return _as_object(found)


def _company_of(element: Element) -> object:
    return _as_object([(child.tag, _value_of(child)) for child in element])


def _value_of(element: Element) -> object:
    if entry_name := ENTRY_NAMES.get(element.tag):
        return [entry.text or "" if entry.tag == entry_name else {} for entry in element]
    if len(element):
        return {}
    text = element.text or ""
    digits = clean_line(text) if element.tag in NUMBERS else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else text


def _as_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A name that stands twice becomes a list, which no reader of a single value takes."""
    found: dict[str, object] = {}
    for name, value in pairs:
        found[name] = [found[name], value] if name in found else value
    return found
