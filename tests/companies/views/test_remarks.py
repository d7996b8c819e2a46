"""What staff ask to improve stands beside the field in the members' own forms."""

import re

import pytest
from django.test import Client

from companies.models import Company, Project
from companies.rubric import Scores
from companies.services.reviews import CompanyChecks, ReviewNotes, return_after_review, review_project
from tests.factories import CompanyFactory, MembershipFactory, ProjectFactory, ReviewerFactory

pytestmark = pytest.mark.django_db


def form_of(thing: Company | Project, address: str) -> str:
    client = Client()
    company = thing if isinstance(thing, Company) else thing.company
    client.force_login(MembershipFactory(company=company).user)
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def field_in(html: str, name: str) -> str:
    """The part of a form between a field's label and its control."""
    found = re.search(
        rf'<label for="id_{name}">.*?<(?:textarea|input|select|div)[^>]* (?:name|id)="(?:id_)?{name}"', html
    )
    assert found is not None
    return found[0]


def test_remark_stands_beside_the_field_of_a_returned_project() -> None:
    project = ProjectFactory(status="submitted")
    notes = ReviewNotes("Too short.", {"offer": "Name the <machine>.", "partner_trl": "Why not lower?"})
    review_project(
        project, reviewer=ReviewerFactory(), scores=Scores(1, 1, 1, 1), notes=notes, read_at=project.updated_at
    )

    html = form_of(project, f"/me/projects/{project.public_id}/edit/")

    assert "Name the &lt;machine&gt;." in field_in(html, "offer")
    assert "Why not lower?" in html
    assert "Name the" not in field_in(html, "seek")


def test_remark_stands_beside_the_field_of_a_returned_company() -> None:
    company = CompanyFactory(status="submitted")
    notes = ReviewNotes("Too short.", {"summary": "Say what you make."})
    return_after_review(
        company, reviewer=ReviewerFactory(), checks=CompanyChecks(), notes=notes, read_at=company.updated_at
    )

    html = form_of(company, f"/me/companies/{company.public_id}/profile/business/")

    assert "Say what you make." in field_in(html, "summary")
