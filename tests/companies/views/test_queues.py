import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from companies.models import Company, CompanyReview, Project, ProjectReview
from companies.services.companies import update_company, verify_company
from notifications.models import OutboxEmail
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    LuxembourgCompanyFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ALL_TICKED = {"is_number_checked": "on", "is_sme_checked": "on", "is_duplicate_checked": "on"}
GOOD = {"advantages": "4", "clarity": "4", "cooperation": "3", "guidelines": "3"}
MIDDLING = dict.fromkeys(GOOD, "2")
POOR = dict.fromkeys(GOOD, "1")


def decide(staff: Client, thing: Company | Project, **data: str) -> Any:
    kind = "company" if isinstance(thing, Company) else "project"
    return staff.post(
        reverse(f"companies:{kind}_decide", args=[thing.public_id]),
        {"read_at": thing.updated_at.isoformat()} | data,
    )


def text_of(response: Any) -> str:
    return str(response.content.decode())


def waiting(days: int, **fields: Any) -> Any:
    return {"status": "submitted", "submitted_at": timezone.now() - timedelta(days=days)} | fields


def test_longest_waiting_company_comes_first(staff: Client) -> None:
    young, old = CompanyFactory(**waiting(1)), CompanyFactory(**waiting(9))
    CompanyFactory(status="verified")

    page = staff.get("/staff/companies/")

    assert list(page.context["page"]) == [old, young]


def test_queue_is_narrowed_by_country_and_waiting_time(staff: Client) -> None:
    CompanyFactory(**waiting(9))
    LuxembourgCompanyFactory(**waiting(1))
    wanted = LuxembourgCompanyFactory(**waiting(9))

    page = staff.get("/staff/companies/", {"country": "LU", "waiting": "7"})

    assert list(page.context["page"]) == [wanted]


def test_filter_nobody_understands_is_left_out(staff: Client) -> None:
    CompanyFactory(**waiting(1))

    assert len(staff.get("/staff/companies/", {"country": "XX", "waiting": "long", "page": "x"}).context["page"]) == 1


def test_projects_on_hold_can_be_left_out(staff: Client) -> None:
    held, fresh = ProjectFactory(**waiting(5)), ProjectFactory(**waiting(2))
    decide(staff, held, decision="hold", **MIDDLING)

    pages = [list(staff.get("/staff/projects/", {"held": held_}).context["page"]) for held_ in ("", "yes", "no")]

    assert pages == [[held, fresh], [held], [fresh]]


@pytest.mark.parametrize("kind", ["companies", "projects"])
def test_queries_of_a_queue_do_not_grow_with_its_rows(staff: Client, kind: str) -> None:
    asked = []
    for count in (1, 3):
        while Project.objects.count() < count:
            project = ProjectFactory(status="submitted", company=CompanyFactory(status="submitted"))
            ProjectReview.objects.create(
                project=project, reviewer=ReviewerFactory(), verdict="hold", **dict.fromkeys(GOOD, 2)
            )
        with CaptureQueriesContext(connection) as queries:
            staff.get(f"/staff/{kind}/")
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_badge_counts_what_waits_and_members_see_none(staff: Client) -> None:
    CompanyFactory(status="submitted")
    ProjectFactory(status="submitted")
    member = Client()
    member.force_login(UserFactory())

    assert '<span class="badge badge--amber">2<span class="visually-hidden"> waiting</span></span>' in text_of(
        staff.get("/staff/companies/")
    )
    assert "/staff/" not in text_of(member.get("/companies/"))


def test_company_page_shows_contact_checks_and_duplicates(staff: Client) -> None:
    CompanyFactory(name="Hanbit Cycle Co., Ltd.")
    company = CompanyFactory(
        name="Hanbit Cycle",
        status="submitted",
        registration_number="124-81-00998",
        is_sme_eu=True,
        employees=300,
        sme_year=timezone.localdate().year,
    )
    ContactFactory(company=company)

    html = text_of(staff.get(f"/staff/companies/{company.public_id}/"))

    assert "hidden.person@company.example" in html
    assert "The check digits are correct" in html
    assert "the company has 300 employees and an SME must have fewer than 250" in html
    assert "Hanbit Cycle Co., Ltd." in html
    assert "a name that sounds the same" in html


