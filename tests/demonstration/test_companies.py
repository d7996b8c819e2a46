import json
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import User
from companies.models import Company, Membership, Project
from companies.services.projects import update_project
from demonstration.companies import PASSWORD, PROFILES, list_sign_ins, load_demonstration
from demonstration.errors import DemonstrationRefusedError
from directory.services.directory import drain_directory
from tests.exchange.profile_lines import company_line, project_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    """Two Korean companies with one contact person between them, and one of Luxembourg."""
    han = {"name": "Seoyeon Han", "email": "Seoyeon.Han@hanbit.example", "phone": "+82 42-862-4173"}
    weber = {"name": "Claire Weber", "email": "claire.weber@eaux.example"}
    lines = [
        company_line(contact=han),
        company_line(id="kr-02", contact=han),
        company_line(
            id="lu-01",
            country="LU",
            name="Eaux S.A.",
            contact=weber,
            projects=[project_line(id="lu-01-p1", language="fr"), project_line(id="lu-01-p2", language="en")],
        ),
    ]
    file = tmp_path / "profiles.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return file


def test_companies_are_public_and_each_has_its_member(profiles: Path) -> None:
    report = load_demonstration(profiles)

    members = Membership.objects.order_by("company__source_id")
    assert (report.created, report.published) == (3, 4)
    assert list(members.values_list("company__source_id", "user__email", "role")) == [
        ("kr-01", "seoyeon.han@hanbit.example", "owner"),
        ("kr-02", "seoyeon.han@hanbit.example", "owner"),
        ("lu-01", "claire.weber@eaux.example", "owner"),
    ]


def test_members_have_their_language_zone_and_verified_address(profiles: Path) -> None:
    load_demonstration(profiles)

    users = User.objects.filter(staff_role="").order_by("email")
    assert list(users.values_list("full_name", "language", "time_zone")) == [
        ("Claire Weber", "fr", "Europe/Luxembourg"),
        ("Seoyeon Han", "ko", "Asia/Seoul"),
    ]
    assert set(EmailAddress.objects.values_list("user__email", "verified", "primary")) == {
        (user.email, True, True) for user in User.objects.all()
    }


def test_listed_people_can_sign_in_and_nobody_else_has_a_password(profiles: Path) -> None:
    content = profiles.read_text("utf-8")
    other = company_line(id="kr-03", contact={"name": "Minjun Seo", "email": "seo@other.example"})
    profiles.write_text(f"{content}\n{json.dumps(other)}", "utf-8")

    load_demonstration(profiles)

    assert [(row.role, row.email) for row in list_sign_ins()] == [
        ("member, Hanbit Cycle Co., Ltd.", "seoyeon.han@hanbit.example"),
        ("member, Eaux S.A.", "claire.weber@eaux.example"),
        ("reviewer", "reviewer@sgbc.example"),
        ("administrator", "administrator@sgbc.example"),
    ]
    assert all(authenticate(None, email=row.email, password=row.password) for row in list_sign_ins())
    assert not User.objects.get(email="seo@other.example").has_usable_password()


def test_loading_again_changes_nothing_and_asks_little(profiles: Path) -> None:
    load_demonstration(profiles)
    update_project(Project.objects.get(source_id="kr-01-p1"), fields={"seek": "Edited in the demonstration."})
    drain_directory()
    user = User.objects.get(email="seoyeon.han@hanbit.example")
    user.set_password("a password of my own")
    user.save()
    before = list(User.objects.order_by("pk").values()), list(Company.objects.order_by("pk").values())

    with CaptureQueriesContext(connection) as queries:
        report = load_demonstration(profiles)

    assert (report.created, report.updated, report.unchanged) == (0, 0, 3)
    assert Project.objects.get(source_id="kr-01-p1").seek == "Edited in the demonstration."
    assert (list(User.objects.order_by("pk").values()), list(Company.objects.order_by("pk").values())) == before
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "DELETE"))] == []


def test_every_company_of_the_delivered_file_is_accepted() -> None:
    report = load_demonstration()

    assert [(error.number, error.reasons) for error in report.invalid_lines] == []
    assert report.created == len(PROFILES.read_text("utf-8").splitlines())
    assert set(Company.objects.values_list("memberships__role", flat=True)) == {"owner"}


def test_production_refuses_companies_and_passwords(settings: Settings, profiles: Path) -> None:
    settings.IS_DEMONSTRATION = False

    with pytest.raises(DemonstrationRefusedError):
        load_demonstration(profiles)
    with pytest.raises(DemonstrationRefusedError):
        list_sign_ins()
    for command in ("load_demonstration", "demonstration_sign_ins"):
        with pytest.raises(CommandError, match="not a demonstration site"):
            call_command(command)

    assert (Company.objects.count(), User.objects.count()) == (0, 0)


def test_sign_ins_are_printed_as_a_table(profiles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load_demonstration(profiles)

    call_command("demonstration_sign_ins")

    assert capsys.readouterr().out.splitlines() == [
        "Who                             E-mail                      Password",
        f"member, Hanbit Cycle Co., Ltd.  seoyeon.han@hanbit.example  {PASSWORD}",
        f"member, Eaux S.A.               claire.weber@eaux.example   {PASSWORD}",
        f"reviewer                        reviewer@sgbc.example       {PASSWORD}",
        f"administrator                   administrator@sgbc.example  {PASSWORD}",
    ]
