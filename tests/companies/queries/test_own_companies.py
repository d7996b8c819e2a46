from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from companies.completeness import Step
from companies.models import Company, JoinRequest, MembershipRole
from companies.permissions import own_companies
from companies.queries.own_companies import describe_own_companies, is_expiring, parts_of, with_parts
from companies.services.drafts import DraftPlace, keep_draft
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    LogoFactory,
    MembershipFactory,
    ProjectFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_parts_are_there_when_they_say_something() -> None:
    bare = CompanyFactory(summary="Glass.", employees=None, nace=[], registration_number="")
    full = CompanyFactory(
        summary="Recovers glass and silver from end-of-life photovoltaic modules for glass makers in Korea.",
        sme_year=2025,
        registration_number="124-81-00998",
    )
    ContactFactory(company=full)
    LogoFactory(company=full)

    found = {company.pk: parts_of(company) for company in with_parts(Company.objects.all())}

    assert found[bare.pk] == frozenset()
    assert found[full.pk] == {
        *(Step.BUSINESS, Step.NUMBERS, Step.CONTACT, Step.LANGUAGES, Step.REGISTRATION, Step.LOGO)
    }


def test_projects_stand_by_state_with_what_wants_attention_first() -> None:
    membership = MembershipFactory()
    for status in ("published", "archived", "returned", "draft"):
        ProjectFactory(company=membership.company, status=status)
    ProjectFactory()

    (room,) = describe_own_companies(own_companies(membership.user), membership.user)

    assert [(state.value, len(projects)) for state, projects in room.groups] == [
        ("returned", 1),
        ("draft", 1),
        ("published", 1),
        ("archived", 1),
    ]


def test_requests_to_join_concern_owners_alone() -> None:
    owner = MembershipFactory()
    editor = MembershipFactory(company=owner.company, role=MembershipRole.EDITOR)
    JoinRequest.objects.create(user=UserFactory(), company=owner.company)

    seen = [describe_own_companies(own_companies(person.user), person.user)[0] for person in (owner, editor)]

    assert [room.open_requests for room in seen] == [1, 0]
    assert seen[0].completeness.next_step == Step.ANSWER_REQUESTS


def test_drafts_are_seen_by_who_wrote_them() -> None:
    mine = MembershipFactory()
    theirs = MembershipFactory(company=mine.company)
    draft = keep_draft(DraftPlace(mine.user, "business", company=mine.company), fields={"summary": ["Half a"]})

    seen = [describe_own_companies(own_companies(person.user), person.user)[0].drafts for person in (mine, theirs)]

    assert seen == [[draft], []]


@pytest.mark.parametrize(
    ("status", "days", "expected"),
    [("published", 13, True), ("published", 15, False), ("expired", 3, False), ("draft", None, False)],
)
def test_a_project_expires_soon_within_two_weeks(status: str, days: int | None, expected: bool) -> None:
    expires_at = None if days is None else timezone.now() + timedelta(days=days)

    assert is_expiring(ProjectFactory(status=status, expires_at=expires_at)) == expected


def test_the_room_costs_as_many_queries_for_three_companies_as_for_one(
    django_assert_num_queries: Any,
) -> None:
    person = UserFactory()
    for _index in range(3):
        company = MembershipFactory(user=person).company
        ProjectFactory.create_batch(2, company=company)
        keep_draft(DraftPlace(person, "project", company=company, project=company.projects.first()), fields={})
    one = MembershipFactory()
    ProjectFactory(company=one.company)

    for user, companies in ((one.user, 1), (person, 3)):
        with django_assert_num_queries(7):
            assert len(describe_own_companies(own_companies(user), user)) == companies
