"""The recipes of CONTRIBUTING.md, as far as a test can hold them: what one place has, all places have."""

import ast
import re
from typing import Any

import pytest
from django.conf import settings
from rest_framework.serializers import Serializer

from accounts.models import Language
from companies import hints
from companies.models import Company, Project
from companies.queries.review_fields import COMPANY_FIELDS, OTHER_LABELS, PROJECT_FIELDS
from companies.records import CompanyFields, ProjectFields
from companies.serializers.own import CompanyEditSerializer, ProjectEditSerializer
from directory.forms.directory import DirectorySearchForm
from directory.forms.saved_searches import ENUMERATIONS, PHRASES
from directory.models import DirectoryEntry
from directory.search.facets import FACETS
from directory.services.directory import rebuild_directory
from exchange.profiles.objects import COMPANY_READERS, PROJECT_READERS
from exchange.profiles.writing import export_company
from exchange.tables.columns import COMPANY_COLUMNS, PROJECT_COLUMNS
from matching.engine.profiles import TEXT_LANGUAGES
from partnerships.models import CONSENT_TEXT
from taxonomy.concepts import FIELDS as CONCEPT_FILES
from taxonomy.concepts import LANGUAGES
from taxonomy.sectors import load_names
from tests.factories import CompanyFactory, ContactFactory, ProjectFactory
from tests.structure import ROOT, sources, tree_of

SME = {"is_sme_eu", "is_sme_korea", "sme_year"}  # one object, `sme`, in the exchange format
PARTNER_TRL = {"partner_trl_min", "partner_trl_max"}  # one pair, `partner_trl`, wherever people read it
MONEY = {"turnover_currency"}  # one object with its amount, `turnover`, for programs
SET_ONCE = {"country"}  # by the form that creates a company
CONFIRMED_HERE = {"concepts"}  # themes are confirmed on the portal's own pages and belong to no exchange format
EMAILS = ROOT / "templates" / "emails"
EMAIL_PARTS = ("_subject.txt", ".txt", ".html")
FRAMES = {"base", "plain"}


def keys_of(fields: Any) -> set[str]:
    return set(fields.__annotations__)


def names_of(serializer: type[Serializer[Any]]) -> set[str]:
    return set(serializer().fields)


def test_every_field_of_a_company_is_stored_reviewed_edited_and_exchanged() -> None:
    fields = keys_of(CompanyFields)

    assert fields <= {field.name for field in Company._meta.get_fields()}
    assert fields <= COMPANY_FIELDS.keys() | OTHER_LABELS.keys()
    assert fields - SET_ONCE - MONEY <= names_of(CompanyEditSerializer)
    assert fields <= {column.key for column in COMPANY_COLUMNS}
    assert fields - SME - MONEY <= COMPANY_READERS.keys()


def test_every_field_of_a_project_is_stored_reviewed_edited_and_exchanged() -> None:
    fields = keys_of(ProjectFields)

    assert fields <= {field.name for field in Project._meta.get_fields()}
    assert fields - PARTNER_TRL - CONFIRMED_HERE <= PROJECT_FIELDS.keys()
    assert fields <= names_of(ProjectEditSerializer)
    assert fields - CONFIRMED_HERE - PARTNER_TRL <= {column.key.removeprefix("project_") for column in PROJECT_COLUMNS}
    assert fields - CONFIRMED_HERE - PARTNER_TRL <= PROJECT_READERS.keys()


@pytest.mark.django_db
def test_the_exchange_format_writes_every_field_it_reads() -> None:
    company = CompanyFactory(
        name_local="한빛사이클(주)",
        registration_number="220-81-62517",
        sme_year=2025,
        turnover=3_100_000_000,
        turnover_currency="KRW",
    )
    ProjectFactory(company=company)
    ContactFactory(company=company)

    written = export_company(company, is_with_contact=True)

    assert COMPANY_READERS.keys() - written.keys() == set()
    assert PROJECT_READERS.keys() - written["projects"][0].keys() == set()


def test_every_mail_has_a_subject_a_text_and_a_page() -> None:
    files = {path.name for path in EMAILS.iterdir() if not path.name.startswith("_")}
    names = {re.sub(r"(_subject)?\.(txt|html)$", "", name) for name in files} - FRAMES
    wanted = {f"{name}{part}" for name in names for part in EMAIL_PARTS}

    assert wanted - files == set()


def test_every_mail_that_a_service_names_has_its_templates() -> None:
    named = {
        keyword.value.value
        for path in sources()
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "template" and isinstance(keyword.value, ast.Constant)
    }

    assert named
    assert [name for name in sorted(named) if not (EMAILS / f"{name}.html").exists()] == []


def test_every_facet_has_a_filter_a_way_to_be_said_and_a_row_in_the_documents() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "directory.md").read_text("utf-8"), re.MULTILINE)

    assert set(FACETS) <= DirectorySearchForm.base_fields.keys()
    assert set(FACETS) <= ENUMERATIONS.keys() | PHRASES.keys()
    assert sorted(FACETS) == sorted(set(rows))


@pytest.mark.django_db
def test_every_facet_is_filed_with_the_entries() -> None:
    ProjectFactory(digital=["ai"], company__nace=["38.32"], company__employees=12)
    rebuild_directory()

    filed = {code.partition(":")[0] for entry in DirectoryEntry.objects.all() for code in entry.facets}

    assert filed == set(FACETS)


@pytest.mark.parametrize("language", Language.values)
def test_every_language_is_known_wherever_texts_are_read_or_written(language: str) -> None:
    assert language in dict(settings.LANGUAGES)
    assert language in LANGUAGES
    assert language in TEXT_LANGUAGES
    assert language == "en" or (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").exists()
    assert (ROOT / "templates" / "partnerships" / "consents" / CONSENT_TEXT / f"{language}.html").exists()
    assert all(names.get(language) for names in load_names().values())
    for pattern in (hints.FIRST_PERSON, hints.SUPERLATIVE, hints.REASON, hints.MANNER):
        assert language in pattern


@pytest.mark.parametrize("language", Language.values)
def test_every_file_of_concepts_has_a_column_for_every_language(language: str) -> None:
    headers = {path.name: path.read_text("utf-8").partition("\n")[0] for path in CONCEPT_FILES.glob("*.tsv")}

    assert [name for name, header in headers.items() if language not in header.split("\t")] == []
