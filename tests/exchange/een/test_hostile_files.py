"""Files that are no document of profiles: refused in words, whatever they hold."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.een.reading import read_document
from exchange.een.terms import MAX_PROFILES
from exchange.profiles.reading import CompanyLine
from tests.exchange.een.test_reading import reasons_of, refusal_of
from tests.exchange.samples import document, profile_object


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Not valid JSON near character 1"),
        (b"[1, 2]", "must be an object with “schema” and a list of “profiles”"),
        (b"{\xff}", "is not UTF-8"),
        (document(), "The document contains no profile."),
        (document(profile_object(), schema="een/2"), "must state its schema: “sgbc-een/1”"),
        (document(*([0] * (MAX_PROFILES + 1))), "more than 10000 profiles"),
        (b"[" * 100_000, "a number is too large or the nesting is too deep"),
        (b"<profiles", "This is not readable XML"),
        (b"<list schema='sgbc-een/1'/>", "A profile document must begin with the element “profiles”"),
        (b"<profiles/>", "”. Documents with another schema cannot be imported"),
        (b"<?xml version='1.0' encoding='klingon'?><profiles/>", "This is not readable XML"),
        (
            b"<profiles schema='sgbc-een/1'>" + b"<a/>" * 1_000_001 + b"</profiles>",
            "The document has far more elements than profiles need",
        ),
        (b"<profiles" + b" a=''" * 1_000_001 + b"/>", "The document has far more elements than profiles need"),
        (b"[" + b"{}," * 500_001 + b"0]", "The document has far more elements than profiles need"),
    ],
)
def test_file_that_is_no_document_is_refused_in_words(content: bytes, words: str) -> None:
    assert words in refusal_of(content)


BOMBS = {
    "billion laughs": "<!DOCTYPE p [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><profiles>&b;</profiles>",
    "external entity": "<!DOCTYPE p [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><profiles>&a;</profiles>",
    "parameter entity": "<!DOCTYPE p [<!ENTITY % a SYSTEM 'http://127.0.0.1/a.dtd'> %a;]><profiles/>",
    "foreign DTD": "<!DOCTYPE p SYSTEM 'http://127.0.0.1/a.dtd'><profiles/>",
    "bare DTD": "<!DOCTYPE profiles><profiles/>",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS.keys())
def test_xml_bomb_is_refused_unopened(bomb: str, encoding: str) -> None:
    assert refusal_of(bomb.encode(encoding)) == (
        "The document has a DTD or defines XML entities, which profiles never need. Remove them."
    )


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<title>A</title><title>B</title>", "title: expected text, found a list; correct the value."),
        ("<title><b>A</b></title>", "title: expected text, found an object; correct the value."),
        ("<colour>red</colour>", "unknown key “colour”; allowed keys:"),
        ("<partnerships><x>licence</x></partnerships>", "partnerships: entry 1: expected text, found an object"),
    ],
)
def test_xml_of_another_shape_is_refused_like_json(markup: str, reason: str) -> None:
    content = f'<profiles schema="sgbc-een/1"><profile>{markup}</profile></profiles>'

    assert any(reason in found for found in reasons_of(content.encode()))


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted({*profile_object(), "ipr", "partners_sought", "expires_on"})), value=JSON_VALUES)
def test_any_value_in_any_field_is_read_or_refused_in_words(name: str, value: Any) -> None:
    (line,) = read_document(document(profile_object(**{name: value}))).lines

    assert isinstance(line, CompanyLine) or all(line.reasons)


@settings(max_examples=100, deadline=None)
@given(
    content=st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | JSON_VALUES.map(json.dumps).map(str.encode)
)
def test_any_bytes_are_read_or_refused_in_words(content: bytes) -> None:
    assert refusal_of(content)
