"""No door lets the address of a site into the name of a person, a company, a contact, or into a title."""

from collections.abc import Callable
from typing import Any

import pytest
from django.forms import BaseForm

from accounts.admin import UserForm
from accounts.forms.signup import SignupDetailsForm
from companies.forms.admin import CompanyAdminForm
from companies.forms.company import BasicsForm, ContactForm
from companies.forms.project import ProjectForm, TranslationForm
from companies.serializers.own import CompanyCreateSerializer, CompanyEditSerializer, ProjectEditSerializer
from exchange.een.objects import read_profile_object
from exchange.errors import ProfileRefusedError
from exchange.profiles.objects import read_company_object
from exchange.profiles.reading import CompanyLine, InvalidLine
from partnerships.forms.cases import CaseWordsForm
from tests.exchange.profile_lines import company_line, project_line
from tests.exchange.samples import profile_object
from tests.exchange.tables.test_table_rows import COMPANY, PROJECT, read
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db
SITE = "Win at evil.com now"
WORDS = "cannot contain web addresses"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        *((SignupDetailsForm, "full_name"), (UserForm, "full_name"), (ContactForm, "name"), (CaseWordsForm, "title")),
        *((kind, field) for kind in (BasicsForm, CompanyAdminForm) for field in ("name", "name_local")),
        *((ProjectForm, "title"), (TranslationForm, "title")),
    ],
)
def test_no_form_takes_one(form: Callable[..., BaseForm], field: str) -> None:
    errors = form({field: SITE}).errors[field]

    assert [WORDS in error for error in errors] == [True]


@pytest.mark.parametrize(
    ("serializer", "field"),
    [(CompanyCreateSerializer, "name"), (CompanyEditSerializer, "name_local"), (ProjectEditSerializer, "title")],
)
def test_the_api_takes_none(serializer: Callable[..., Any], field: str) -> None:
    judged = serializer(data={field: SITE}, partial=True)

    assert not judged.is_valid()
    assert WORDS in str(judged.errors[field])


@pytest.mark.parametrize(
    "line",
    [
        *({"name": SITE}, {"name_local": SITE}, {"projects": [project_line(title=SITE)]}),
        {"contact": {"name": SITE, "email": "a@company.example"}},
    ],
)
def test_no_file_of_lines_brings_one(line: dict[str, Any]) -> None:
    with pytest.raises(ProfileRefusedError, match=WORDS):
        read_company_object(company_line(**line))


@pytest.mark.parametrize("change", [{"title": SITE}, {"company": profile_object()["company"] | {"name": SITE}}])
def test_no_profile_of_the_network_brings_one(change: dict[str, Any]) -> None:
    with pytest.raises(ProfileRefusedError, match=WORDS):
        read_profile_object(profile_object(**change))


@pytest.mark.parametrize("change", [{"name": SITE}, {"name_local": SITE}, {"contact_name": SITE}])
def test_no_table_brings_one(change: dict[str, str]) -> None:
    (line,) = read(COMPANY | change).lines

    said = line.reasons if isinstance(line, InvalidLine) else [remark.text for remark in line.remarks]
    assert any(WORDS in text for text in said)
    if isinstance(line, CompanyLine):
        assert SITE not in str(line.record)


def test_no_table_of_projects_brings_one() -> None:
    (line,) = read(COMPANY, projects=[PROJECT | {"title": SITE}]).lines

    said = line.reasons if isinstance(line, InvalidLine) else [remark.text for remark in line.remarks]
    assert any(WORDS in text for text in said)
    if isinstance(line, CompanyLine):
        assert SITE not in str(line.record)


def test_a_company_called_by_its_own_domain_says_so_by_its_website() -> None:
    named = {"name": "Hanbit.com", "website": "https://www.hanbit.com/ko"}

    record = read_company_object(company_line(**named))

    assert "name" not in BasicsForm(named).errors
    assert CompanyEditSerializer(data=named, partial=True).is_valid()
    assert record.fields["name"] == "Hanbit.com"


def test_the_website_cannot_leave_a_name_that_was_allowed_for_it() -> None:
    company = CompanyFactory(name="Hanbit.com", website="https://hanbit.com")

    judged = CompanyEditSerializer(company, data={"website": "https://elsewhere.example"}, partial=True)

    assert not judged.is_valid()
    assert "name" in judged.errors
