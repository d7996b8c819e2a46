import pytest

from matching.models import MatchStatus
from matching.permissions import companies_answering, suggestions_visible_to
from tests.factories import ApprovedMatchFactory, MatchFactory, MembershipFactory, ReviewerFactory

pytestmark = pytest.mark.django_db


def test_a_suggestion_is_seen_by_the_people_of_both_companies_and_by_no_others() -> None:
    match = ApprovedMatchFactory()
    sides = [MembershipFactory(company=side.company).user for side in (match.korean_project, match.luxembourg_project)]
    others = [MembershipFactory().user, ReviewerFactory()]

    seen = [list(suggestions_visible_to(user)) for user in (*sides, *others)]

    assert seen == [[match], [match], [], []]


@pytest.mark.parametrize("status", [MatchStatus.PROPOSED, MatchStatus.REJECTED, MatchStatus.STALE])
def test_a_match_that_staff_did_not_approve_is_seen_by_no_company(status: str) -> None:
    match = MatchFactory(status=status)
    member = MembershipFactory(company=match.korean_project.company).user

    assert not suggestions_visible_to(member).exists()


def test_one_answers_for_those_companies_of_the_match_that_one_acts_for() -> None:
    match = ApprovedMatchFactory()
    korean, luxembourger = match.korean_project.company, match.luxembourg_project.company
    member, of_both = MembershipFactory(company=korean).user, MembershipFactory(company=korean).user
    MembershipFactory(user=of_both, company=luxembourger)
    MembershipFactory(user=member)

    answering = [list(companies_answering(user, match)) for user in (member, of_both)]

    assert answering == [[korean], [korean, luxembourger]]


def test_staff_answer_for_no_company() -> None:
    assert not companies_answering(ReviewerFactory(), ApprovedMatchFactory()).exists()
