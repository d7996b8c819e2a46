"""The public part: the same answers as the directory's pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.services.directory import rebuild_directory
from tests.api.conftest import Program
from tests.factories import CompanyFactory, ContactFactory, LuxembourgProjectFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory() -> None:
    for number in range(3):
        company = CompanyFactory(city="Seoul", employees=12 * number)
        ContactFactory(company=company)
        ProjectFactory(company=company, green_objectives=["water"] if number else ["biodiversity"])
    LuxembourgProjectFactory()
    ProjectFactory(status="draft")
    CompanyFactory(status="submitted")
    rebuild_directory()


@pytest.mark.parametrize("document_type", ["company", "project"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=glass",
        "q=verre",
        "country=KR",
        "green=water&country=KR",
        "green=water&green=biodiversity",
        "size=10-49",
        "q=photovoltaik&type=technology_transfer",
        "city=Seoul&sort=newest",
        "trl=9",
        "nace=E38",
        "q=nothingatall",
    ],
)
def test_a_search_finds_as_many_as_the_page(
    document_type: str, query: str, directory: None, visitor: Program, client: Client
) -> None:
    page = client.get(reverse(f"directory:{document_type}_list") + f"?{query}").context["results"]

    answer = visitor.get(f"/{'companies' if document_type == 'company' else 'projects'}/?{query}").json()

    assert answer["count"] == page.total
    assert answer["facets"] == {facet: dict(values) for facet, values in page.counts.items()}
    assert [row["id"] for row in answer["results"]] == [(hit.project or hit.company).public_id for hit in page.hits]


def test_pages_follow_each_other(directory: None, visitor: Program) -> None:
    seen, address = [], "/companies/?page_size=2&country=KR&country=LU"

    while address:
        answer = visitor.get(address).json()
        seen += [row["id"] for row in answer["results"]]
        address = (answer["next"] or "").partition("/api/v1")[2]

    assert len(seen) == len(set(seen)) == answer["count"] == 5


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page_size=0", "page_size=101", "country=DE", "sort=colour", "exact=null"]
)
def test_a_parameter_that_means_nothing_is_named(query: str, directory: None, visitor: Program) -> None:
    response = visitor.get(f"/companies/?{query}")

    assert response.status_code == 422
    assert [error["parameter"] for error in response.json()["errors"]] == [query.partition("=")[0]]


def test_a_page_after_the_last_one_is_not_found(directory: None, visitor: Program) -> None:
    assert visitor.get("/companies/?page=2").status_code == 404


def test_a_list_asks_as_often_for_three_as_for_one(visitor: Program) -> None:
    ProjectFactory()
    rebuild_directory()
    one = _queries(lambda: visitor.get("/companies/"))
    for _number in range(2):
        ProjectFactory()
    rebuild_directory()

    assert _queries(lambda: visitor.get("/companies/")) == one
    assert _queries(lambda: visitor.get("/projects/")) == _queries(lambda: visitor.get("/projects/"))


def _queries(ask: Callable[[], Any]) -> int:
    ask()  # the directory's catalogue is read again after a change
    with CaptureQueriesContext(
        connection,
    ) as queries:
        ask()
    return len(queries)


def test_what_is_not_public_is_missing_like_what_never_was(visitor: Program) -> None:
    hidden = [CompanyFactory(status="draft").public_id, "nosuchidxx"]
    answers = [visitor.get(f"/companies/{public_id}/") for public_id in hidden]
    answers += [visitor.get(f"/projects/{row}/") for row in (ProjectFactory(status="draft").public_id, "nosuchidxx")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_a_project_tells_what_its_page_tells(visitor: Program) -> None:
    project = ProjectFactory()

    answer = visitor.get(f"/projects/{project.public_id}/").json()

    assert answer["company"]["name"] == project.company.name
    assert answer["cooperations"] == [{"type": "technology_transfer", "role": "provider"}]
    assert (answer["title"], answer["seek"], answer["trl"]) == (project.title, project.seek, 8)


def test_concepts_are_found_by_a_name_in_any_language(visitor: Program) -> None:
    found = visitor.get("/concepts/?q=%ED%83%9C%EC%96%91%EA%B4%91").json()

    assert found["count"] > 0
    assert all("태양광" in row["labels"]["ko"] for row in found["results"])


def test_concepts_are_listed_below_their_parent(visitor: Program) -> None:
    child = visitor.get("/concepts/?page_size=100").json()["results"][-1]
    parent = child["parents"][0]

    below = visitor.get(f"/concepts/?parent={parent}&page_size=100").json()["results"]

    assert child in below
    assert visitor.get(f"/concepts/{parent}/").json()["code"] == parent
    assert visitor.get("/concepts/no-such-code/").status_code == 404
