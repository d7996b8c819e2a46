import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Company
from directory.services.directory import rebuild_directory
from tests.factories import CompanyFactory, ContactFactory, LuxembourgCompanyFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def page(client: Client, company: Company) -> str:
    response = client.get(reverse("directory:company_detail", args=[company.public_id]))
    assert response.status_code == 200
    return response.content.decode()


def test_offers_and_seeks_stand_apart_in_the_language_of_the_project(client: Client) -> None:
    project = ProjectFactory(language="fr", offer="Une ligne de séparation.", seek="Un site de collecte.")

    html = page(client, project.company)

    assert '<p class="sides__text" lang="fr">Une ligne de séparation.</p>' in html
    assert '<p class="sides__text" lang="fr">Un site de collecte.</p>' in html
    assert html.index(">Offers</h4>") < html.index("Une ligne") < html.index(">Seeks</h4>") < html.index("Un site")


def test_profile_gathers_the_published_projects_and_leads_to_the_directory(client: Client) -> None:
    company = CompanyFactory()
    ProjectFactory(company=company, green_objectives=["water"], digital=["ai"])
    ProjectFactory(company=company, green_objectives=["water", "biodiversity"], digital=[])
    ProjectFactory(company=company, green_objectives=["pollution_prevention"], status="draft")

    html = page(client, company)

    assert html.count('href="/companies/?green=water"') == 1
    assert 'href="/companies/?green=biodiversity"' in html
    assert 'href="/companies/?digital=ai"' in html
    assert 'href="/companies/?type=technology_transfer"' in html
    assert "pollution_prevention" not in html


def test_company_without_projects_has_no_profile(client: Client) -> None:
    html = page(client, CompanyFactory())

    assert "Environmental and digital profile" not in html
    assert "This company has no published project at the moment." in html


def test_similar_companies_are_shown_with_what_they_share_and_no_contact(client: Client) -> None:
    subject, other = CompanyFactory(), LuxembourgCompanyFactory(name="Filets S.A.")
    ProjectFactory(company=subject, offer="We recycle fishing nets.")
    ProjectFactory(company=other, language="fr", offer="Nous recyclons les filets de pêche.")
    ContactFactory(company=other)
    rebuild_directory()

    html = page(client, subject)

    assert f'<a href="/companies/{other.public_id}/">Filets S.A.</a>' in html
    assert "In common:" in html
    assert "hidden.person" not in html
    assert "Hidden Person" not in html


def test_page_without_similar_companies_has_no_such_part(client: Client) -> None:
    project = ProjectFactory()
    rebuild_directory()

    assert "Similar companies" not in page(client, project.company)
