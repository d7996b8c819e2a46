"""Bodies that no endpoint was made for are refused in words."""

import json
from collections.abc import Callable

import pytest

from tests.api.conftest import Program
from tests.factories import UserFactory

Post = Callable[[str], tuple[int, str]]


@pytest.fixture
def post(program: Callable[..., Program]) -> Post:
    """The status and the code of the answer to a body sent to create a company."""
    client = program(UserFactory(), "write").client
    client.raise_request_exception = False

    def send(body: str) -> tuple[int, str]:
        response = client.post("/api/v1/me/companies/", body, content_type="application/json")
        return response.status_code, response.json()["code"]

    return send


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"a":' * 50 + "1" + "}" * 50,
        '{"name": "\\ud800"}',
        '{"\\udfff": 1}',
        '{"a": [{"b": "\\ud800"}]}',
    ],
)
def test_json_that_only_nests_or_holds_no_characters_is_refused(post: Post, body: str) -> None:
    assert post(body) == (400, "parse_error")


def test_a_body_over_the_limit_is_refused_before_it_is_looked_at(post: Post) -> None:
    assert post(json.dumps({"summary": "x" * 3_000_000})) == (413, "too_large")


def test_nul_in_a_member_is_told_where_it_stands(post: Post) -> None:
    assert post('{"name": "a\\u0000b"}') == (422, "invalid")


def test_a_form_is_no_json_with_a_key_as_without(program: Callable[..., Program]) -> None:
    client = program(UserFactory(), "write").client
    client.raise_request_exception = False

    answers = [
        client.post("/api/v1/me/companies/", {"name": "Hanbit"}, headers={"Idempotency-Key": key} if key else {})
        for key in ("", "once")
    ]

    assert [answer.status_code for answer in answers] == [415, 415]
