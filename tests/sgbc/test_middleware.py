"""What holds for every request and every answer."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import StringConverter

from companies.models import Company, ProfileDraft
from tests.factories import AdministratorFactory, ContactFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
BASICS = {"name": "Han\0bit", "name_local": "", "country": "KR", "city": "Dae\0jeon", "save": "1"}


def addresses_with_nul(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[str]:
    """The address of each route that takes any text, with a NUL in it."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from addresses_with_nul(pattern.url_patterns, route)
            continue
        converters = pattern.pattern.converters
        if converters and any(isinstance(converter, StringConverter) for converter in converters.values()):
            for name in converters:
                for kind in ("str", "slug", "int", "path"):
                    route = route.replace(f"<{kind}:{name}>", "1" if kind == "int" else "a%00b").replace(
                        f"<{name}>", "a%00b"
                    )
            yield route


def test_no_address_with_a_nul_breaks_anything() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(AdministratorFactory())
    addresses = [address for address in addresses_with_nul(get_resolver().url_patterns) if "(?P" not in address]

    statuses = {address: client.get(address).status_code for address in addresses}

    assert len(statuses) > 10
    assert {address: status for address, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize("query", ["status__exact=%00", "q=%00", "q=a%00b", "o=%00", "_popup=%00"])
@pytest.mark.parametrize(
    "page", ["/admin/companies/company/", "/companies/", "/projects/", "/review/", "/staff/companies/"]
)
def test_no_question_with_a_nul_breaks_a_list(client: Client, page: str, query: str) -> None:
    client.force_login(AdministratorFactory())

    assert client.get(f"{page}?{query}").status_code < 500


def test_what_is_typed_with_a_nul_is_stored_without_it(client: Client) -> None:
    client.force_login(UserFactory())

    client.post("/me/companies/new/", BASICS)

    assert [company.name for company in Company.objects.all()] == ["Hanbit"]
    assert not ProfileDraft.objects.exists()


def test_a_draft_with_a_nul_is_kept_without_it(client: Client) -> None:
    client.force_login(UserFactory())

    client.post("/me/companies/new/", BASICS | {"country": "", "city": "\0"})

    assert Company.objects.count() == 0
    assert [draft.fields["name"] for draft in ProfileDraft.objects.all()] in ([], [["Hanbit"]])


def test_a_cookie_with_a_nul_is_no_session(client: Client) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = "abc\\000def"

    assert client.get("/companies/").status_code == 200


def test_what_a_signed_in_person_sees_is_kept_by_nobody(client: Client) -> None:
    membership = MembershipFactory()
    ContactFactory(company=membership.company)
    client.force_login(membership.user)
    pages = ["/me/", "/companies/", f"/me/companies/{membership.company.public_id}/profile/contact/", "/me/tokens/"]

    answers = {page: client.get(page).headers["Cache-Control"] for page in pages}

    assert {page: answer for page, answer in answers.items() if "no-store" not in answer} == {}


def test_what_everybody_sees_may_be_kept(client: Client) -> None:
    assert "no-store" not in client.get("/companies/").headers.get("Cache-Control", "")


def test_pages_may_use_no_senses_of_a_device(client: Client) -> None:
    policy = client.get("/companies/").headers["Permissions-Policy"]

    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(policy.split(", "))


def test_weaknesses_can_be_reported(client: Client) -> None:
    response = client.get("/.well-known/security.txt")

    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == settings.SECURITY_CONTACT
    assert fields["Canonical"].endswith("/.well-known/security.txt")


def test_limits_count_by_the_address_that_the_proxy_saw() -> None:
    assert settings.REST_FRAMEWORK["NUM_PROXIES"] == settings.ALLAUTH_TRUSTED_PROXY_COUNT
