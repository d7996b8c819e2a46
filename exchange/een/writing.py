"""Writes profiles as a document of ours in JSON or XML, piece by piece, so that any number of them flows."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from io import StringIO
from xml.sax.xmlreader import AttributesImpl  # a writer's argument; nothing is parsed

from django.utils.xmlutils import SimplerXMLGenerator

from exchange.een.profiles import EenCompany, EenProfile
from exchange.een.terms import SCHEMA

ENTRY_NAMES = {
    "partnerships": "partnership",
    "technology_keywords": "keyword",
    "market_keywords": "keyword",
    "partners_sought": "partner",
    "languages": "language",
}
"""What XML calls the entries of each list."""


def profile_object(profile: EenProfile) -> dict[str, object]:
    """The profile as plain values, in the order of the schema, without what it does not say."""
    return _without_silence(profile)


def _without_silence(thing: EenProfile | EenCompany) -> dict[str, object]:
    values = ((entry.name, getattr(thing, entry.name)) for entry in fields(thing))
    return {name: _plain(value) for name, value in values if value not in (None, "", ())}


def _plain(value: object) -> object:
    if isinstance(value, EenCompany):
        return _without_silence(value)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


def write_json(profiles: Iterable[EenProfile]) -> Iterator[str]:
    yield f'{{"schema": "{SCHEMA}", "profiles": ['
    separator = "\n"
    for profile in profiles:
        yield separator + json.dumps(profile_object(profile), ensure_ascii=False, indent=1)
        separator = ",\n"
    yield "\n]}\n"


def write_xml(profiles: Iterable[EenProfile]) -> Iterator[str]:
    buffer = StringIO()
    markup = SimplerXMLGenerator(buffer, "utf-8")
    markup.startDocument()
    markup.startElement("profiles", AttributesImpl({"schema": SCHEMA}))
    for profile in profiles:
        markup.characters("\n")
        _write_element(markup, "profile", profile_object(profile))
        yield _drain(buffer)
    markup.characters("\n")
    markup.endElement("profiles")
    markup.characters("\n")
    yield _drain(buffer)


def _write_element(markup: SimplerXMLGenerator, name: str, value: object) -> None:
    markup.startElement(name, AttributesImpl({}))
    if isinstance(value, dict):
        for key, entry in value.items():
            _write_element(markup, key, entry)
    elif isinstance(value, list):
        for entry in value:
            _write_element(markup, ENTRY_NAMES[name], entry)
    else:
        markup.characters(str(value))
    markup.endElement(name)


def _drain(buffer: StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


FORMS: Mapping[str, Callable[[Iterable[EenProfile]], Iterator[str]]] = {"json": write_json, "xml": write_xml}
