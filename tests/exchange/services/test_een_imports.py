import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Project
from companies.services.companies import update_company
from companies.services.projects import update_project
from exchange.een.profiles import make_profiles
from exchange.een.sources import source_of
from exchange.een.writing import FORMS
from exchange.errors import DocumentRefusedError
from exchange.models import ImportBatch
from exchange.services.import_outcomes import ImportOptions
from exchange.services.table_imports import apply_import, check_upload, confirm_import
from tests.exchange.samples import XML, document, profile_object
from tests.factories import AdministratorFactory, CompanyFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db
OPTIONS = ImportOptions(source="een", is_telling_changes=True)


def check(content: bytes, name: str = "profiles.json") -> ImportBatch:
    return check_upload(content, file_name=name, by=AdministratorFactory(), options=OPTIONS)


def bring_in(content: bytes, name: str = "profiles.json") -> ImportBatch:
    batch = check(content, name)
    confirm_import(batch, by=AdministratorFactory())
    apply_import(batch.pk)
    batch.refresh_from_db()
    return batch


def outcomes(batch: ImportBatch) -> list[str]:
    return list(batch.rows.order_by("line").values_list("outcome", flat=True))


def exported(*projects: Project, form: str = "json") -> bytes:
    profiles = [profile for project in projects for profile in make_profiles(source_of(project))]
    return "".join(FORMS[form](profiles)).encode()


def stored() -> list[Any]:
    rows: list[Any] = list(Company.objects.order_by("pk").values_list("pk", "name", "employees", "updated_at"))
    names = ("pk", "title", "offer", "green_objectives", "digital", "concepts", "trl", "partner_trl_min", "updated_at")
    rows += Project.objects.order_by("pk").values_list(*names)
    rows += Project.objects.order_by("pk", "cooperations__pk").values_list("pk", "cooperations__type")
    return rows


@pytest.fixture
def rich_project() -> Project:
    """One that says more than any profile holds, written on the portal."""
    project = ProjectFactory(
        trl=8,
        partner_trl_min=4,
        partner_trl_max=9,
        digital=["ai", "iot", "cloud", "robotics", "simulation", "blockchain"],
        concepts=["solar.cell"],
    )
    project.cooperations.all().delete()
    for role in ("provider", "seeker"):
        project.cooperations.create(type="joint_venture", role=role)
    return Project.objects.get(pk=project.pk)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_exported_project_that_comes_back_changes_nothing(rich_project: Project, form: str) -> None:
    before = stored()

    batch = bring_in(exported(rich_project, form=form), f"profiles.{form}")

    assert (outcomes(batch), batch.notes) == (["unchanged"], [])
    assert stored() == before


def test_edited_profile_changes_what_was_edited_and_nothing_finer(rich_project: Project) -> None:
    content = json.loads(exported(rich_project))
    for profile in content["profiles"]:
        profile["title"] = "A better title"

    batch = bring_in(json.dumps(content).encode())

    rich_project.refresh_from_db()
    assert outcomes(batch) == ["update"]
    assert (rich_project.title, rich_project.trl, rich_project.concepts) == ("A better title", 8, ["solar.cell"])
    assert len(rich_project.digital) == 6
    assert set(rich_project.cooperations.values_list("role", flat=True)) == {"provider", "seeker"}
    assert Project.objects.count() == 1


def test_stored_project_that_makes_no_profile_takes_what_the_document_says(rich_project: Project) -> None:
    content = exported(rich_project)
    rich_project.cooperations.all().delete()

    batch = bring_in(content)

    rich_project.refresh_from_db()
    assert outcomes(batch) == ["update"]
    assert (rich_project.trl, rich_project.cooperations.get().role) == (7, "peer")


def test_other_stage_brings_its_typical_level(rich_project: Project) -> None:
    content = json.loads(exported(rich_project))
    for profile in content["profiles"]:
        profile["stage"] = "lab_tested"

    bring_in(json.dumps(content).encode())

    rich_project.refresh_from_db()
    assert rich_project.trl == 4


def test_profiles_from_elsewhere_become_a_draft_and_the_same_document_twice_changes_nothing() -> None:
    first = bring_in(XML.encode(), "een.xml")
    again = bring_in(XML.encode(), "een.xml")

    project = Project.objects.get()
    assert (outcomes(first), outcomes(again)) == (["create"], ["unchanged"])
    assert (project.company.source, project.company.source_id, project.source_id) == ("een", "LU-0042", "LU-membranes")
    assert (project.status, project.company.status) == ("draft", "draft")
    assert (project.trl, project.green_objectives, project.digital) == (4, ["water", "circular_economy"], ["iot"])
    assert any("Filtration" in note for note in first.notes)


def test_what_people_changed_on_the_portal_survives_the_same_document() -> None:
    bring_in(XML.encode(), "een.xml")
    project = Project.objects.get()
    update_project(project, fields={"title": "Written by its people", "trl": 5}, by=UserFactory())
    update_company(project.company, fields={"city": "Belval"})

    batch = bring_in(XML.encode(), "een.xml")

    project.refresh_from_db()
    assert outcomes(batch) == ["unchanged"]
    assert (project.title, project.trl, project.company.city) == ("Written by its people", 5, "Belval")


def test_dry_run_writes_nothing_and_tells_each_company() -> None:
    company = profile_object()["company"] | {"reference": "kr-43"}

    batch = check(document(profile_object(), profile_object(reference="B", company=company, stage="dreaming")))

    assert outcomes(batch) == ["create", "refuse"]
    assert batch.rows.get(line=2).reasons[0].startswith("profile 2, stage: unknown code “dreaming”")
    assert Company.objects.count() == 0


def test_document_that_cannot_be_read_is_refused_whole() -> None:
    with pytest.raises(DocumentRefusedError, match="DTD or defines XML entities"):
        check(b"<!DOCTYPE p [<!ENTITY a 'b'>]><profiles>&a;</profiles>", "een.xml")

    assert ImportBatch.objects.count() == 0


def test_queries_of_a_dry_run_do_not_grow_with_its_profiles() -> None:
    asked = []
    for count in (1, 3):
        while Project.objects.count() < count:
            ProjectFactory(company=CompanyFactory())
        content = exported(*Project.objects.all())
        with CaptureQueriesContext(connection) as queries:
            assert outcomes(check(content)) == ["unchanged"] * count
        asked.append(len(queries))

    assert asked[0] == asked[1]
