import pytest
from django.core.management import call_command
from pytest_django import Settings

from companies.models import Company, CompanyReview
from companies.queries.duplicates import likely_duplicates
from companies.queries.review_queue import companies_to_verify, desk_counts, projects_to_review
from companies.queries.verification import Finding, check_number, check_sme
from companies.services.companies import return_company
from demonstration.companies import load_demonstration
from demonstration.desk import fill_desk
from demonstration.errors import DemonstrationRefusedError
from demonstration.working_moments import is_working_moment

pytestmark = pytest.mark.django_db


def test_desk_of_the_demonstration_has_something_of_everything() -> None:
    report = fill_desk()
    load_demonstration()

    twin, other = companies_to_verify()
    assert report.refused == 0
    assert (desk_counts().companies, desk_counts().projects) == (2, 3)
    assert [duplicate.company.name for duplicate in likely_duplicates(twin)] == ["Mulgyeol Acoustics Co., Ltd."]
    assert check_sme(other)[0].finding == Finding.DOUBT
    assert [check_number(company).finding for company in Company.objects.filter(source_id="kr-w02")] == [Finding.FITS]
    assert {project.company.status for project in projects_to_review()} == {"submitted", "verified"}


def test_a_case_manager_with_a_name_verified_in_working_hours() -> None:
    fill_desk()

    review = CompanyReview.objects.select_related("reviewer", "company").get()
    assert (review.company.source_id, str(review.reviewer)) == ("kr-w02", "Junho Park (ASEIC)")
    assert is_working_moment(review.created_at, "KR")


def test_what_staff_decided_stays_decided() -> None:
    fill_desk()
    returned = return_company(Company.objects.get(source_id="kr-w01"), reason="It is here already.")

    fill_desk()

    returned.refresh_from_db()
    assert returned.status == "returned"
    assert Company.objects.count() == 3


def test_waiting_companies_have_their_members() -> None:
    call_command("load_demonstration", verbosity=0)

    assert set(Company.objects.filter(source_id__contains="-w").values_list("memberships__role", flat=True)) == {
        "owner"
    }


def test_production_refuses_it(settings: Settings) -> None:
    settings.IS_DEMONSTRATION = False

    with pytest.raises(DemonstrationRefusedError):
        fill_desk()

    assert Company.objects.count() == 0
