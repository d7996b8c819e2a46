import json
from collections.abc import Callable
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from companies.models import Company, Contact, ProfileChange, Project
from companies.queries.edited_profiles import changes_to_check
from companies.services.projects import update_project
from exchange.services.imports import ImportOptions, ImportReport, import_companies
from tests.exchange.profile_lines import company_line, file_of, project_line
from tests.factories import ProjectFactory, ReviewerFactory

pytestmark = pytest.mark.django_db

Announced = list[tuple[str, list[int]]]
PUBLISHING = ImportOptions(is_publishing=True)


def import_lines(*lines: dict[str, Any], options: ImportOptions = PUBLISHING) -> ImportReport:
    return import_companies(file_of(*lines), options=options)


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.refused, report.published


def snapshot() -> list[Any]:
    """Every stored value of what an import writes, dates included."""
    return [list(model.objects.order_by("pk").values()) for model in (Company, Project, Contact)]


def project_id() -> int:
    return Project.objects.get(source_id="kr-01-p1").pk


def test_new_companies_are_drafts_and_nothing_is_told(announced: Announced) -> None:
    report = import_lines(company_line(), company_line(id="kr-02"), options=ImportOptions())

    assert counts(report) == (2, 0, 0, 0, 0)
    assert set(Company.objects.values_list("source", "source_id", "status")) == {
        ("import", "kr-01", "draft"),
        ("import", "kr-02", "draft"),
    }
    assert list(Project.objects.values_list("status", flat=True)) == ["draft", "draft"]
    assert announced == []


def test_published_import_enters_all_its_projects_in_one_signal(announced: Announced) -> None:
    report = import_lines(company_line(), company_line(id="kr-02"))

    assert counts(report) == (2, 0, 0, 0, 2)
    assert set(Company.objects.values_list("status", flat=True)) == {"verified"}
    assert announced == [("entered", list(Project.objects.published().order_by("pk").values_list("pk", flat=True)))]


def test_same_file_twice_changes_nothing(announced: Announced) -> None:
    line = company_line(contact={"name": "Seoyeon Han", "email": "han@hanbit.example"})
    import_lines(line)
    before = snapshot()
    announced.clear()

    report = import_lines(line)

    assert counts(report) == (0, 0, 1, 0, 0)
    assert (snapshot(), announced) == (before, [])


def test_same_file_publishes_later_what_was_a_draft(announced: Announced) -> None:
    import_lines(company_line(), options=ImportOptions())

    report = import_lines(company_line())

    assert counts(report) == (0, 1, 0, 0, 1)
    assert announced == [("entered", [project_id()])]


def test_changed_line_updates_only_what_changed(announced: Announced) -> None:
    import_lines(company_line(), company_line(id="kr-02"))
    (_companies, projects, _contacts) = before = snapshot()
    announced.clear()

    report = import_lines(company_line(city="Seoul"), company_line(id="kr-02"))

    assert counts(report) == (0, 1, 1, 0, 0)
    assert snapshot()[1] == projects
    changed, untouched = (dict(row) for row in snapshot()[0])
    differing = {key for key, value in changed.items() if before[0][0][key] != value}
    assert differing == {"city", "updated_at", "source_digest"}
    assert untouched == before[0][1]
    assert announced == []


def test_changed_project_enters_again_and_its_neighbour_does_not(announced: Announced) -> None:
    import_lines(company_line(projects=[project_line(), project_line(id="kr-01-p2")]))
    neighbour = Project.objects.get(source_id="kr-01-p2")
    announced.clear()

    report = import_lines(company_line(projects=[project_line(trl=8), project_line(id="kr-01-p2")]))

    assert counts(report) == (0, 1, 0, 0, 0)
    assert announced == [("entered", [project_id()])]
    assert Project.objects.get(source_id="kr-01-p1").trl == 8
    assert Project.objects.get(source_id="kr-01-p2").updated_at == neighbour.updated_at


@pytest.mark.parametrize(("importer", "to_check"), [(ReviewerFactory, 0), (lambda: None, 4)])
def test_history_tells_what_an_import_changed(importer: Callable[[], User | None], to_check: int) -> None:
    import_lines(company_line())
    by = importer()
    project = project_line(title="A new title", cooperation=[{"type": "joint_venture", "role": "peer"}])
    contact = {"name": "Kim", "email": "kim@company.example"}

    options = ImportOptions(by=by)
    import_lines(company_line(city="Busan", employees=77, projects=[project], contact=contact), options=options)

    changes = ProfileChange.objects.order_by("field")
    assert {change.field for change in changes} == {"city", "contact", "cooperations", "employees", "title"}
    assert {change.changed_by for change in changes} == {by}
    assert [change.new_text for change in changes.filter(field__in=["city", "title"])] == ["Busan", "A new title"]
    assert [change.new_text for change in changes.filter(field="contact")] == [""]
    assert changes_to_check().count() == to_check  # nobody reads the contact in public


def test_changed_cooperation_is_replaced_and_enters_again(announced: Announced) -> None:
    import_lines(company_line())
    announced.clear()

    import_lines(company_line(projects=[project_line(cooperation=[{"type": "joint_venture", "role": "peer"}])]))

    cooperations = Project.objects.get().cooperations.values_list("type", "role")
    assert list(cooperations) == [("joint_venture", "peer")]
    assert announced == [("entered", [project_id()])]


def test_changed_working_languages_let_all_public_projects_enter_again(announced: Announced) -> None:
    import_lines(company_line())
    own = ProjectFactory(company=Company.objects.get())
    announced.clear()

    import_lines(company_line(languages=["ko"]))

    assert announced == [("entered", sorted([project_id(), own.pk]))]


