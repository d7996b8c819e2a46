from threading import Thread

import pytest
from django.db import connection

from companies.models import Company, Project
from companies.services.announcements import announce_changed
from companies.services.companies import update_company, verify_company
from companies.services.projects import update_project, withdraw_project
from directory.models import DirectoryChange, DirectoryEntry, DirectoryVersion, DirectoryWord
from directory.queries.directory import search_directory
from directory.services.directory import drain_directory, mark_stale, rebuild_directory, refresh_directory
from directory.tasks import refresh_directory as refresh_directory_task
from tests.factories import CompanyFactory, LuxembourgProjectFactory, ProjectFactory
from tests.standing import reinstate, suspend

pytestmark = pytest.mark.django_db


def listed(document_type: str, text: str = "") -> list[str]:
    return sorted(str(hit.project or hit.company) for hit in search_directory(document_type, text).hits)


def listed_after_drain(document_type: str, text: str = "") -> list[str]:
    drain_directory()
    return listed(document_type, text)


def state_of(project: Project) -> tuple[list[str], str]:
    entry = DirectoryEntry.objects.get(project=project)
    return entry.facets, entry.document


def test_company_is_found_from_its_verification_on_by_its_projects_texts_too() -> None:
    company = CompanyFactory(name="Hanbit", status="submitted")
    ProjectFactory(company=company, title="Floating turbines")

    assert listed_after_drain("company") == []
    verify_company(company)

    assert listed_after_drain("company", "turbine") == ["Hanbit"]
    assert listed("project", "turbine") == ["Floating turbines"]


def test_changed_company_is_found_by_its_new_name_alone() -> None:
    company = CompanyFactory(name="Hanbit")
    rebuild_directory()

    update_company(company, fields={"name": "Saebyeok", "city": "Busan"})

    assert listed_after_drain("company", "saebyeok") == ["Saebyeok"]
    assert search_directory("company", "Hanbit", is_exact=True).total == 0
    assert search_directory("company").counts["city"] == {"Busan": 1}


def test_changed_project_is_found_by_its_new_text_alone() -> None:
    project = ProjectFactory(title="Kiln")
    rebuild_directory()

    update_project(project, fields={"title": "Furnace"})

    assert listed_after_drain("project", "furnace") == ["Furnace"]
    assert search_directory("project", "kiln", is_exact=True).total == 0


def test_what_leaves_is_found_no_more_and_what_comes_back_is() -> None:
    project = ProjectFactory(title="Kiln")
    other = ProjectFactory(title="Furnace")
    rebuild_directory()

    withdraw_project(project)
    assert listed_after_drain("project") == ["Furnace"]
    suspend(other.company)
    assert listed_after_drain("project") == []
    assert listed("company") == [str(project.company)]
    reinstate(other.company)

    assert listed_after_drain("project", "furnace") == ["Furnace"]


def test_refreshing_again_changes_nothing_that_is_said() -> None:
    project = ProjectFactory()
    refresh_directory([project.company_id])
    before = state_of(project)

    refresh_directory([project.company_id])

    assert state_of(project) == before
    assert DirectoryEntry.objects.count() == 2


def test_drain_refreshes_each_changed_company_and_forgets_the_changes() -> None:
    for _number in range(3):
        mark_stale([CompanyFactory().pk])
    mark_stale(Company.objects.values_list("pk", flat=True))

    assert drain_directory() == 3
    assert drain_directory() == 0
    assert DirectoryChange.objects.count() == 0
    assert DirectoryVersion.objects.count() == 1


def test_an_announced_change_marks_the_company_stale_and_the_task_drains_it() -> None:
    company = CompanyFactory(name="Hanbit")

    announce_changed([])
    nothing = DirectoryChange.objects.count()
    announce_changed([company.pk, company.pk])
    noted = DirectoryChange.objects.count()
    refresh_directory_task()

    assert (nothing, noted) == (0, 1)
    assert listed("company", "hanbit") == ["Hanbit"]


def test_entry_carries_facets_of_company_and_project() -> None:
    project = LuxembourgProjectFactory(digital=["ai"], company__nace=["38.32"], company__employees=9)

    refresh_directory([project.company_id])

    assert DirectoryEntry.objects.get(project=project).facets == [
        "city:Esch-sur-Alzette",
        "country:LU",
        "digital:ai",
        "green:circular_economy",
        "nace:E",
        "nace:E38",
        "role:seeker",
        "size:0-9",
        "trl:9",
        "type:technology_transfer",
    ]


def test_words_are_known_in_both_scripts_by_latin_letters() -> None:
    CompanyFactory(name="Hanbit", name_local="한빛", summary="Turbines")

    rebuild_directory()

    assert dict(DirectoryWord.objects.filter(word__in=["hanbit", "한빛"]).values_list("word", "key")) == {
        "hanbit": "hanbit",
        "한빛": "hanbit",
    }


def test_rebuilding_forgets_words_that_nobody_uses_any_more() -> None:
    project = ProjectFactory(title="Kiln")
    rebuild_directory()
    update_project(project, fields={"title": "Furnace"})

    rebuild_directory()

    assert set(DirectoryWord.objects.filter(word__in=["kiln", "furnace"]).values_list("word", flat=True)) == {"furnace"}


@pytest.mark.django_db(transaction=True)
def test_two_drains_at_once_do_the_work_once() -> None:
    for _number in range(4):
        mark_stale([ProjectFactory().company_id])
    refreshed: list[int] = []

    def drain() -> None:
        refreshed.append(drain_directory())
        connection.close()

    threads = [Thread(target=drain) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(refreshed) == 4
    assert DirectoryEntry.objects.filter(is_listed=True).count() == 8
