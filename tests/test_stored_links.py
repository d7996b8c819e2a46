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


def is_linked(stored: str, page: str) -> bool:
    return stored.partition("<")[0] in LINK.findall(page)


@pytest.mark.exhaustive
@pytest.mark.django_db
def test_no_page_links_to_what_is_no_page(
    match: Match,  # noqa: F811
    people: dict[str, User | None],  # noqa: F811
) -> None:
    Company.objects.update(website=ADDRESSES[0])
    opened = [
        (people[role], reverse(route, args=arguments(route, match, people)))
        for route in sorted(route for route in TABLE if TABLE[route].data is None)
        for role in ("member", "administrator")
    ]
    showing = [(user, address) for user, address in opened if ADDRESSES[0] in shown_to(user, address)]
    company_page = reverse("directory:company_detail", args=[match.korean_project.company.public_id])

    linking = []
    for stored in ADDRESSES:
        Company.objects.update(website=stored)
        pages = [(address, shown_to(user, address)) for user, address in showing]
        linking += [(stored, address) for address, page in pages if is_linked(stored, page)]

    assert linking == []
    assert company_page in {address for _user, address in showing}


@pytest.mark.exhaustive
@pytest.mark.django_db
def test_the_administration_links_to_nothing_else_either(
    match: Match,  # noqa: F811
    people: dict[str, User | None],  # noqa: F811
) -> None:
    change = reverse("admin:companies_company_change", args=[match.korean_project.company_id])
    addresses = [change, reverse("admin:companies_company_changelist")]

    linking = []
    for stored in ADDRESSES:
        Company.objects.update(website=stored)
        pages = [shown_to(people["administrator"], address) for address in addresses]
        assert all(pages)
        linking += [stored for page in pages if is_linked(stored, page)]

    assert linking == []


@pytest.mark.django_db
def test_an_address_of_the_web_is_a_link(match: Match) -> None:  # noqa: F811
    Company.objects.update(website="https://company.example/a?b=1&c=2")

    page = shown_to(None, reverse("directory:company_detail", args=[match.korean_project.company.public_id]))

    assert 'href="https://company.example/a?b=1&amp;c=2" rel="external nofollow noopener"' in page
