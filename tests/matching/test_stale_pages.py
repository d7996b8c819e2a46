"""A page that was opened before something changed comes back with what changed and with all that was typed."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.services.projects import update_project
from matching.models import CompanyBlock, Match, MatchStatus, Response, Review
from tests.factories import ApprovedMatchFactory, MatchFactory, MembershipFactory, ReviewerFactory

pytestmark = pytest.mark.django_db
COMMENT = "가격이 다릅니다"
SCORE = "The score has changed from 80 to 32 out of 100."


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client


def hidden(page: Any, name: str) -> str:
    """The value of this hidden field, as a browser sends it."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]+)">', page.content.decode())
    assert found is not None
    return found[1]


def ticks(page: Any) -> dict[str, bool]:
    """What each tick of the list sends, and whether it is set."""
    boxes = re.findall(r'<input type="checkbox" name="chosen" value="([^"]+)"( checked)?>', page.content.decode())
    return {value: bool(checked) for value, checked in boxes}


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def test_a_page_opened_at_80_does_not_approve_at_32(reviewer: Client) -> None:
    match = MatchFactory(score=0.8)
    address = f"/review/{match.public_id}/"
    seen = hidden(reviewer.get(address), "seen")
    Match.objects.update(score=0.32)
    update_project(match.luxembourg_project, fields={"seek": "A line for silver."})

    typed = {"comment": COMMENT, "reason": "maturity", "block": "on"}

    late = reviewer.post(f"{address}decide/", {"seen": seen, "decision": "approve"} | typed)

    page = text_of(late)
    assert late.status_code == 409
    assert "Nothing was decided: this match has changed since you read it" in page
    assert f"<li>The Luxembourg project was edited.</li><li>{SCORE}</li>" in page
    assert COMMENT in page
    assert '<option value="maturity" selected>' in page
    assert re.search(r'<input type="checkbox" name="block"[^>]* checked', page)
    assert (Match.objects.get().status, Review.objects.count()) == (MatchStatus.PROPOSED, 0)
    again = reviewer.post(f"{address}decide/", {"seen": hidden(late, "seen"), "decision": "approve"})
    assert again.status_code == 302
    assert Review.objects.get().score_seen == 0.32


def test_a_stale_rejection_blocks_nobody(reviewer: Client) -> None:
    match = MatchFactory()
    seen = hidden(reviewer.get(f"/review/{match.public_id}/"), "seen")
    Match.objects.update(score=0.32)

    late = reviewer.post(
        f"/review/{match.public_id}/decide/", {"seen": seen, "decision": "reject", "reason": "known", "block": "on"}
    )

    assert (late.status_code, CompanyBlock.objects.count()) == (409, 0)


def test_what_changed_is_told_also_beside_a_missing_reason(reviewer: Client) -> None:
    match = MatchFactory(score=0.8)
    seen = hidden(reviewer.get(f"/review/{match.public_id}/"), "seen")
    Match.objects.update(score=0.32)

    page = reviewer.post(f"/review/{match.public_id}/decide/", {"seen": seen, "decision": "reject"})

    assert page.status_code == 422
    assert SCORE in text_of(page)
    assert "Choose a reason first" in text_of(page)


@pytest.mark.parametrize("sent", [{}, {"seen": ""}, {"seen": "1:0.8"}])
def test_a_form_that_does_not_say_what_was_seen_decides_nothing(sent: dict[str, str], reviewer: Client) -> None:
    match = MatchFactory()

    page = reviewer.post(f"/review/{match.public_id}/decide/", {"decision": "approve", "comment": COMMENT} | sent)

    assert page.status_code == 422
    assert "It is not clear which version of the match you have seen" in text_of(page)
    assert COMMENT in text_of(page)
    assert Match.objects.get().status == MatchStatus.PROPOSED


def test_in_bulk_what_has_changed_stays_ticked_and_the_others_are_decided(reviewer: Client) -> None:
    changed, other, unticked = MatchFactory(score=0.8), MatchFactory(score=0.7), MatchFactory(score=0.6)
    ticked = [value for value in ticks(reviewer.get("/review/")) if not value.startswith(unticked.public_id)]
    Match.objects.filter(pk=changed.pk).update(score=0.32)

    late = reviewer.post(
        "/review/decide/", {"chosen": ticked, "decision": "reject", "reason": "one_sided", "comment": COMMENT}
    )

    page = text_of(late)
    assert (late.status_code, len(ticked)) == (409, 2)
    assert "Decision recorded for 1 match." in page
    assert "1 selected match has changed since you read it, and no decision was recorded for it" in page
    assert f'<a href="#match-{changed.public_id}">' in page
    assert page.count(SCORE) == 2
    assert COMMENT in page
    assert '<option value="one_sided" selected>' in page
    assert {value.partition(":")[0]: is_set for value, is_set in ticks(late).items()} == {
        changed.public_id: True,
        unticked.public_id: False,
    }
    statuses = dict(Match.objects.values_list("pk", "status"))
    assert statuses == {changed.pk: "proposed", other.pk: "rejected", unticked.pk: "proposed"}
    still_ticked = [value for value, is_set in ticks(late).items() if is_set]
    reviewer.post("/review/decide/", {"chosen": still_ticked, "decision": "approve"})
    assert Review.objects.get(match=changed).score_seen == 0.32


