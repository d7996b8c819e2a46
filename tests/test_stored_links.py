"""Whatever address was stored: no page makes a link of it unless it is one of the web."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from companies.models import Company
from matching.models import Match
from tests.access import TABLE
from tests.access_arguments import arguments
from tests.test_access import match, people  # noqa: F401 - fixtures

ADDRESSES = (
    "javascript:alert(1)",
    "JavaScript:alert(1)//company.example",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "ftp://company.example/",
    "file:///etc/passwd",
    "//company.example/",
    "mailto:somebody@company.example",
)
LINK = re.compile(r"""(?:href|src|action|formaction)\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)


def shown_to(user: User | None, address: str) -> str:
    client = Client()
    if user is not None:
        client.force_login(user)
    answer = client.get(address)
    is_page = answer.status_code == 200 and "html" in answer.headers["Content-Type"] and not answer.streaming
    return answer.content.decode() if is_page else ""


@pytest.mark.django_db
@pytest.mark.parametrize("stored", ADDRESSES)
def test_no_page_links_to_what_is_no_page(
    stored: str,
    match: Match,  # noqa: F811
    people: dict[str, User | None],  # noqa: F811
) -> None:
    showing, linking = set(), set()

    for route in sorted(route for route in TABLE if TABLE[route].data is None):
        address = reverse(route, args=arguments(route, match, people))
        Company.objects.update(website=stored)
        for role in ("member", "administrator"):
            page = shown_to(people[role], address)
            showing |= {route} if stored.partition("<")[0] in page else set()
            linking |= {route} if stored.partition("<")[0] in LINK.findall(page) else set()

    assert linking == set()
    assert "directory:company_detail" in showing


@pytest.mark.django_db
@pytest.mark.parametrize("stored", ADDRESSES)
def test_the_administration_links_to_nothing_else_either(
    stored: str,
    match: Match,  # noqa: F811
    people: dict[str, User | None],  # noqa: F811
) -> None:
    company = match.korean_project.company
    Company.objects.update(website=stored)

    addresses = [
        reverse("admin:companies_company_change", args=[company.pk]),
        reverse("admin:companies_company_changelist"),
    ]
    pages = [shown_to(people["administrator"], address) for address in addresses]

    assert all(pages)
    assert [page for page in pages if stored.partition("<")[0] in LINK.findall(page)] == []
