import pytest
from django.contrib.auth.models import AnonymousUser

from companies.models import CompanyStatus, ProjectStatus
from companies.permissions import may_act_for, visible_companies, visible_projects
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
