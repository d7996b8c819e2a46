"""Every error is a problem of RFC 9457, in the reader's language."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Program
from tests.api.test_own_profiles import COMPANY
from tests.factories import MembershipFactory, ProjectFactory, ReviewerFactory

pytestmark = pytest.mark.django_db


def problem(response: Any) -> dict[str, Any]:
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == response.status_code
    assert {"type", "title", "detail", "code"} <= set(body)
    return body


def test_every_kind_of_error_is_a_problem(visitor: Program, program: Callable[..., Program]) -> None:
    mine = program(MembershipFactory().user, "write")
    answers = {
        400: mine.client.post("/api/v1/me/companies/", "{", content_type="application/json"),
        401: visitor.get("/me/"),
        403: program(MembershipFactory().user, "read").post("/me/companies/", COMPANY),
        404: visitor.get("/no/such/address"),
        405: mine.client.delete("/api/v1/me/companies/"),
        406: visitor.get("/concepts/", Accept="text/csv"),
        415: mine.client.post("/api/v1/me/companies/", "<a/>", content_type="application/xml"),
        422: mine.post("/me/companies/", []),
    }

    assert {status: problem(answer)["status"] for status, answer in answers.items()} == {s: s for s in answers}
    assert answers[405].headers["Allow"] == "GET, POST, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("header", "language"), [("ko-KR,ko;q=0.9", "ko"), ("de", "de"), ("fr-LU", "fr"), ("ja", "en"), ("", "en")]
)
def test_a_problem_speaks_the_language_asked_for(header: str, language: str, visitor: Program) -> None:
    response = visitor.get("/me/", **{"Accept-Language": header})

    assert response.headers["Content-Language"] == language
    assert "Accept-Language" in response.headers["Vary"]


def test_an_endpoint_that_fails_answers_500_and_nothing_of_why(
    visitor: Program, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.API_RATES = {"visitor": "nonsense", "token": "nonsense"}

    answer = problem(visitor.get("/concepts/"))

    assert (answer["status"], answer["code"]) == (500, "server_error")
    assert "nonsense" not in str(answer)


def test_who_asks_too_often_is_told_when_to_come_back(
    visitor: Program, program: Callable[..., Program], settings: Any
) -> None:
    settings.API_RATES = {"visitor": "2/min", "token": "3/min"}
    one, other = program(ReviewerFactory()), program(ReviewerFactory())

    visits = [visitor.get("/concepts/") for _number in range(3)]
    calls = [one.get("/me/") for _number in range(4)]

    assert [answer.status_code for answer in visits] == [200, 200, 429]
    assert [answer.status_code for answer in calls] == [200, 200, 200, 429]
    assert other.get("/me/").status_code == 200
    assert 1 <= int(visits[-1].headers["Retry-After"]) <= 60
    assert problem(visits[-1])["code"] == "throttled"


def test_a_project_says_which_of_its_texts_is_too_long_in_korean(program: Callable[..., Program]) -> None:
    project = ProjectFactory()
    mine = program(MembershipFactory(company=project.company).user)

    refused = mine.patch(
        f"/me/projects/{project.public_id}/", {"title": "x" * 101}, **{"If-Match": "*", "Accept-Language": "ko"}
    )

    assert problem(refused)["errors"][0]["pointer"] == "/title"
    assert refused.headers["Content-Language"] == "ko"
