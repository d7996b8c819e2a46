from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine

from companies.models import Company, CompanyStatus, ProjectStatus
from companies.services.companies import (
    create_company,
    return_company,
    submit_company,
    update_company,
    verify_company,
)
from tests.factories import CompanyFactory, ProjectFactory, UserFactory
from tests.standing import reinstate, suspend
from values.errors import ReasonMissingError, StateConflictError

pytestmark = pytest.mark.django_db

Announced = list[tuple[str, list[int]]]
TO_IMPROVE = "Say what you make."


def return_with_reason(company: Company) -> Company:
    return return_company(company, reason=TO_IMPROVE)


STEPS: list[tuple[Callable[[Company], Company], set[str], str]] = [
    (submit_company, {"draft", "returned"}, "submitted"),
    (verify_company, {"submitted"}, "verified"),
    (return_with_reason, {"submitted"}, "returned"),
    (suspend, {"verified"}, "suspended"),
    (reinstate, {"suspended"}, "verified"),
]


@pytest.mark.parametrize("status", CompanyStatus.values)
@pytest.mark.parametrize(("step", "old", "new"), STEPS)
def test_company_moves_from_the_right_states_only(
    step: Callable[[Company], Company], old: set[str], new: str, status: str
) -> None:
    company = CompanyFactory(status=status)

    if status in old:
        assert step(company).status == new
    else:
        with pytest.raises(StateConflictError):
            step(company)

    company.refresh_from_db()
    assert company.status == (new if status in old else status)


def test_second_of_two_reviewers_is_told_and_changes_nothing() -> None:
    seen_by_first, company_id = CompanyFactory(name="Hanbit", status="submitted"), Company.objects.get().pk
    seen_by_second = Company.objects.get(pk=company_id)

    verify_company(seen_by_first)
    with pytest.raises(StateConflictError) as told:
        return_company(seen_by_second, reason=TO_IMPROVE)

    assert str(told.value) == (
        "Nothing was changed: the status of Hanbit is now “verified”. Reload the page to see the current version."
    )
    assert Company.objects.get().return_reason == ""


def test_return_needs_a_reason() -> None:
    company = CompanyFactory(status="submitted")

    with pytest.raises(ReasonMissingError):
        return_company(company, reason="  ")

    company.refresh_from_db()
    assert company.status == "submitted"


@time_machine.travel(datetime(2026, 11, 24, 10, tzinfo=UTC), tick=False)
def test_verifying_dates_it_and_forgets_the_old_reason() -> None:
    company = submit_company(return_with_reason(CompanyFactory(status="submitted")))

    verified = verify_company(company)

    assert (verified.verified_at, verified.return_reason) == (datetime(2026, 11, 24, 10, tzinfo=UTC), "")


def test_suspension_takes_the_published_projects_out_of_sight(announced: Announced) -> None:
    published, company = ProjectFactory(), CompanyFactory()
    for status in ("draft", "withdrawn"):
        ProjectFactory(company=published.company, status=status)
    ProjectFactory(company=company)

    suspend(published.company)

    published.refresh_from_db()
    assert announced == [("left", [published.pk])]
    assert published.status == ProjectStatus.PUBLISHED


def test_reinstatement_brings_the_published_projects_back(announced: Announced) -> None:
    published = ProjectFactory(company=CompanyFactory(status="suspended"))
    ProjectFactory(company=published.company, status="expired")

    reinstate(published.company)

    assert announced == [("entered", [published.pk])]


def test_company_without_projects_is_suspended_in_silence(announced: Announced) -> None:
    suspend(CompanyFactory())

    assert announced == []


def test_new_company_is_a_draft_owned_by_who_made_it() -> None:
    user = UserFactory()

    company = create_company(
        user, fields={"name": "Hanbit", "country": "KR", "city": "Daejeon", "languages": ["ko"], "summary": "Glass."}
    )

    assert company.status == "draft"
    assert [(member.user, member.role) for member in company.memberships.all()] == [(user, "owner")]


def test_only_what_differs_is_written_and_the_rest_kept() -> None:
    company = CompanyFactory(name="Hanbit", city="Daejeon")
    Company.objects.filter(pk=company.pk).update(summary="Changed by somebody else meanwhile.")

    update_company(company, fields={"name": "Hanbit", "city": "Seoul"})

    company.refresh_from_db()
    assert (company.city, company.summary) == ("Seoul", "Changed by somebody else meanwhile.")


def test_saving_the_same_again_leaves_the_date_alone(announced: Announced) -> None:
    project = ProjectFactory()
    before = project.company.updated_at

    update_company(project.company, fields={"languages": ["ko", "en"], "city": "Daejeon"})

    project.company.refresh_from_db()
    assert (project.company.updated_at, announced) == (before, [])


@pytest.mark.parametrize(
    ("fields", "is_relevant"),
    [({"languages": ["ko"]}, True), ({"employees": 39}, True), ({"nace": ["38.31"]}, True), ({"city": "Seoul"}, False)],
)
def test_projects_enter_again_when_matching_reads_what_changed(
    fields: dict[str, object], is_relevant: bool, announced: Announced
) -> None:
    project = ProjectFactory()
    ProjectFactory(company=project.company, status="draft")

    update_company(project.company, fields=fields)

    assert announced == ([("entered", [project.pk])] if is_relevant else [])
