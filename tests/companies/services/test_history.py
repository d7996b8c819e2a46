import pytest

from companies.models import ProfileChange
from companies.services.companies import update_company
from companies.services.projects import update_project
from tests.factories import CompanyFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db


def kept() -> list[tuple[str, str, str]]:
    return list(ProfileChange.objects.order_by("field").values_list("field", "old_text", "new_text"))


def test_an_edit_of_a_company_keeps_what_each_field_said_and_who_changed_it() -> None:
    company, person = CompanyFactory(city="Daejeon", languages=["ko"], employees=None, is_sme_eu=None), UserFactory()

    update_company(
        company, fields={"city": "Seoul", "languages": ["ko", "en"], "employees": 9, "is_sme_eu": True}, by=person
    )

    assert kept() == [
        ("city", "Daejeon", "Seoul"),
        ("employees", "", "9"),
        ("is_sme_eu", "", "yes"),
        ("languages", "ko", "ko; en"),
    ]
    assert set(ProfileChange.objects.values_list("company", "project", "changed_by")) == {(company.pk, None, person.pk)}


def test_an_edit_of_a_project_keeps_texts_and_cooperations() -> None:
    project, person = ProjectFactory(offer="A line."), UserFactory()

    update_project(project, fields={"offer": "Two lines."}, cooperations=[("joint_research", "peer")], by=person)

    assert kept() == [
        ("cooperations", "technology_transfer (provider)", "joint_research (peer)"),
        ("offer", "A line.", "Two lines."),
    ]
    assert ProfileChange.objects.filter(project=project, company=project.company).count() == 2


def test_what_stays_as_it_was_and_what_nobody_in_particular_changed_is_not_kept() -> None:
    project, person = ProjectFactory(offer="A line."), UserFactory()

    update_project(project, fields={"offer": "A line."}, cooperations=[("technology_transfer", "provider")], by=person)
    update_project(project, fields={"offer": "Two lines."})
    update_company(project.company, fields={"city": "Busan"})

    assert kept() == []


def test_the_history_outlives_the_account_of_who_wrote_it() -> None:
    company, person = CompanyFactory(city="Daejeon"), UserFactory()
    update_company(company, fields={"city": "Seoul"}, by=person)

    person.delete()

    assert ProfileChange.objects.get().changed_by is None
