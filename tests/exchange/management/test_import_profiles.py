import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from companies.models import Company
from tests.exchange.profile_lines import company_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """One good and one bad line."""
    path = tmp_path / "profiles.jsonl"
    path.write_text(f"{json.dumps(company_line())}\n{json.dumps(company_line(id='kr-02', city=7))}\n", "utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *args: Any) -> list[str]:
    call_command("import_profiles", *args)
    return capsys.readouterr().out.splitlines()


def test_report_names_line_company_reason_and_counts(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, file, "--publish", "--source", "een")

    assert lines == [
        "Row 2 (kr-02)",
        "  - city: expected text, found a number; correct the value.",
        "Companies: 1 created, 0 updated, 0 unchanged, 1 refused.",
        "Projects published: 1.",
    ]
    assert list(Company.objects.values_list("source", "status")) == [("een", "verified")]


def test_refused_lines_fail_the_command_only_when_strict(file: Path) -> None:
    with pytest.raises(CommandError, match=r"^Some rows were refused\.$"):
        call_command("import_profiles", file, "--strict")

    assert list(Company.objects.values_list("source_id", "status")) == [("kr-01", "draft")]


def test_more_than_a_thousand_refusals_are_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.txt"
    path.write_text("no json\n" * 1003, "utf-8")

    assert printed(capsys, path)[-3:] == [
        "3 more rows were refused.",
        "Companies: 0 created, 0 updated, 0 unchanged, 1003 refused.",
        "Projects published: 0.",
    ]


@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_file_that_cannot_be_read_fails_in_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match=r"cannot be read: (No such file or directory|Is a directory)\.$"):
        call_command("import_profiles", tmp_path / name)


def test_unusable_source_name_is_refused(file: Path) -> None:
    with pytest.raises(CommandError, match=r"^The name of the source must be 1 to 40 characters long\.$"):
        call_command("import_profiles", file, "--source", "x" * 41)
