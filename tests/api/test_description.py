"""The description leaves nothing to guess: every operation has its words, examples, errors and who may call it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from rest.problems import PROBLEM
from rest.serializers import ApiSerializer, StrictSerializer
from tests.api.test_access import TABLE
from tests.test_language import RULES, banned, shown

Operation = dict[str, Any]
OURS = ("schema", "docs", "missing", "nothing_here")


@cache
def description() -> dict[str, Any]:
    """Made when it is first asked for: every process of a run collects this file."""
    made: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return made


@cache
def operations() -> dict[str, Operation]:
    paths = description()["paths"].items()
    return {f"{method} {path}": operation for path, item in paths for method, operation in item.items()}


def bodies_of(operation: Operation) -> list[tuple[str, dict[str, Any]]]:
    """Each body with the status it answers with, or `request`."""
    told = [(status, answer.get("content", {})) for status, answer in operation["responses"].items()]
    told += [("request", operation["requestBody"]["content"])] if "requestBody" in operation else []
    return [(where, media) for where, content in told for media in content.values()]


def test_every_part_says_what_it_is_about() -> None:
    parts = {entry["name"]: entry["description"] for entry in description()["tags"]}

    assert {tag for operation in operations().values() for tag in operation["tags"]} == set(parts)
    assert all(parts.values())


def test_every_endpoint_is_described() -> None:
    assert len(operations()) == len([route for route, _method in TABLE if route not in OURS])
    assert description()["openapi"].startswith("3.1")


def test_every_operation_says_what_it_does_and_what_can_go_wrong() -> None:
    for name, operation in operations().items():
        is_public = {} in operation["security"]
        errors = {status for status in operation["responses"] if status >= "400"}
        assert operation["summary"], name
        assert operation["description"].endswith("."), name
        assert {"token": []} in operation["security"], name
        assert {"401", "406", "429", "500"} | (set() if is_public else {"403"}) <= errors, name
        told = {status: list(operation["responses"][status]["content"]) for status in errors}
        assert told == {status: [PROBLEM] for status in errors} | {"414": ["text/html"]}, name
        assert all(operation["responses"][status]["description"] for status in errors), name
        assert len(operation["responses"]) - len(errors) == 1, name


def test_every_body_has_an_example_that_its_schema_takes() -> None:
    for name, operation in operations().items():
        bodies = bodies_of(operation)
        assert [where for where, media in bodies if not media.get("examples")] == [], name
        for where, media in bodies:
            schema = media["schema"] | {"components": description()["components"]}
            for example in media["examples"].values():
                wrong = [error.message for error in Draft202012Validator(schema).iter_errors(example["value"])]
                assert wrong == [], (name, where)


def test_every_parameter_is_described_and_every_name_used_once() -> None:
    ids = [operation["operationId"] for operation in operations().values()]
    assert sorted(set(ids)) == sorted(ids)
    for name, operation in operations().items():
        parameters = [entry for entry in operation.get("parameters", []) if entry["in"] != "path"]
        assert [entry["name"] for entry in parameters if not entry.get("description")] == [], name


def words_of(part: object) -> Iterator[str]:
    """Each summary and description of the part."""
    if isinstance(part, dict):
        yield from (part[key] for key in ("summary", "description") if isinstance(part.get(key), str))
    for piece in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from words_of(piece)


def test_every_word_of_it_is_written_for_its_readers() -> None:
    unwanted = [pattern for language, pattern, _instead, of in banned() if language == "en" and not of] + [
        r"\bone[’']s\b"
    ]
    faults = re.compile("|".join([*unwanted, *RULES["en"].values()]), re.IGNORECASE)
    parts = [description()[part] for part in ("info", "tags", "paths")]
    told = {text for part in parts for text in words_of(part)}
    kinds = set(words_of(description()["components"]["schemas"]))

    assert [text for text in sorted(told | kinds) if faults.search(shown(text))] == []
    assert kinds & {ApiSerializer.__doc__, StrictSerializer.__doc__} == set()


def test_describing_warns_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]

    assert capsys.readouterr().err == ""


@pytest.mark.django_db
def test_the_description_is_served_to_everybody() -> None:
    answer = Client().get("/api/v1/schema/?format=json")

    assert answer.json()["paths"].keys() == description()["paths"].keys()
