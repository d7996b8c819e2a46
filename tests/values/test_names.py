"""Names of one company, as people write them in two scripts."""

import pytest

from companies.models import Company
from companies.services.companies import update_company
from tests.factories import CompanyFactory
from values.names import bare_name, name_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hanbit Co., Ltd.", "주식회사 한빛"),
        ("㈜한빛사이클", "Hanbit Cycle"),
        ("한빛사이클(주)", "HANBIT SAIKEUL"),
        ("Société Générale S.à r.l.", "SOCIETE GENERALE SARL"),
        ("Müller & Söhne GmbH", "Mueller Soehne"),
        ("에코그린", "Eco Green Co.,Ltd"),
        ("솔라셀 유한회사", "Solar Cell Inc."),
        ("삼성", "Samsung Corp."),
        ("Kraus & Fils S.à r.l.", "Kraus et Fils SARL"),
        ("Müller und Söhne GmbH", "Mueller & Soehne"),
        ("Smith and Co. Ltd", "Smith & Co Limited"),
        ("농업회사법인 한빛 유한책임회사", "한빛"),
        ("한빛 사회적협동조합", "한빛"),
        ("Arbed S.A.", "Arbed société anonyme"),
        ("Kraus S.e.n.c.", "Kraus"),
        ("Kraus S.C.Sp.", "Kraus SCSp"),
        ("Kraus SCOP", "Kraus"),
        ("Kraus UG (haftungsbeschränkt)", "Kraus"),
        ("Kraus a.s.b.l.", "Kraus asbl"),
    ],
)
def test_two_ways_to_write_a_name_share_a_key(one: str, other: str) -> None:
    assert set(name_keys(one)) & set(name_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hanbit Solar", "Hanbit Water"), ("한빛", "한샘"), ("Luxtram S.A.", "Luxair S.A."), ("Green S.A.", "Blue S.A.")],
)
def test_different_names_share_none(one: str, other: str) -> None:
    assert not set(name_keys(one)) & set(name_keys(other))


def test_legal_forms_are_left_out_unless_nothing_else_is_there() -> None:
    assert bare_name("GreenTech Holding S.à r.l. & Co. KG") == "greentech holding"
    assert bare_name("Co., Ltd.") == "co ltd"
    assert name_keys("", "  ") == []


@pytest.mark.django_db
def test_keys_follow_the_names_whenever_they_are_written() -> None:
    company = CompanyFactory(name="Hanbit Co., Ltd.")
    created = Company.objects.get(pk=company.pk).name_keys
    Company.objects.bulk_create([Company(name="Luxair", country="LU", city="Findel", languages=["fr"])])

    update_company(company, fields={"name": "Nuri Energy"})

    assert created == name_keys("한빛")
    assert Company.objects.get(pk=company.pk).name_keys == name_keys("Nuri Energy")
    assert Company.objects.get(name="Luxair").name_keys == name_keys("Luxair")
