"""Which files may be shared in a room: told by their content, which must be what their name says."""

import io
import unicodedata
import zipfile
from pathlib import PurePath
from typing import NamedTuple

from django.utils.translation import gettext as _

from partnerships.errors import FileRefusedError
from partnerships.models import LARGEST_FILE
from values.packages import most_entries

MOST_FILES = 5
NAME_LENGTH = 150
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
EXTENSIONS = {extension: extension for extension in CONTENT_TYPES} | {"jpeg": "jpg"}
SIGNATURES = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
TEXT_KINDS = ("txt", "csv")
TEXT_ENCODINGS = ("utf-8-sig", "cp949", "cp1252")  # what spreadsheets in Korea and in Europe write
MOST_PARTS = 10_000  # of an office document; the list of the parts is held in memory
CONTROL_CHARACTERS = frozenset(range(32)) - frozenset(b"\t\n\r\f")
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe", b"<?xml", b"<?php")
MARKUP_WITHIN = 64 * 1024


class SafeFile(NamedTuple):
    name: str
    kind: str
    data: bytes


def check_file(name: str, data: bytes) -> SafeFile:
    """The file with a clean name, its kind, and texts in UTF-8. Raises FileRefusedError and says what to do."""
    clean = clean_name(name)
    if not data:
        raise FileRefusedError(_("%(name)s is empty. Choose another file.") % {"name": clean})
    if len(data) > LARGEST_FILE:
        raise FileRefusedError(
            _("%(name)s is larger than 10 MB. Reduce its size or share it elsewhere.") % {"name": clean}
        )
    kind = EXTENSIONS.get(PurePath(clean).suffix.lower().removeprefix("."), "")
    if not kind:
        words = {"name": clean, "kinds": ", ".join(CONTENT_TYPES)}
        raise FileRefusedError(_("%(name)s cannot be shared here. Allowed types: %(kinds)s.") % words)
    content = _read_text(data) if kind in TEXT_KINDS else _read_binary(kind, data)
    if content is None:
        words = {"name": clean, "kind": kind.upper()}
        raise FileRefusedError(
            _("The content of %(name)s does not match its file type. Save it again as %(kind)s.") % words
        )
    return SafeFile(clean, kind, content)


def clean_name(name: str) -> str:
    """The last part of the path without anything invisible; nothing in it can turn or hide its ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    visible = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem, dot, ending = unicodedata.normalize("NFC", visible).strip().rstrip(". ").rpartition(".")
    return f"{stem[: NAME_LENGTH - 6].strip() or 'file'}{dot}{ending[:5]}"


def _read_binary(kind: str, data: bytes) -> bytes | None:
    if kind in OFFICE_PARTS:
        return data if _is_office(kind, data) else None
    return data if data.startswith(SIGNATURES[kind]) else None


def _is_office(kind: str, data: bytes) -> bool:
    """Reads the table of contents alone, unpacks nothing; a document with macros is none of these kinds."""
    if most_entries(data) > MOST_PARTS:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    has_macros = any(part.lower().endswith("vbaproject.bin") for part in parts)
    return data.startswith(b"PK\x03\x04") and {"[Content_Types].xml", OFFICE_PARTS[kind]} <= parts and not has_macros


def _read_text(data: bytes) -> bytes | None:
    """The text in UTF-8; None for what is no text or is a page for a browser."""
    beginning = data[:MARKUP_WITHIN].lower()
    if any(mark in beginning for mark in MARKUP) or CONTROL_CHARACTERS & set(data):
        return None
    for encoding in TEXT_ENCODINGS:
        try:
            return data.decode(encoding).encode()
        except UnicodeDecodeError:
            continue
    return None
