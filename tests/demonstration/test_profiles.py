"""What newcomers imitate: the texts of the demonstration's companies keep the portal's own rules of writing."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from companies.hints import FIRST_PERSON, HintCode, find_hints
from demonstration.companies import PROFILES
from demonstration.desk import WAITING

FIELDS = ("title", "summary", "offer", "seek")
SENT_BACK = "kr-w01-p1"
"""Waits at the desk to be sent back: what is wrong with it is what the hints say."""
MISPRINTS = {
    "fr": r"'|[^\u00a0][:;?!»%€](?=\s|$)|«[^\u00a0]|\d \d{3}\b",
    "de": r"\d %|\"|\d \d{3}\b",
    "en": r"\d %|\d,\d{1,2}\b(?!\d)",
    "ko": r"'|\d %",
}


def companies() -> list[dict[str, Any]]:
    lines = PROFILES.read_text("utf-8").splitlines() + WAITING.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def projects() -> dict[str, dict[str, Any]]:
    return {project["id"]: project for company in companies() for project in company["projects"]}


def texts_of(project: dict[str, Any]) -> dict[str, str]:
    return {field: project[field] for field in FIELDS}


def test_no_project_gets_a_hint_but_the_one_to_be_sent_back() -> None:
    hints = {name: find_hints(texts_of(project), project["language"]) for name, project in projects().items()}

    sent_back = {hint.code for hint in hints.pop(SENT_BACK)}
    assert {name: found for name, found in hints.items() if found} == {}
    assert sent_back >= {HintCode.FIRST_PERSON, HintCode.SUPERLATIVE, HintCode.OFFER_LENGTH, HintCode.SEEK_LENGTH}


@pytest.mark.parametrize("language", FIRST_PERSON)
def test_companies_speak_of_themselves_in_the_third_person(language: str) -> None:
    found = [
        company["id"] for company in companies() if re.search(FIRST_PERSON[language], company["summary"], re.IGNORECASE)
    ]

    assert found == []


@pytest.mark.parametrize("field", FIELDS)
def test_texts_do_not_begin_alike(field: str) -> None:
    """At most one in ten of a language begins with the same two words."""
    for language in FIRST_PERSON:
        texts = [project[field] for project in projects().values() if project["language"] == language]
        beginning, number = Counter(" ".join(text.split()[:2]) for text in texts).most_common(1)[0]
        assert number <= max(2, len(texts) // 10), (language, beginning, number)


@pytest.mark.parametrize("language", MISPRINTS)
def test_texts_are_set_as_their_language_sets_them(language: str) -> None:
    found = {
        (name, match[0], field)
        for name, project in projects().items()
        if project["language"] == language
        for field in FIELDS
        if (match := re.search(MISPRINTS[language], project[field]))
    }

    assert found == set()


def test_gases_have_their_subscripts() -> None:
    assert [name for name, project in projects().items() if re.search(r"\b(CO2|NH3|CH4)\b", str(project))] == []
