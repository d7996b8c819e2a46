import pytest

from companies.models import Company
from companies.queries.duplicates import likely_duplicates, website_host
from tests.factories import CompanyFactory, LuxembourgCompanyFactory

pytestmark = pytest.mark.django_db


def suspected(company: Company) -> list[tuple[str, tuple[str, ...]]]:
    company.refresh_from_db()
    return [(found.company.name, found.reasons) for found in likely_duplicates(company)]


def test_same_name_in_the_other_script_is_suspected() -> None:
    CompanyFactory(name="Hanbit", website="")
    company = CompanyFactory(name="HB Korea", name_local="㈜한빛", website="")

    assert suspected(company) == [("Hanbit", ("a name that sounds the same",))]


def test_accents_and_legal_forms_hide_nobody() -> None:
    LuxembourgCompanyFactory(name="Énergie Verte S.à r.l.", website="")
    company = LuxembourgCompanyFactory(name="Energie-Verte SA", website="")

    assert suspected(company) == [("Énergie Verte S.à r.l.", ("a name that sounds the same",))]


def test_same_number_and_website_are_named_before_a_similar_name_alone() -> None:
    LuxembourgCompanyFactory(name="Eco-Green", website="")
    LuxembourgCompanyFactory(name="Umbrella", website="http://www.eco.example/de", registration_number="B123")
    company = CompanyFactory(name="Ecogrin", website="https://eco.example", registration_number="B123")

    assert [name for name, _reasons in suspected(company)] == ["Umbrella", "Eco-Green"]
    assert suspected(company)[0][1] == ("the same registration number", "the same website (eco.example)")


def test_host_inside_another_host_is_no_reason() -> None:
    CompanyFactory(name="Alpha", website="https://eco.example.org")
    company = CompanyFactory(name="Omega", website="https://eco.example")

    assert suspected(company) == []


def test_company_without_number_or_website_is_not_like_all_others_without() -> None:
    CompanyFactory(name="Alpha", website="")
    company = CompanyFactory(name="Omega", website="")

    assert suspected(company) == []


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://WWW.Firm.lu/x", "firm.lu"), ("", ""), ("http://[broken", ""), ("http://한빛.kr", "한빛.kr")],
)
def test_host_of_an_address(address: str, host: str) -> None:
    assert website_host(address) == host
