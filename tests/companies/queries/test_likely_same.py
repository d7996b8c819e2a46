import pytest

from companies.queries.likely_same import find_companies, likely_same
from tests.factories import CompanyFactory, LuxembourgCompanyFactory

pytestmark = pytest.mark.django_db


def test_the_same_company_is_found_across_scripts_and_legal_forms() -> None:
    hanbit = CompanyFactory(name="Hanbit Cycle Co., Ltd.", name_local="한빛사이클(주)", status="draft")
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
