"""The main navigation: whose entries, which of them the page is or belongs to, and what waits."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import CompanyFactory, ReviewerFactory, UserFactory

pytestmark = pytest.mark.django_db
ENTRY = re.compile(r'<li><a href="([^"]+)"(?: aria-current="(page|true)")?>([^<&]+)')
EVERYBODY = ["Companies", "Projects", "Events"]


def entries_on(client: Client, address: str) -> list[tuple[str, str, str]]:
    """(address, current, label) of the first navigation; the second, behind the menu of small screens, has the same."""
    navigations = client.get(address).content.decode().split('aria-label="Main"')[1:3]
    first, second = (ENTRY.findall(text.partition("</ul>")[0]) for text in navigations)
    assert first == second
    return [(address, current, label.strip()) for address, current, label in first]


@pytest.mark.parametrize(
    ("factory", "own"),
    [
        (None, []),
        (UserFactory, ["My company", "My suggestions", "Requests", "Collaborations"]),
        (ReviewerFactory, ["Review desk", "Profiles", "Requests", "Collaborations"]),
    ],
)
def test_everybody_sees_their_own_entries(client: Client, factory: Callable[[], User] | None, own: list[str]) -> None:
    if factory:
        client.force_login(factory())

    assert [label for _address, _current, label in entries_on(client, "/")] == EVERYBODY + own


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/staff/companies/", ("Profiles", "page")),
        ("/staff/export/", ("Profiles", "true")),
        ("/staff/collaborations/", ("Collaborations", "page")),
        ("/staff/insights/", None),
        ("/review/run/", ("Review desk", "true")),
        ("/partnerships/unanswered/", ("Requests", "page")),
        ("/companies/map/", ("Companies", "true")),
        ("/mail/", None),
    ],
)
def test_one_entry_is_marked_at_most(client: Client, address: str, marked: tuple[str, str] | None) -> None:
    client.force_login(ReviewerFactory())

    current = [(label, current) for _address, current, label in entries_on(client, address) if current]

    assert current == ([marked] if marked else [])


def test_what_waits_is_counted_beside_its_entry(client: Client) -> None:
    CompanyFactory(status="submitted")
    client.force_login(ReviewerFactory())

    page = client.get("/").content.decode()

    assert (
        'Profiles&nbsp;<span class="badge badge--amber">1<span class="visually-hidden"> waiting</span></span>' in page
    )
