from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from companies.models import Company, Project
from tests.exchange.samples import XML, document, profile_object
from tests.factories import CompanyFactory, ContactFactory, ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "een.xml"
    path.write_text(XML, "utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *args: Any) -> list[str]:
    call_command(*args)
    return capsys.readouterr().out.splitlines()


def test_dry_run_tells_the_outcome_and_writes_nothing(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    *notes, outcome, last = printed(capsys, "import_een", sample)

    assert len(notes) == 5
    assert outcome == "Starting at profile 1: Minette Membranes S.à r.l. (LU-0042; LU-membranes): new company"
    assert last == "Nothing was written. Add --apply to import."
    assert Company.objects.count() == 0


def test_apply_writes_and_the_second_time_finds_nothing_new(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = printed(capsys, "import_een", sample, "--apply", "--publish")
    second = printed(capsys, "import_een", sample, "--apply", "--publish")

    assert first[-1].endswith(": new company")
    assert second[-1].endswith(": unchanged company")
    assert list(Project.objects.values_list("status", "company__source")) == [("published", "een")]


def test_refused_profile_is_told_with_its_reasons(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "een.json"
    path.write_bytes(document(profile_object(type="XX")))

    assert printed(capsys, "import_een", path)[:2] == [
        "Starting at profile 1: kr-42: refused row",
        "  - profile 1, type: unknown code “XX”; allowed codes: BO, BR, TO, TR, RDR.",
    ]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_exported_file_is_read_back_without_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    project = ProjectFactory(trl=8)
    path = tmp_path / f"een.{form}"

    call_command("export_een", "--format", form, "--output", path)

    assert printed(capsys, "import_een", path, "--apply") == [
        (
            f"Starting at profile 1: {project.company.name} ({project.company.public_id}; {project.public_id}): "
            "unchanged company"
        )
    ]


def test_changes_are_told_field_by_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ProjectFactory()
    path = tmp_path / "een.json"
    call_command("export_een", "--output", path)
    path.write_text(path.read_text("utf-8").replace("Daejeon", "Seoul"), "utf-8")

    lines = printed(capsys, "import_een", path)

    assert lines[0].endswith(": changed company")
    assert lines[1] == "  - city: Daejeon → Seoul"


def test_export_prints_one_project_or_its_report(capsys: pytest.CaptureFixture[str]) -> None:
    project = ProjectFactory(status="draft", trl=8)

    document_lines = printed(capsys, "export_een", "--project", project.public_id)
    report = printed(capsys, "export_een", "--project", project.public_id, "--report")

    assert document_lines[0] == '{"schema": "sgbc-een/1", "profiles": ['
    assert report[0] == f"{project.company.name} · {project.title} ({project.public_id})"
    assert any("Level 8 is given as the stage" in line for line in report)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("import_een", "absent.json"), "cannot be read: No such file or directory"),
        (("export_een", "--project", "nobody"), "There is no project with the ID nobody."),
        (("export_een", "--output", "."), "cannot be written: Is a directory"),
        (("export_profiles", "."), "cannot be written: Is a directory"),
    ],
)
def test_what_cannot_be_done_fails_in_words(args: tuple[str, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        call_command(*args)


def test_bomb_and_unusable_source_fail_in_words(tmp_path: Path) -> None:
    path = tmp_path / "een.xml"
    path.write_text("<!DOCTYPE p [<!ENTITY a 'b'>]><profiles>&a;</profiles>", "utf-8")

    with pytest.raises(CommandError, match="DTD or defines XML entities"):
        call_command("import_een", path)
    with pytest.raises(CommandError, match="1 to 40 characters"):
        call_command("import_een", path, "--source", "x" * 41)


def test_exported_lines_are_imported_again_without_a_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, again = tmp_path / "companies.jsonl", tmp_path / "again.jsonl"
    ContactFactory(company=ProjectFactory(partner_trl_min=2, partner_trl_max=9).company)
    CompanyFactory()

    exported = printed(capsys, "export_profiles", path, "--contacts")
    imported = printed(capsys, "import_profiles", path)
    call_command("export_profiles", again, "--contacts")

    assert exported == ["1 companies; 1 without a project were left out."]
    assert imported[0] == "Companies: 0 created, 0 updated, 1 unchanged, 0 refused."
    assert again.read_bytes() == path.read_bytes()


def test_exported_lines_are_narrowed_by_country_and_state(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "companies.jsonl"
    ProjectFactory(company=CompanyFactory(country="LU", name="Wanted"))
    ProjectFactory()

    lines = printed(capsys, "export_profiles", path, "--country", "LU", "--status", "verified")

    assert lines == ["1 companies; 0 without a project were left out."]
    assert "Wanted" in path.read_text("utf-8")
    assert "hidden.person" not in path.read_text("utf-8")
