import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Company
from directory.queries.similar import similar_companies
from directory.services.directory import rebuild_directory
from tests.factories import CompanyFactory, LuxembourgCompanyFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def company(name: str, offer: str, *, country: str = "KR", language: str = "en", status: str = "published") -> Company:
    """One whose project says nothing but this."""
    made: Company = CompanyFactory(name=name, country=country, summary=".")
    text = {"title": ".", "summary": ".", "offer": offer, "seek": "."}
    ProjectFactory(company=made, language=language, digital=[], status=status, **text)
    return made


def names(of: Company) -> list[str]:
    rebuild_directory()
    return [row.company.name for row in similar_companies(of)]


def test_similar_companies_do_the_same_in_whatever_country_and_language() -> None:
    subject = company("Subject", "We recycle fishing nets.")
    company("Farther", "Wind turbines.")
    company("Korean", "폐어망을 재활용합니다.")
    company("French", "Nous recyclons les filets de pêche.", country="LU", language="fr")

    assert sorted(names(subject)) == ["French", "Korean"]


def test_shared_concepts_say_why() -> None:
    subject = company("Subject", "Water leaks.")
    company("Other", "Détection de fuites d'eau.", country="LU", language="fr")
    rebuild_directory()

    (row,) = similar_companies(subject)

    assert row.concepts[0] == "water.leak"


def test_what_a_company_seeks_does_not_make_it_similar() -> None:
    subject = CompanyFactory(summary=".")
    ProjectFactory(company=subject, title=".", summary=".", offer="Wind turbines.", seek="Fishing nets.", digital=[])
    company("Nets", "We recycle fishing nets.")

    assert names(subject) == []


def test_a_shared_objective_alone_is_not_enough_but_decides_between_equals() -> None:
    subject = company("Subject", "Wind turbines.")
    other = company("Other objective", "Wind turbines.")
    other.projects.update(green_objectives=["biodiversity"])
    company("Same objective", "Wind turbines.")
    company("Only the objective", "Fishing nets.")

    assert names(subject) == ["Same objective", "Other objective"]


def test_only_public_companies_and_projects_are_compared() -> None:
    subject = company("Subject", "Wind turbines.")
    company("Hidden project", "Wind turbines.", status="draft")
    Company.objects.filter(pk=company("Suspended", "Wind turbines.").pk).update(status="suspended")

    assert names(subject) == []


def test_company_outside_the_directory_has_nobody_similar() -> None:
    company("Public", "Wind turbines.")
    draft = CompanyFactory(status="draft", summary="Wind turbines.")

    assert names(draft) == []


def test_company_suspended_since_the_directory_was_read_is_left_out() -> None:
    subject, other = company("Subject", "Wind turbines."), company("Other", "Wind turbines.")
    rebuild_directory()
    Company.objects.filter(pk=other.pk).update(status="suspended")

    assert similar_companies(subject) == []


def test_queries_do_not_grow_with_the_companies() -> None:
    subject = company("Subject", "Wind turbines.")
    asked = []
    for _round in range(2):
        for _number in range(2):
            company("Other", "Wind turbines.")
        LuxembourgCompanyFactory()
        rebuild_directory()
        similar_companies(subject)  # reads the directory
        with CaptureQueriesContext(connection) as queries:
            similar_companies(subject)
        asked.append(len(queries))

    assert asked[0] == asked[1]