def test_a_ticked_match_that_left_the_filtered_list_is_still_in_sight(reviewer: Client) -> None:
    match = MatchFactory(score=0.8)
    ticked = list(ticks(reviewer.get("/review/?least=50")))
    Match.objects.update(score=0.32)

    late = reviewer.post("/review/decide/?least=50", {"chosen": ticked, "decision": "approve"})

    assert [row.match for row in late.context["rows"]] == [match]
    assert "0 matches decided" not in text_of(late)
    assert 'action="/review/decide/?least=50"' in text_of(late)


def test_a_bulk_rejection_without_a_reason_keeps_ticks_and_comment(reviewer: Client) -> None:
    MatchFactory()
    ticked = list(ticks(reviewer.get("/review/")))

    page = reviewer.post("/review/decide/", {"chosen": ticked, "decision": "reject", "comment": COMMENT})

    assert page.status_code == 422
    assert "Choose a reason first" in text_of(page)
    assert COMMENT in text_of(page)
    assert ticks(page) == dict.fromkeys(ticked, True)
    assert Match.objects.get().status == MatchStatus.PROPOSED


@pytest.mark.parametrize("chosen", [[], ["k3v9x2m4qa"], ["k3v9x2m4qa:1:0.8"]])
def test_a_bulk_decision_on_nothing_that_was_seen_is_refused(chosen: list[str], reviewer: Client) -> None:
    MatchFactory()

    page = reviewer.post("/review/decide/", {"chosen": chosen, "decision": "approve"})

    assert page.status_code == 422
    assert Match.objects.get().status == MatchStatus.PROPOSED


def test_the_list_keeps_its_filters_through_a_bulk_decision(reviewer: Client) -> None:
    MatchFactory()
    ticked = list(ticks(reviewer.get("/review/?least=50")))

    decided = reviewer.post("/review/decide/?least=50", {"chosen": ticked, "decision": "approve"})
    reloaded = reviewer.get("/review/decide/?least=50")

    assert decided.headers["Location"] == reloaded.headers["Location"] == "/review/?least=50"


def test_a_list_that_comes_back_costs_as_many_queries_for_three_changed_matches_as_for_one(reviewer: Client) -> None:
    def send(count: int) -> int:
        Match.objects.all().delete()
        for _number in range(count):
            MatchFactory(score=0.8)
        ticked = list(ticks(reviewer.get("/review/")))
        Match.objects.update(score=0.32)
        with CaptureQueriesContext(connection) as queries:
            assert reviewer.post("/review/decide/", {"chosen": ticked, "decision": "reject"}).status_code == 422
        return len(queries)

    assert send(1) == send(3)


def test_an_answer_to_an_earlier_round_comes_back_with_what_was_typed(client: Client) -> None:
    match = ApprovedMatchFactory()
    client.force_login(MembershipFactory(company=match.korean_project.company).user)
    address = f"/suggestions/{match.public_id}/"
    sent = {"answer": "declined", "reason": "capacity", "comment": COMMENT, "block": "on"}
    read = hidden(client.get(address), "round_seen")
    Match.objects.update(round=2)

    late = client.post(f"{address}answer/", sent | {"round_seen": read})

    page = text_of(late)
    assert late.status_code == 409
    assert "Nothing was recorded: this suggestion has changed since you read it" in page
    assert "The pair was suggested again, based on the current texts of both projects." in page
    assert COMMENT in page
    assert '<option value="capacity" selected>' in page
    assert '<details class="stack" open>' in page
    assert (Response.objects.count(), CompanyBlock.objects.count()) == (0, 0)
    again = client.post(f"{address}answer/", sent | {"round_seen": hidden(late, "round_seen")})
    assert again.status_code == 302
    assert Response.objects.get().round == 2


def test_an_answer_without_its_round_is_not_taken(client: Client) -> None:
    match = ApprovedMatchFactory()
    client.force_login(MembershipFactory(company=match.korean_project.company).user)

    page = client.post(f"/suggestions/{match.public_id}/answer/", {"answer": "interested"})

    assert (page.status_code, Response.objects.count()) == (422, 0)
    assert "It is not clear which version of the suggestion you have read" in text_of(page)
