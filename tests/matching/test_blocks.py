"""Companies kept apart, at the wish of one of them or of staff."""

import pytest
from django.test import Client

from matching.models import CompanyBlock, Match, MatchStatus
from matching.seen import seen_of
from matching.services.blocks import block_companies, lift_block
from tests.factories import (
    ApprovedMatchFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.matching.whole_runs import full_run

pytestmark = pytest.mark.django_db


def test_a_block_closes_what_is_open_between_the_two_companies_and_nothing_else() -> None:
    match = MatchFactory()
    korean, luxembourger = match.korean_project.company, match.luxembourg_project.company
    sibling = ApprovedMatchFactory(
        korean_project=ProjectFactory(company=korean), luxembourg_project=LuxembourgProjectFactory(company=luxembourger)
    )
    other = MatchFactory(korean_project=match.korean_project)

    block_companies(match, user=ReviewerFactory())

    states = dict(Match.objects.values_list("pk", "status"))
    assert states == {match.pk: MatchStatus.STALE, sibling.pk: MatchStatus.STALE, other.pk: MatchStatus.PROPOSED}


def test_blocked_companies_are_not_proposed_to_each_other_until_the_block_is_lifted() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    full_run()
    block = block_companies(Match.objects.get(), user=ReviewerFactory())

    full_run()
    while_blocked = Match.objects.get().status
    lift_block(block)
    full_run()

    assert (while_blocked, Match.objects.get().status) == (MatchStatus.STALE, MatchStatus.PROPOSED)


def test_asking_twice_makes_one_block_and_each_side_lifts_only_its_own() -> None:
    match = MatchFactory()
    company, user = match.korean_project.company, UserFactory()

    mine = block_companies(match, user=user, company=company)
    again = block_companies(match, user=user, company=company)
    staffs = block_companies(match, user=ReviewerFactory())
    lift_block(mine)

    assert mine == again
    assert list(CompanyBlock.objects.all()) == [staffs]


def test_a_company_that_declines_may_ask_never_to_see_the_other_again(client: Client) -> None:
    match = ApprovedMatchFactory()
    member = MembershipFactory(company=match.luxembourg_project.company)
    client.force_login(member.user)

    client.post(
        f"/suggestions/{match.public_id}/answer/",
        {"answer": "declined", "reason": "competitor", "block": "on", "round_seen": match.round},
    )
    page = client.get("/suggestions/").content.decode()

    block = CompanyBlock.objects.get()
    assert (block.company, block.user) == (member.company, member.user)
    assert "Companies you asked us not to suggest" in page
    match.refresh_from_db()
    assert match.status == MatchStatus.DECLINED


def test_a_reviewer_may_keep_two_companies_apart_while_rejecting(client: Client) -> None:
    match = MatchFactory()
    client.force_login(ReviewerFactory())

    client.post(
        f"/review/{match.public_id}/decide/",
        {"decision": "reject", "reason": "conflict", "block": "on", "seen": str(seen_of(match))},
    )

    assert CompanyBlock.objects.get().company is None
    match.refresh_from_db()
    assert match.status == MatchStatus.REJECTED
