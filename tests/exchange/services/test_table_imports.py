import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Contact, Project
from companies.services.companies import update_company
from exchange.models import ImportBatch, ImportRow
from exchange.services.import_outcomes import ImportOptions
from exchange.services.table_imports import (
    apply_import,
    check_upload,
    confirm_import,
    discard_import,
)
from matching.models import MatchRun
from tests.exchange.tables.test_xlsx_files import workbook_of
from tests.exchange.uploads import OPTIONS, ROW, bring_in, check, csv_of, outcomes
from tests.factories import AdministratorFactory, CompanyFactory
from values.errors import StateConflictError

pytestmark = pytest.mark.django_db

PUBLISHING = ImportOptions(source="table", is_telling_changes=True, is_publishing=True)


def test_dry_run_foretells_every_row_and_writes_no_company() -> None:
    bring_in(ROW, ROW | {"id": "kr-02"})
    before = list(Company.objects.order_by("pk").values())

    batch = check(
        ROW | {"city": "Seoul"}, ROW | {"id": "kr-02"}, ROW | {"id": "kr-03"}, ROW | {"id": "kr-04", "country": "Mars"}
    )

    assert outcomes(batch) == [(2, "update"), (3, "unchanged"), (4, "create"), (5, "refuse")]
    assert batch.rows.get(line=2).changes == {"city": ["Daejeon", "Seoul"]}
    assert batch.rows.get(line=5).reasons == ["Column C (country): unknown code “Mars”; allowed codes: KR, LU."]
    assert list(Company.objects.order_by("pk").values()) == before


def test_dry_run_of_a_publishing_import_wakes_nobody() -> None:
    batch = check(ROW, options=PUBLISHING)

    assert (outcomes(batch), Company.objects.count(), MatchRun.objects.count()) == ([(2, "create")], 0, 0)


def test_confirmed_import_does_what_was_foretold() -> None:
    batch = bring_in(ROW, ROW | {"id": "kr-02", "name": ""})

    assert (batch.status, outcomes(batch)) == ("done", [(2, "create"), (3, "refuse")])
    assert Company.objects.get().source_id == "kr-01"
    assert Company.objects.get().status == "draft"


def test_rows_that_contradict_each_other_are_foretold_too() -> None:
    number = {"registration_number": "124-81-00998"}

    batch = check(ROW | number, ROW | number | {"id": "kr-02"})

    assert outcomes(batch) == [(2, "create"), (3, "refuse")]
    assert "this number already belongs to another company" in batch.rows.get(line=3).reasons[0]


@pytest.mark.parametrize("id_in_file", ["source", "portal"])
def test_an_import_is_refused_when_a_company_of_it_has_changed_since_it_was_foretold(id_in_file: str) -> None:
    bring_in(ROW)
    company = Company.objects.get()
    row = ROW | ({"id": company.public_id} if id_in_file == "portal" else {}) | {"city": "Busan"}
    foretold, other = check(row), check(ROW | {"id": "kr-77"})
    update_company(company, fields={"city": "Seoul"})

    with pytest.raises(StateConflictError, match="1 company in this file has changed"):
        confirm_import(foretold, by=AdministratorFactory())
    confirm_import(other, by=AdministratorFactory())
    confirm_import(check(row), by=AdministratorFactory())

    assert ImportBatch.objects.get(pk=foretold.pk).status == "checked"


def test_row_is_judged_again_when_it_is_imported() -> None:
    batch = check(ROW | {"registration_number": "124-81-00998"})
    CompanyFactory(registration_number="124-81-00998")

    confirm_import(batch, by=AdministratorFactory())
    apply_import(batch.pk)

    assert outcomes(batch) == [(2, "refuse")]
    assert Company.objects.count() == 1


def test_publishing_import_verifies_and_publishes() -> None:
    content = workbook_of(
        [list(ROW), list(ROW.values())],
        [
            [
                *("company", "id", "language", "title", "summary", "offer", "seek"),
                *("cooperation", "environmental objectives", "trl"),
            ],
            ["kr-01", "p1", "ko", "유리 분리", "요약", "설비", "부지", "joint_research: peer", "circular_economy", 7],
        ],
    )
    batch = check_upload(content, file_name="list.xlsx", by=AdministratorFactory(), options=PUBLISHING)
    confirm_import(batch, by=AdministratorFactory())

    apply_import(batch.pk)

    assert Company.objects.get().status == "verified"
    assert Project.objects.get().status == "published"


def test_table_without_projects_leaves_and_mentions_none() -> None:
    bring_in(ROW)
    Project.objects.create(
        company=Company.objects.get(),
        source_id="p1",
        language="ko",
        title="유리",
        green_objectives=["water"],
        trl=7,
    )

    batch = check(ROW | {"city": "Seoul"})

    assert batch.notes == []
    assert Project.objects.count() == 1


def test_row_with_the_portals_own_id_is_about_that_company() -> None:
    company = CompanyFactory(city="Daejeon", founded=2015)

    batch = bring_in(ROW | {"id": "", "public_id": company.public_id, "city": "Seoul"})

    company.refresh_from_db()
    assert (outcomes(batch), Company.objects.count()) == ([(2, "update")], 1)
    assert (company.city, company.founded, company.source_id) == ("Seoul", 2015, "")


def test_portal_id_nobody_has_and_a_company_named_twice_are_refused() -> None:
    bring_in(ROW)
    public_id = Company.objects.get().public_id

    batch = check(
        ROW | {"public_id": ""},
        ROW | {"id": "kr-02", "public_id": public_id},
        ROW | {"id": "kr-03", "public_id": "zzzzzzzzzz"},
    )

    assert outcomes(batch) == [(2, "unchanged"), (3, "refuse"), (4, "refuse")]
    assert "about the same company" in batch.rows.get(line=3).reasons[0]
    assert "no company with the ID zzzzzzzzzz" in batch.rows.get(line=4).reasons[0]


def test_contact_changes_are_told_without_what_they_are() -> None:
    bring_in(ROW)

    batch = bring_in(ROW | {"contact_name": "Seoyeon Han", "contact_email": "han@hanbit.example"})

    assert batch.rows.get().changes == {"contact": ["", ""]}
    assert Contact.objects.get().email == "han@hanbit.example"


def test_importing_again_changes_nothing() -> None:
    bring_in(ROW)
    update_company(Company.objects.get(), fields={"city": "Busan"})

    batch = bring_in(ROW)

    assert outcomes(batch) == [(2, "unchanged")]
    assert Company.objects.get().city == "Busan"


def test_unconfirmed_import_is_not_applied() -> None:
    batch = check(ROW)

    apply_import(batch.pk)

    assert Company.objects.count() == 0


def test_import_is_confirmed_once_and_not_discarded_under_way() -> None:
    batch = check(ROW)
    confirm_import(batch, by=AdministratorFactory())

    with pytest.raises(StateConflictError):
        confirm_import(batch, by=AdministratorFactory())
    with pytest.raises(StateConflictError):
        discard_import(batch)


def test_discarded_import_leaves_nothing() -> None:
    discard_import(check(ROW))

    assert (ImportBatch.objects.count(), ImportRow.objects.count()) == (0, 0)


def test_queries_of_a_dry_run_do_not_grow_with_its_rows() -> None:
    asked = []
    for count in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            check_upload(
                csv_of(*(ROW | {"id": f"kr-{number}"} for number in range(count))),
                file_name="list.csv",
                by=AdministratorFactory(),
                options=OPTIONS,
            )
        asked.append(len(queries))

    assert asked[0] == asked[1]