def test_verifying_goes_on_to_the_next_company(staff: Client) -> None:
    company, following = CompanyFactory(**waiting(9)), CompanyFactory(**waiting(1))

    response = decide(staff, company, decision="verified", **ALL_TICKED)

    assert response.headers["Location"] == f"/staff/companies/{following.public_id}/"
    assert Company.objects.get(pk=company.pk).status == "verified"


def test_verifying_without_looking_is_refused_and_keeps_what_was_ticked(staff: Client) -> None:
    company = CompanyFactory(status="submitted")

    response = decide(staff, company, decision="verified", is_sme_checked="on", reason="half written")

    assert response.status_code == 422
    assert text_of(response).count("Check this before you verify the company") == 4  # beside the field and on top
    assert 'name="is_sme_checked" id="id_is_sme_checked" checked' in re.sub(r"\s+", " ", text_of(response))
    assert "half written" in text_of(response)
    assert Company.objects.get().status == "submitted"


def test_returned_company_is_told_why_beside_its_fields(staff: Client, client: Client) -> None:
    company = CompanyFactory(status="submitted")
    member = MembershipFactory(company=company).user
    decide(staff, company, decision="returned", reason="Too short.", remark_summary="Say what you make.")
    client.force_login(member)

    html = text_of(client.get(f"/companies/{company.public_id}/"))

    assert "Too short." in html
    assert "Say what you make." in html
    assert [email.recipient for email in OutboxEmail.objects.all()] == [member.email]


def test_outsiders_never_read_remarks(staff: Client) -> None:
    project = ProjectFactory(status="submitted")
    decide(staff, project, decision="return", reason="Too short.", remark_offer="Name the machine.", **POOR)
    Project.objects.update(status="published")

    assert "Name the machine." not in text_of(Client().get(f"/projects/{project.public_id}/"))


def test_return_without_a_reason_keeps_the_remarks(staff: Client) -> None:
    company = CompanyFactory(status="submitted")

    response = decide(staff, company, decision="returned", remark_city="어느 도시입니까?")

    assert response.status_code == 422
    assert "어느 도시입니까?" in text_of(response)
    assert "State what needs improving before you return the submission." in text_of(response)
    assert CompanyReview.objects.count() == 0


def test_second_reviewer_is_told_and_keeps_what_was_typed(staff: Client) -> None:
    company = CompanyFactory(status="submitted")
    verify_company(company)

    response = decide(staff, company, decision="returned", reason="무엇을 만드는지 적어 주십시오.")

    assert response.status_code == 409
    assert "Nothing was changed: the status of" in text_of(response)
    assert "무엇을 만드는지 적어 주십시오." in text_of(response)
    assert Company.objects.get().status == "verified"


def test_profile_edited_meanwhile_is_shown_again_and_can_then_be_decided(staff: Client) -> None:
    company = CompanyFactory(status="submitted")
    update_company(company, fields={"summary": "Now it makes batteries."})

    first = decide(staff, company, decision="verified", reason="typed", **ALL_TICKED)
    read_at = re.search(r'name="read_at" value="([^"]+)"', text_of(first))
    assert read_at is not None
    second = decide(staff, company, decision="verified", **ALL_TICKED | {"read_at": read_at[1]})

    assert first.status_code == 409
    assert "Now it makes batteries." in text_of(first)
    assert second.status_code == 302
    assert Company.objects.get().status == "verified"


@pytest.mark.parametrize("read_at", ["", "yesterday", "2026-11-24T10:00:00"])
def test_moment_that_makes_no_sense_is_refused(staff: Client, read_at: str) -> None:
    company = CompanyFactory(status="submitted")

    assert decide(staff, company, decision="verified", **ALL_TICKED | {"read_at": read_at}).status_code == 422


def test_markup_in_a_profile_is_shown_inert(staff: Client) -> None:
    nasty = "<script>alert(1)</script>"
    project = ProjectFactory(
        status="submitted",
        company=CompanyFactory(status="submitted", name=nasty, city=nasty, summary=nasty),
        title=nasty,
        offer=nasty,
    )

    html = "".join(
        text_of(staff.get(address))
        for address in (
            "/staff/companies/",
            "/staff/projects/",
            f"/staff/companies/{project.company.public_id}/",
            f"/staff/projects/{project.public_id}/",
        )
    )

    assert nasty not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
