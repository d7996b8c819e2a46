"""Every error is a problem of RFC 9457, in the reader's language."""

from collections.abc import Callable
from typing import Any

import pytest

from companies.models import Company, Membership, Project
from matching.models import Match
from tests.api.conftest import Program
from tests.api.test_own_profiles import COMPANY, PROJECT
from tests.factories import ApprovedMatchFactory, MatchFactory, MembershipFactory, ProjectFactory, ReviewerFactory

pytestmark = pytest.mark.django_db
MODEL_FIELDS = sorted(
    {
        name
        for model in (Company, Project, Match, Membership)
        for field in model._meta.get_fields()
        for name in (field.name, getattr(field, "attname", field.name))
    }
)


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


def writable_calls(match: Match, proposed: Match) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """By name: method, address, a body that would be taken."""
    company, project = match.korean_project.company.public_id, match.korean_project.public_id
    return {
        "create_company": ("post", "/me/companies/", COMPANY),
        "edit_company": ("patch", f"/me/companies/{company}/", {"city": "Busan"}),
        "create_project": ("post", f"/me/companies/{company}/projects/", PROJECT),
        "edit_project": ("patch", f"/me/projects/{project}/", {"trl": 3}),
        "answer_match": ("post", f"/me/matches/{match.public_id}/answer/", {"answer": "interested"}),
        "review_match": ("post", f"/staff/matches/{proposed.public_id}/review/", {"decision": "approve"}),
    }


WRITABLE = {
    "edit_company": set(COMPANY) - {"country"}
    | {"name_local", "founded", "employees", "turnover_eur", "website", "nace"}
    | {"is_sme_eu", "is_sme_korea", "sme_year"},
    "edit_project": set(PROJECT) | {"digital", "concepts", "partner_trl_min", "partner_trl_max"},
    "answer_match": {"answer", "reason", "comment"},
    "review_match": {"decision", "reason", "comment"},
}
WRITABLE |= {"create_company": WRITABLE["edit_company"] | {"country"}, "create_project": WRITABLE["edit_project"]}


@pytest.mark.parametrize("call", sorted(WRITABLE))
def test_nothing_can_be_set_that_is_not_for_its_owner_to_set(call: str, program: Callable[..., Program]) -> None:
    """Every name of a field of our models is refused by name, beside a body that would be taken without it."""
    match, proposed, person = ApprovedMatchFactory(), MatchFactory(), ReviewerFactory()
    MembershipFactory(user=person, company=match.korean_project.company)
    method, address, body = writable_calls(match, proposed)[call]
    insider = program(person, "staff")
    before = _rows()

    refused = []
    for name in MODEL_FIELDS:
        if name not in WRITABLE[call]:
            answer = getattr(insider, method)(address, body | {name: "1"}, **{"If-Match": "*"})
            refused.append((answer.status_code, answer.json()["errors"][0]["pointer"], name))

    assert refused == [(422, f"/{name}", name) for name in MODEL_FIELDS if name not in WRITABLE[call]]
    assert len(refused) > 40
    assert _rows() == before
    assert getattr(insider, method)(address, body, **{"If-Match": "*"}).status_code in {200, 201}


def _rows() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (Company, Project, Match, Membership)]


def test_a_project_says_which_of_its_texts_is_too_long_in_korean(program: Callable[..., Program]) -> None:
    project = ProjectFactory()
    mine = program(MembershipFactory(company=project.company).user)

    refused = mine.patch(
        f"/me/projects/{project.public_id}/", {"title": "x" * 101}, **{"If-Match": "*", "Accept-Language": "ko"}
    )

    assert problem(refused)["errors"][0]["pointer"] == "/title"
    assert refused.headers["Content-Language"] == "ko"
