"""The review desk and the suggestions page as seen by a browser without scripts."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from matching.models import Match, MatchRun, MatchStatus, RunKind, RunStatus
from matching.seen import seen_of
from tests.factories import (
    ApprovedMatchFactory,
    MatchFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


def count_queries(client: Client, address: str, capture: Any) -> int:
    with capture() as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def capture() -> Any:
    return lambda: CaptureQueriesContext(connection)


def test_the_queue_costs_as_many_queries_for_three_matches_as_for_one(reviewer: Client, capture: Any) -> None:
    MatchFactory()
    one = count_queries(reviewer, "/review/", capture)
    MatchFactory()
    MatchFactory()

    assert count_queries(reviewer, "/review/", capture) == one


def test_suggestions_cost_as_many_queries_for_three_as_for_one(client: Client, capture: Any) -> None:
    member = MembershipFactory()
    client.force_login(member.user)
    ApprovedMatchFactory(korean_project=ProjectFactory(company=member.company))
    one = count_queries(client, "/suggestions/", capture)
    for _index in range(2):
        ApprovedMatchFactory(korean_project=ProjectFactory(company=member.company))

    assert count_queries(client, "/suggestions/", capture) == one


def test_the_run_fragment_is_what_the_fresh_page_shows(reviewer: Client) -> None:
    for status in (None, RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.DONE, RunStatus.FAILED):
        if status:
            MatchRun.objects.all().delete()
            MatchRun.objects.create(kind=RunKind.FULL, status=status, error="Out of memory")

        fragment = reviewer.get("/review/run/", headers={"HX-Request": "true"})
        page = reviewer.get("/review/run/")

        assert fragment.content.decode().strip().startswith('<section id="run"')
        assert without_token(fragment.content.decode().strip()) in without_token(page.content.decode())
        assert "HX-Request" in page.headers["Vary"]


def without_token(html: str) -> str:
    """The page without the CSRF values, which are masked anew each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def test_the_queue_is_narrowed_by_score_and_words(reviewer: Client) -> None:
    strong = MatchFactory(score=0.9)
    MatchFactory(score=0.6)

    page = reviewer.get("/review/", {"least": "80", "text": strong.korean_project.company.name})

    assert [match.pk for match, *_shown in page.context["rows"]] == [strong.pk]


def test_a_filter_nobody_understands_is_left_out(reviewer: Client) -> None:
    MatchFactory()

    page = reviewer.get("/review/", {"least": "many", "status": "nowhere", "page": "x"})

    assert len(page.context["rows"]) == 1


def test_rejecting_without_a_reason_keeps_what_was_typed(reviewer: Client) -> None:
    match = MatchFactory()
    typed = {"decision": "reject", "comment": "가격이 다릅니다", "seen": str(seen_of(match))}

    response = reviewer.post(f"/review/{match.public_id}/decide/", typed)

    assert response.status_code == 422
    assert "가격이 다릅니다" in response.content.decode()
    assert Match.objects.get().status == MatchStatus.PROPOSED


def test_markup_in_a_projects_text_is_shown_and_not_run(reviewer: Client) -> None:
    match = MatchFactory(korean_project__title="<script>alert(1)</script>", korean_project__offer="<b>bold</b> offer")

    content = reviewer.get(f"/review/{match.public_id}/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in content
    assert "<script>alert(1)" not in content
    assert "&lt;b&gt;bold&lt;/b&gt; offer" in content


def test_declining_needs_a_reason(client: Client) -> None:
    match = ApprovedMatchFactory()
    client.force_login(MembershipFactory(company=match.korean_project.company).user)

    response = client.post(f"/suggestions/{match.public_id}/answer/", {"answer": "declined", "round_seen": "1"})

    assert response.status_code == 422
    assert Match.objects.get().status == MatchStatus.APPROVED


def test_starting_a_run_twice_makes_one(reviewer: Client) -> None:
    reviewer.post("/review/run/start/")
    reviewer.post("/review/run/start/")

    assert MatchRun.objects.count() == 1


def test_a_person_without_a_company_is_told_what_to_do(client: Client) -> None:
    client.force_login(UserFactory())

    assert "You are not linked to a company yet" in client.get("/suggestions/").content.decode()
