import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directory.services.directory import rebuild_directory
from tests.factories import CompanyFactory, ContactFactory, LuxembourgCompanyFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/companies/map/"


def test_map_counts_verified_companies_alone(client: Client) -> None:
    CompanyFactory(city="Seoul")
    CompanyFactory(city="서울")
    CompanyFactory(city="Seoul", status="suspended")
    LuxembourgCompanyFactory(city="Trier")

    korea, luxembourg = [row["map"] for row in client.get(ADDRESS).context["maps"]]

    assert {region.code: region.count for region in korea.regions if region.count} == {"seoul": 2}
    assert (luxembourg.total, luxembourg.elsewhere.count) == (1, 1)


def test_every_region_with_companies_is_a_link_in_the_drawing_and_in_the_table(client: Client) -> None:
    CompanyFactory(city="Seoul")

    html = client.get(ADDRESS).content.decode()

    address = f"{reverse('directory:company_list')}?country=KR&amp;city=Seoul"
    assert html.count(f'href="{address}"') == 2
    assert 'aria-label="Seoul: 1 company"' in html


def test_link_of_a_region_shows_companies_of_its_country(client: Client) -> None:
    company = CompanyFactory(city="Seoul")
    LuxembourgCompanyFactory()
    rebuild_directory()
    (address,) = set(re.findall(r'href="([^"]*city=Seoul)"', client.get(ADDRESS).content.decode()))

    html = client.get(address.replace("&amp;", "&")).content.decode()

    assert company.name in html
    assert "Société" not in html


def test_map_asks_one_question_however_many_companies_there_are(client: Client) -> None:
    asked = []
    for _round in range(2):
        CompanyFactory()
        LuxembourgCompanyFactory(city="Remich")
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        asked.append(len(queries))

    assert asked == [1, 1]


def test_map_shows_no_contact_and_is_read_only(client: Client) -> None:
    ContactFactory()

    assert "hidden.person" not in client.get(ADDRESS).content.decode()
    assert client.post(ADDRESS).status_code == 405


def test_map_is_told_in_the_readers_language(client: Client) -> None:
    CompanyFactory(city="Seoul")

    html = client.get(ADDRESS, headers={"Accept-Language": "ko"}).content.decode()

    assert '<html lang="ko">' in html
