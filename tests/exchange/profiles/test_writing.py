import json

import pytest

from companies.models import Company
from exchange.profiles.reading import read_company
from exchange.profiles.writing import export_company
from exchange.services.imports import ImportOptions, import_companies
from tests.exchange.profile_lines import company_line, file_of, project_line
from tests.factories import CompanyFactory, ContactFactory, ProjectFactory

pytestmark = pytest.mark.django_db

FULL_LINE = company_line(
    projects=[
        project_line(
            cooperation=[
                {"type": "joint_venture", "role": "peer"},
                {"type": "technology_transfer", "role": "seeker"},
            ]
        ),
        project_line(id="kr-01-p2", partner_trl=None, digital=[]),
    ],
    registration_number="124-81-00998",
    sme={"eu": True, "korea": False, "year": 2025},
    contact={"name": "Seoyeon Han", "email": "han@hanbit.example", "phone": "+82 42-862-4173"},
)


def test_imported_company_is_exported_as_it_came() -> None:
    import_companies(file_of(FULL_LINE), options=ImportOptions(is_publishing=True))

    exported = export_company(Company.objects.get(), is_with_contact=True)

    assert exported == FULL_LINE
    assert read_company(json.dumps(exported)) == read_company(json.dumps(FULL_LINE))


def test_turnover_in_won_is_exported_as_it_came() -> None:
    line = FULL_LINE | {"turnover_eur": None, "turnover": {"amount": 3_100_000_000, "currency": "KRW"}}
    import_companies(file_of(line), options=ImportOptions(is_publishing=True))

    exported = export_company(Company.objects.get(), is_with_contact=True)

    assert exported == line


def test_contact_is_left_out_unless_asked_for() -> None:
    company = ContactFactory().company

    assert "contact" not in export_company(company)


def test_company_made_on_the_portal_goes_by_its_public_ids() -> None:
    project = ProjectFactory(company=CompanyFactory(nace=[]))

    exported = export_company(project.company)

    assert (exported["id"], exported["projects"][0]["id"]) == (project.company.public_id, project.public_id)
    assert read_company(json.dumps(exported)).source_id == project.company.public_id
    assert sorted(exported.keys() & {"name_local", "registration_number", "sme"}) == []
