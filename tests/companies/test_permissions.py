import pytest
from django.contrib.auth.models import AnonymousUser

from companies.models import CompanyStatus, JoinRequest, MembershipRole, ProjectStatus
from companies.permissions import (
    join_requests_to_answer,
    may_act_for,
    memberships_to_end,
    own_companies,
    own_projects,
    owned_companies,
    reason_against_answering,
    visible_companies,
    visible_projects,
)
from tests.factories import (
    AdministratorFactory,
    CompanyFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", CompanyStatus.values)
def test_company_is_seen_by_its_people_and_staff_and_by_all_once_verified(status: str) -> None:
    membership = MembershipFactory(company=CompanyFactory(status=status))
    outsiders = [AnonymousUser(), UserFactory(), MembershipFactory().user]
    insiders = [membership.user, ReviewerFactory(), AdministratorFactory()]

    seen = [visible_companies(user).filter(pk=membership.company.pk).count() for user in outsiders + insiders]

    assert seen == ([1] * 6 if status == "verified" else [0, 0, 0, 1, 1, 1])


@pytest.mark.parametrize("company_status", ["verified", "suspended"])
@pytest.mark.parametrize("status", ProjectStatus.values)
def test_project_is_seen_by_its_people_and_staff_and_by_all_while_public(status: str, company_status: str) -> None:
    membership = MembershipFactory(company=CompanyFactory(status=company_status))
    project = ProjectFactory(company=membership.company, status=status)
    outsiders = [AnonymousUser(), UserFactory(), MembershipFactory().user]
    insiders = [membership.user, ReviewerFactory(), AdministratorFactory()]

    seen = [visible_projects(user).filter(pk=project.pk).count() for user in outsiders + insiders]

    assert seen == ([1] * 6 if (status, company_status) == ("published", "verified") else [0, 0, 0, 1, 1, 1])


def test_company_with_two_members_is_listed_once() -> None:
    first = MembershipFactory()
    MembershipFactory(company=first.company)

    assert visible_companies(first.user).count() == 1


def test_only_active_members_may_act_for_their_company() -> None:
    membership = MembershipFactory()
    inactive = MembershipFactory(company=membership.company, user__is_active=False)
    others = [AnonymousUser(), MembershipFactory().user, ReviewerFactory(), AdministratorFactory(), inactive.user]

    allowed = [may_act_for(user, membership.company) for user in [membership.user, *others]]

    assert allowed == [True, False, False, False, False, False]


def test_one_acts_for_the_companies_one_is_a_member_of_in_the_order_of_their_names() -> None:
    second = MembershipFactory(company__name="Second", role=MembershipRole.EDITOR)
    MembershipFactory(user=second.user, company__name="First")
    others = [AnonymousUser(), MembershipFactory().user, ReviewerFactory()]

    assert [company.name for company in own_companies(second.user)] == ["First", "Second"]
    assert [own_companies(user).filter(name__in=["First", "Second"]).count() for user in others] == [0, 0, 0]


def test_owners_alone_decide_on_the_people_of_their_company() -> None:
    owner = MembershipFactory()
    member = MembershipFactory(company=owner.company, role=MembershipRole.EDITOR)

    owned = [list(owned_companies(user)) for user in (owner.user, member.user, AnonymousUser(), ReviewerFactory())]

    assert owned == [[owner.company], [], [], []]


def test_a_project_is_changed_by_the_people_of_its_company_alone() -> None:
    project = ProjectFactory()
    member = MembershipFactory(company=project.company).user

    changeable = [list(own_projects(user)) for user in (member, AnonymousUser(), MembershipFactory().user)]

    assert changeable == [[project], [], []]
    assert not own_projects(ReviewerFactory()).exists()


def test_a_request_to_join_is_answered_by_the_owners_of_the_company() -> None:
    owner = MembershipFactory()
    member = MembershipFactory(company=owner.company, role=MembershipRole.EDITOR)
    request = JoinRequest.objects.create(company=owner.company, user=UserFactory())
    people = [owner.user, ReviewerFactory(), member.user, MembershipFactory().user, request.user, AnonymousUser()]

    answerable = [list(join_requests_to_answer(user)) for user in people]

    assert answerable == [[request], [], [], [], [], []]


def test_staff_answer_a_request_to_join_only_where_nobody_owns_the_company() -> None:
    ownerless = JoinRequest.objects.create(
        user=UserFactory(), company=MembershipFactory(role=MembershipRole.EDITOR).company
    )
    JoinRequest.objects.create(user=UserFactory(), company=MembershipFactory().company)
    sleeping = JoinRequest.objects.create(user=UserFactory(), company=MembershipFactory(user__is_active=False).company)

    assert list(join_requests_to_answer(ReviewerFactory())) == [ownerless, sleeping]


def test_staff_are_told_of_the_owner_who_answers_a_request_to_join_and_owners_of_no_obstacle() -> None:
    owner = MembershipFactory()
    owned = JoinRequest.objects.create(company=owner.company, user=UserFactory())
    ownerless = JoinRequest.objects.create(company=CompanyFactory(), user=UserFactory())

    answers = [reason_against_answering(user, owned) for user in (owner.user, ReviewerFactory(), owned.user)]

    assert answers[0] == reason_against_answering(ReviewerFactory(), ownerless) == ""
    assert answers[1].startswith("This company has an owner")
    assert answers[2].startswith("This is your own request")


def test_a_membership_is_ended_by_its_member_and_by_the_owners_of_the_company() -> None:
    owner = MembershipFactory()
    member = MembershipFactory(company=owner.company, role=MembershipRole.EDITOR)
    people = [owner.user, member.user, MembershipFactory().user, ReviewerFactory(), AnonymousUser()]

    endable = [memberships_to_end(user).filter(company=owner.company) for user in people]

    assert [set(memberships) for memberships in endable] == [{owner, member}, {member}, set(), set(), set()]
