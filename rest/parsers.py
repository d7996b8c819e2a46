"""JSON as RFC 8259 defines it, and no deeper or larger than anything we ask for."""

from collections.abc import Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from values.text import is_storable

DEEPEST = 20


class StorableJSONParser(JSONParser):
    """Refuses what could not be stored, and what only nests; NUL is left to the fields, which say where it stands."""

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, object] | None = None
    ) -> Any:
        try:
            found = super().parse(stream, media_type, parser_context)
            _require_storable(found)
        except RecursionError as error:
            raise ParseError(_("The JSON is nested too deeply. Send a flatter structure.")) from error
        return found


def _require_storable(found: object) -> None:
    """Raises ParseError for half a surrogate pair and for what is nested too deep."""
    for depth, text in _texts(found, 0):
        if depth > DEEPEST:
            raise ParseError(_("The JSON is nested too deeply. Send a flatter structure."))
        if not is_storable(text.replace("\0", "")):
            raise ParseError(_("The JSON contains half a surrogate pair, which is not a character. Remove it."))


def _texts(found: object, depth: int) -> Iterator[tuple[int, str]]:
    if isinstance(found, str):
        yield depth, found
    elif isinstance(found, dict):
        yield depth, ""
        for name, value in found.items():
            yield depth, name
            yield from _texts(value, depth + 1)
    elif isinstance(found, list):
        yield depth, ""
        for value in found:
            yield from _texts(value, depth + 1)
