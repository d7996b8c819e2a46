import pytest

from companies.queries.likely_same import find_companies, likely_same
from tests.factories import CompanyFactory, LuxembourgCompanyFactory, MembershipFactory

pytestmark = pytest.mark.django_db


def test_the_same_company_is_found_across_scripts_and_legal_forms() -> None:
    hanbit = CompanyFactory(
        name="Hanbit Cycle Co., Ltd.",
        name_local="한빛사이클(주)",
    )
    CompanyFactory(name="Nuri Water")

    assert likely_same("HANBIT SAIKEUL", "", country="KR") == [hanbit]
    assert likely_same("Something else", "주식회사 한빛사이클", country="KR") == [hanbit]
    assert likely_same("Hanbit Cycle", country="LU") == []
    assert likely_same("Unheard Of", country="KR") == []


def test_the_same_number_comes_before_the_same_name() -> None:
    by_sound = CompanyFactory(name="Hanbit Saikel")
    by_name = CompanyFactory(name="Hanbit Cycle")
    by_number = CompanyFactory(name="Nuri", registration_number="124-81-00998")

    found = likely_same("Hanbit Cycle", country="KR", number="124-81-00998")

    assert found == [by_number, by_name, by_sound]


def test_a_company_is_found_by_part_of_its_name_and_by_number() -> None:
    verre = LuxembourgCompanyFactory(name="Verre Vert S.à r.l.", registration_number="B123456")
    hanbit = CompanyFactory(name="Hanbit Cycle Co., Ltd.", name_local="한빛사이클(주)")

    assert find_companies("verre") == [verre]
    assert find_companies("RCS Luxembourg B 123 456") == [verre]
    assert find_companies("한빛사이클") == find_companies("hanbit cycle") == [hanbit]
    assert find_companies("   ") == find_companies("nobody") == []


@pytest.mark.parametrize(
    ("status", "source", "is_found"),
    [
        ("draft", "", False),
        ("draft", "aseic-2026", False),
        ("submitted", "", False),
        ("returned", "", False),
        ("verified", "", True),
        ("suspended", "", False),
        ("suspended", "aseic-2026", False),
    ],
)
def test_only_companies_that_can_be_joined_are_found(status: str, source: str, is_found: bool) -> None:
    company = CompanyFactory(
        name="Hanbit Cycle", registration_number="124-81-00998", status=status, source=source, source_id=source
    )

    found = [
        find_companies("hanbit"),
        find_companies("124-81-00998"),
        likely_same("Hanbit Cycle", country="KR", number="124-81-00998"),
    ]

    assert found == [[company] if is_found else []] * 3


def test_a_draft_from_a_list_is_its_peoples_own_once_it_has_some() -> None:
    company = CompanyFactory(name="Hanbit Cycle", status="draft", source="aseic-2026", source_id="1")
    MembershipFactory(company=company)

    assert find_companies("hanbit") == []
