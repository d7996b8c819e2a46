"""Whatever is sent after a session ended is there again after signing in: on every page, at every address."""

from typing import Any

import pytest
from django.template.defaultfilters import linebreaksbr
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import KeptForm, User
from matching.models import Match
from tests.access import DONE, OK, ROLES, SIGN_IN, TABLE, Row
from tests.access_arguments import arguments
from tests.sent_forms import MARKER, BrowserForm, forms_of
from tests.test_access import match as match  # noqa: PLC0414 - fixtures of the same world
from tests.test_access import people as people  # noqa: PLC0414

pytestmark = pytest.mark.django_db
WITHOUT_WAY_BACK = {"account_confirm_login_code", "accounts:link_send_again"}
"""Nothing is typed there: visitors are sent on to the sign-in, and to nothing behind it."""
ANSWERED = {route: row for route, row in TABLE.items() if row.expected[0] == SIGN_IN and route not in WITHOUT_WAY_BACK}
ON_ANOTHER_PAGE = {"companies:own_join_answer": "/me/", "matching:block_lift": "/suggestions/"}
"""Whose forms stand on no page above the address they are sent to."""
PAGES = sorted(route for route, row in TABLE.items() if row.data is None and OK in row.expected[1:])


def somebody_for(row: Row, people: dict[str, User | None]) -> User:
    """The first kind of person who may."""
    role = next(role for role, seen in zip(ROLES[1:], row.expected[1:], strict=True) if seen in {OK, DONE})
    user = people[role]
    assert user is not None
    return user


def sent_signed_out(client: Client, form: BrowserForm, page: str) -> str:
    """Where the answer leads."""
    client.logout()
    answer = client.post(form.address, form.data() | form.files(), headers={"Referer": f"http://testserver{page}"})
    return answer.headers.get("Location", "")


def signed_in_again(client: Client, user: User, location: str) -> Any:
    """The page to which the sign-in leads."""
    assert location.startswith("/accounts/login/?next=")
    assert "your text has been kept" in client.get(location).content.decode()
    client.force_login(user)
    return client.get(client.get(location).headers["Location"], follow=True)


@pytest.mark.thorough
@pytest.mark.parametrize("route", PAGES)
def test_every_form_of_every_page_is_filled_in_again(route: str, match: Match, people: dict[str, User | None]) -> None:
    user, client = somebody_for(TABLE[route], people), Client()
    address = reverse(route, args=arguments(route, match, people))
    client.force_login(user)
    shown = client.get(address)
    if not shown.headers["Content-Type"].startswith("text/html"):
        return
    for form in forms_of(shown.content.decode(), base=address):
        form.type_everything()
        if not (typed := form.entries()) and not form.files():
            continue

        location = sent_signed_out(client, form, address)
        if not location.startswith("/accounts/login/"):
            continue  # it is for everybody
        page = signed_in_again(client, user, location).content.decode()

        (again,) = (one for one in forms_of(page, base=address) if one.values("kept_form"))
        assert (again.address, again.entries()) == (form.address, typed)
        assert len(again.values("kept_file")) == len(form.files())
        KeptForm.objects.all().delete()


@pytest.mark.parametrize("route", sorted(WITHOUT_WAY_BACK))
def test_nothing_is_kept_where_the_sign_in_is_all_that_follows(route: str) -> None:
    client = Client()

    answer = client.post(reverse(route), {"marker": MARKER})

    assert answer.headers["Location"] == "/accounts/login/"
    assert "You were signed out" not in client.get("/accounts/login/").content.decode()
    assert not KeptForm.objects.exists()


@pytest.mark.thorough
@pytest.mark.parametrize("route", sorted(ANSWERED))
def test_what_is_sent_to_any_address_is_on_the_page_after_signing_in(
    route: str, match: Match, people: dict[str, User | None]
) -> None:
    """Even to one that is no page and from none: what was typed is shown on the nearest page above it."""
    row, client = ANSWERED[route], Client()
    address = reverse(route, args=arguments(route, match, people))

    page = ON_ANOTHER_PAGE.get(route, address)
    answer = client.post(address, {"marker": MARKER}, headers={"Referer": f"http://testserver{page}"})
    if answer.status_code == 405:
        return  # takes no forms from anybody
    client.force_login(somebody_for(row, people))
    shown = client.get(client.get(answer.headers["Location"]).headers["Location"], follow=True)

    assert shown.status_code == 200
    assert linebreaksbr(escape(MARKER)) in shown.content.decode()