def test_added_project_is_published_and_enters_alone(announced: Announced) -> None:
    import_lines(company_line())
    announced.clear()

    report = import_lines(company_line(projects=[project_line(), project_line(id="kr-01-p2")]))

    assert counts(report) == (0, 1, 0, 0, 1)
    assert announced == [("entered", [Project.objects.get(source_id="kr-01-p2").pk])]


def test_project_no_longer_in_the_file_is_left_and_noted() -> None:
    import_lines(company_line(projects=[project_line(), project_line(id="kr-01-p2")]))

    report = import_lines(company_line())

    assert report.notes == ["Row 1 (kr-01): project kr-01-p2 is no longer in the file. It was left unchanged."]
    assert Project.objects.get(source_id="kr-01-p2").status == "published"


def test_what_members_changed_survives_the_same_file() -> None:
    import_lines(company_line())
    update_project(Project.objects.get(), fields={"seek": "Edited by a member."})

    report = import_lines(company_line())

    assert counts(report) == (0, 0, 1, 0, 0)
    assert Project.objects.get().seek == "Edited by a member."


def test_keys_left_out_do_not_empty_what_is_stored() -> None:
    full = company_line(
        registration_number="124-81-00998",
        sme={"eu": True, "korea": True, "year": 2025},
        contact={"name": "Seoyeon Han", "email": "han@hanbit.example", "phone": "+82 42-862-4173"},
    )
    import_lines(full)
    short = company_line(city="Seoul")
    del short["name_local"]

    import_lines(short)

    company = Company.objects.get()
    assert (company.city, company.name_local, company.registration_number, company.sme_year) == (
        "Seoul",
        "한빛사이클(주)",
        "124-81-00998",
        2025,
    )
    assert Contact.objects.get().email == "han@hanbit.example"


def test_contact_follows_the_file() -> None:
    import_lines(company_line(contact={"name": "Seoyeon Han", "email": "han@hanbit.example"}), company_line(id="kr-02"))
    contact = {"name": "Minjun Seo", "email": "seo@hanbit.example"}

    report = import_lines(company_line(contact=contact), company_line(id="kr-02", contact=contact))

    assert counts(report) == (0, 2, 0, 0, 0)
    assert list(Contact.objects.values_list("name", flat=True)) == ["Minjun Seo", "Minjun Seo"]


@pytest.mark.parametrize("status", ["returned", "suspended"])
def test_import_never_lifts_what_staff_decided_about_a_company(status: str, announced: Announced) -> None:
    import_lines(company_line(), options=ImportOptions())
    Company.objects.update(status=status)

    report = import_lines(company_line(city="Seoul"))

    assert counts(report) == (0, 1, 0, 0, 0)
    assert (Company.objects.get().status, Project.objects.get().status, announced) == (status, "draft", [])


@pytest.mark.parametrize("status", ["returned", "withdrawn", "expired", "archived"])
def test_import_never_revives_a_project_that_left(status: str, announced: Announced) -> None:
    import_lines(company_line())
    Project.objects.update(status=status)
    announced.clear()

    report = import_lines(company_line(projects=[project_line(trl=8)]))

    assert (counts(report), announced) == ((0, 1, 0, 0, 0), [])
    assert Project.objects.get().status == status


def test_import_publishes_no_draft_that_members_wrote() -> None:
    import_lines(company_line(), options=ImportOptions())
    own = ProjectFactory(company=Company.objects.get(), status="draft")

    import_lines(company_line())

    own.refresh_from_db()
    assert own.status == "draft"


def test_same_id_from_another_source_is_another_company() -> None:
    import_lines(company_line())

    report = import_lines(company_line(), options=ImportOptions(source="een"))

    assert counts(report) == (1, 0, 0, 0, 0)


def test_companies_already_there_can_be_left_alone() -> None:
    import_lines(company_line())

    report = import_lines(
        company_line(city="Seoul"), company_line(id="kr-02"), options=ImportOptions(is_updating=False)
    )

    assert counts(report) == (1, 0, 1, 0, 0)
    assert Company.objects.get(source_id="kr-01").city == "Daejeon"


def test_empty_file_is_no_error() -> None:
    assert counts(import_companies(BytesIO(b""), options=PUBLISHING)) == (0, 0, 0, 0, 0)


def varied(number: int, city: str) -> dict[str, Any]:
    contact = {"name": f"Person {number}", "email": f"person{number}@hanbit.example"}
    return company_line(id=f"kr-{number}", city=city, contact=contact, languages=["ko" if city == "Seoul" else "en"])


@pytest.mark.parametrize("previous_city", [None, "Seoul", "Daejeon"], ids=["new", "changed", "the same"])
def test_queries_do_not_grow_with_the_lines_of_a_batch(previous_city: str | None) -> None:
    asked = []
    for count in (1, 3):
        Company.objects.all().delete()
        if previous_city:
            import_lines(*(varied(number, previous_city) for number in range(count)))
        with CaptureQueriesContext(connection) as queries:
            import_lines(*(varied(number, "Daejeon") for number in range(count)))
        # What receivers in other apps ask is theirs to keep small.
        asked.append(
            len([query for query in queries if '"companies_' in query["sql"] and "matching_" not in query["sql"]])
        )

    assert asked[0] == asked[1]


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once_create_each_company_once() -> None:
    content = "\n".join(json.dumps(company_line(id=f"kr-{number}")) for number in range(40)).encode()
    reports: list[ImportReport] = []
    together = Barrier(2)

    def run() -> None:
        together.wait()
        reports.append(import_companies(BytesIO(content), options=PUBLISHING))
        connection.close()

    threads = [Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(report.created for report in reports) == 40
    assert [report.refused for report in reports] == [0, 0]
    assert (Company.objects.count(), Project.objects.published().count()) == (40, 40)
