import random

import pytest
from django.utils.translation import override

from companies.models import Company
from companies.services.companies import update_company
from tests.factories import CompanyFactory
from values.alphabet import alphabet_key


@pytest.mark.parametrize(
    "names",
    [
        ["Bëschblick", "Bodenheim", "de Ville", "Eisleck", "Éisleker", "Emile", "Zeta"],
        ["(주)가온", "주식회사 나래", "다솜 주식회사", "㈜한빛", "Abalone", "Zeta"],
        ["Ångström", "Œuvre", "Øst", "Straße", "Strasser"],
    ],
)
def test_names_stand_where_a_reader_looks_for_them(names: list[str]) -> None:
    shuffled = random.Random(1).sample(names, len(names))

    assert sorted(shuffled, key=alphabet_key) == names


@pytest.mark.django_db
def test_companies_are_listed_by_the_name_their_reader_reads_first() -> None:
    for name, local in [("Bodenheim", ""), ("Hanbit", "㈜한빛"), ("Bëschblick", ""), ("Zio", "가온(주)")]:
        CompanyFactory(name=name, name_local=local)

    with override("ko"):
        korean = [str(company) for company in Company.objects.by_name()]
    english = [str(company) for company in Company.objects.by_name()]

    assert korean == ["가온(주)", "㈜한빛", "Bëschblick", "Bodenheim"]
    assert english == ["Bëschblick", "Bodenheim", "Hanbit", "Zio"]


@pytest.mark.django_db
def test_the_place_in_the_list_follows_a_changed_name() -> None:
    company, other = CompanyFactory(name="Alpha", name_local=""), CompanyFactory(name="Beta", name_local="")

    update_company(company, fields={"name": "Gamma"})

    assert list(Company.objects.by_name()) == [other, company]
