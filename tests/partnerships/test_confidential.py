"""Contacts are found where they belong and nowhere else: every page, export, mail, log and answer to a program, for
every kind of person and token, before and after the consents."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.services.tokens import create_token
from companies.models import ContactLook
from notifications.messages import wire_format
from notifications.models import EventKind, OutboxEmail, WebhookDelivery
from notifications.services.caught_mail import keep_for_operator
from notifications.services.presend_checks import reason_to_cancel
from partnerships.models import ContactReading
from partnerships.services.consent_times import close_consents_run_out
from partnerships.services.webhook_publishers import publish_introduction_made
from tests.access import TABLE
from tests.access_arguments import arguments
from tests.api import test_access as api
from tests.api.calls import Scene, place_of
from tests.factories import PartnershipRequestFactory, WebhookFactory
from tests.models import models_of_the_portal
from tests.partnerships.confidential import (
    SIDES,
    STATES,
    Marker,
    World,
    both_sides,
    build_world,
    found_by,
    markers_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.exhaustive]
EXPORT, EDIT = "exchange:company_export", "companies:own_company_edit"
DETAIL, LOOK = "partnerships:introduction_detail", "partnerships:introduction_contacts"
ASK, REQUEST = "partnerships:request_create", "partnerships:request_detail"
MAILS = ("notifications:email_detail", "notifications:email_html")
WITH_PROFILES = ("nobody agreed", "both agreed", "suspended since")  # of these the companies' own pages are opened
OF_A_COMPANY = (
    *("directory:company_detail", "companies:company_review"),
    *("companies:own_history", "companies:own_members"),
)
SIGNING_IN = ("visitor", "member", "administrator")  # who opens the pages of the sign-in, which know accounts alone
STAFF = ("reviewer", "administrator")
TOKENS = (
    *(("visitor", ""), ("stranger", "write"), ("outsider", "write"), ("member", "read"), ("member", "write")),
    *(("partner", "write"), ("reviewer", "write"), ("reviewer", "staff"), ("administrator", "staff")),
)
FILES = {
    EXPORT: ("csv", "xlsx", "jsonl"),
    "partnerships:insights_download": ("xlsx",),
    "partnerships:digest_download": ("xlsx",),
}
Page = tuple[str, str]
Found = set[tuple[str, str, Marker]]


@pytest.fixture
def world(settings: Any, caplog: pytest.LogCaptureFixture) -> World:
    settings.IS_DEMONSTRATION = False
    caplog.set_level(logging.DEBUG)
    for name in ("factory", "django.template"):  # what the test itself wrote, and each name a template does not find
        logging.getLogger(name).setLevel(logging.WARNING)
    world = build_world()
    close_consents_run_out()
    return world


def pages_of(world: World) -> Iterator[Page]:
    """Every page that can be asked for by GET, and what the companies, their introductions and their mail have."""
    walked = {ASK, REQUEST, *MAILS, *OF_A_COMPANY, "account_logout"}
    for route in sorted(TABLE):
        if TABLE[route].data is None and route not in walked:
            yield _page(route, *arguments(route, world.match, world.people))
    asked = {"sender_project": world.match.luxembourg_project, "receiver_project": world.match.korean_project}
    yield _page(REQUEST, PartnershipRequestFactory(**asked).public_id)
    yield _page(ASK, world.match.luxembourg_project.company.public_id)
    for introduction in world.introductions.values():
        yield _page(DETAIL, introduction.public_id)
        yield _page("partnerships:introduction_calendar", introduction.public_id)
    for company in world.companies_in(*WITH_PROFILES):
        yield from [_page(name, company.public_id) for name in OF_A_COMPANY]
        yield from [_page(EDIT, company.public_id, step) for step in ("contact", "review")]
    yield from [_page(route, email.pk) for route in MAILS for email in OutboxEmail.objects.all()]
    for route, formats in FILES.items():
        yield from [(route, f"{reverse(route)}?format={name}") for name in formats]
    yield from _administration()


def _administration() -> Iterator[Page]:
    """The lists of Django's administration, and of each the page of its first row."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield _page(f"{name}_changelist")
        if (row := model._default_manager.order_by("pk").first()) is not None:
            yield _page(f"{name}_change", row.pk)


def _page(route: str, *args: object) -> Page:
    return route, reverse(route, args=args)


class QuietClient(Client):
    """Asks for a page without keeping every template and context that went into it."""

    def request(self, **request: Any) -> Any:
        return self.handler(self._base_environ(**request))


def clients_of(world: World) -> Iterator[tuple[str, Client]]:
    for role, user in world.people.items():
        client = QuietClient()
        if user is not None:
            client.force_login(user)
        yield role, client


def _read(response: Any) -> bytes:
    assert response.status_code < 500
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return content


def _refuse(_request: HttpRequest, exception: Exception) -> HttpResponse:
    """Instead of the page around a refusal, which is as dear as any other page: all that it could tell."""
    return HttpResponse(repr(exception), status=403 if isinstance(exception, PermissionDenied) else 404)


def test_pages_and_files_tell_contacts_only_where_they_belong(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = list(pages_of(world))

    found = _find_on([("404", "/no/such/page/"), ("403", reverse(EXPORT))], world)
    monkeypatch.setattr("sgbc.urls.handler403", _refuse, raising=False)
    monkeypatch.setattr("sgbc.urls.handler404", _refuse, raising=False)
    found |= _find_on(pages, world)

    assert found == expected_on_pages()
    assert markers_in(caplog.text.encode()) == set()


def _find_on(pages: list[Page], world: World) -> Found:
    """Who finds whose contact on which route; everybody opens every page once."""
    found: Found = set()
    for role, client in clients_of(world):
        for route, address in pages:
            if role in SIGNING_IN or not route.startswith("account_"):
                found |= {(role, route, marker) for marker in markers_in(_read(client.get(address)))}
    return found


def expected_on_pages() -> Found:
    expected = found_by(("member", "partner"), (DETAIL,), both_sides("both agreed"))
    asked = (("nobody agreed", "withdrawn", "run out"), ("nobody agreed", "one agreed", "run out"))
    for role, side, states in zip(("member", "partner"), SIDES, asked, strict=True):
        expected |= found_by((role,), (DETAIL,), [(state, side) for state in states])  # one's own, to tick
        expected |= found_by((role,), (EDIT,), [(state, side) for state in WITH_PROFILES])
    return expected | found_by(("administrator",), MAILS, both_sides("both agreed"))


def test_staff_see_the_contact_of_a_company_by_the_button_alone_and_never_unrecorded(world: World) -> None:
    """And on its page while it is being verified, which tests/partnerships/test_looks.py is about."""
    companies = world.companies_in(*WITH_PROFILES)
    pages = [_page("companies:company_contact", company.public_id) for company in companies]

    found: Found = set()
    for role, client in clients_of(world):
        for route, address in pages:
            found |= {(role, route, marker) for marker in markers_in(client.post(address).content)}

    assert found == found_by(STAFF, ("companies:company_contact",), both_sides(*WITH_PROFILES))
    looked = ContactLook.objects.order_by("pk").values_list("user", "company", "place")
    assert list(looked) == [(world.person(role).pk, company.pk, "desk") for role in STAFF for company in companies]


def test_staff_see_the_contacts_of_an_introduction_only_while_both_agree_and_never_unrecorded(world: World) -> None:
    pages = [_page(LOOK, introduction.public_id) for introduction in world.introductions.values()]
    kept = OutboxEmail.objects.filter(is_confidential=True)
    mails = [_page(route, email.pk) for route in MAILS for email in kept]
    agreed = world.introductions["both agreed"]

    found: Found = set()
    for role, client in clients_of(world):
        for route, address in pages:
            found |= {(role, route, marker) for marker in markers_in(client.post(address).content)}
    looked = list(ContactReading.objects.values_list("introduction", "user"))
    ContactReading.objects.all().delete()
    for _route, address in mails:
        for _role, client in clients_of(world):
            client.get(address)

    assert found == found_by(STAFF, (LOOK,), both_sides("both agreed"))
    assert looked == [(agreed.pk, world.person(role).pk) for role in STAFF]
    assert set(ContactReading.objects.values_list("introduction", "user")) == {
        (agreed.pk, world.person("administrator").pk)
    }


def test_only_the_introduction_mail_of_two_companies_that_agree_carries_contacts(world: World) -> None:
    carriers = {
        (email.user, email.topic, marker)
        for email in OutboxEmail.objects.prefetch_related("attachments")
        for part in [f"{email.subject}{email.text}{email.html}".encode(), *_files(email)]
        for marker in markers_in(part)
    }

    readers = [world.person(role) for role in ("member", "partner")]
    kept = both_sides("both agreed", "suspended since")  # a suspension may end
    assert carriers == {(reader, "contacts", marker) for reader in readers for marker in kept}


def test_no_contact_leaves_by_mail_nor_lies_in_the_folder_of_a_demonstration_but_of_two_that_agree_and_act(
    world: World, settings: Any, tmp_path: Path
) -> None:
    settings.CAUGHT_MAIL_FOLDER = str(tmp_path)
    leaving = set()

    for email in OutboxEmail.objects.prefetch_related("attachments"):
        if not reason_to_cancel(email):
            leaving |= markers_in(wire_format(email)) | markers_in(email.full_text.encode())
        keep_for_operator(email)

    assert leaving == both_sides("both agreed")
    assert [path for path in tmp_path.iterdir() if markers_in(path.read_bytes())] == []


def test_no_table_holds_a_contact_but_the_one_of_contacts_and_the_mail_of_two_that_agree(world: World) -> None:
    """Bodies for programs, kept answers and forms, history, sessions, records of looks: whatever is ever stored."""
    WebhookFactory(events=[EventKind.INTRODUCTION_MADE])
    for introduction in world.introductions.values():
        publish_introduction_made(introduction)
    client = next(client for person, scope, client in programs_of(world) if (person, scope) == ("member", "write"))
    agreed = world.introductions["both agreed"]
    _call(client, "consent_withdraw", "post", [world.introductions["one agreed"].public_id], {})
    _call(client, "introduction_contacts", "get", [agreed.public_id], None)

    holders = {
        (model._meta.label, marker)
        for model in models_of_the_portal()
        for row in model._default_manager.values()
        for marker in markers_in(repr(row).encode())
    }

    assert WebhookDelivery.objects.exists()
    everybody = {("companies.Contact", marker) for marker in both_sides(*STATES)}
    mails = {("notifications.OutboxEmail", marker) for marker in both_sides("both agreed", "suspended since")}
    assert holders == everybody | mails


def _files(email: OutboxEmail) -> list[bytes]:
    return [bytes(file.content) for file in email.attachments.all()]


OF_THE_API = {"schema", "docs"}  # the same for everybody, and dear


def test_programs_of_the_two_companies_alone_are_told_contacts_and_while_both_agree_alone(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Every endpoint of the API with every method it answers; reading first, as writing changes the world."""
    scene = Scene(world.match, world.person("member"), world.person("reviewer"))
    found, answered = set(), set()

    for person, scope, client in programs_of(world):
        for route, method in sorted(api.TABLE, key=lambda row: row[1] != "get"):
            if route not in OF_THE_API or scope == "":
                answer = _call(client, route, method, *place_of(route, method, scene))
                answered |= {(person, route, method)} if answer.status_code < 300 else set()
                found |= {(person, scope, route, method, marker) for marker in markers_in(answer.content)}
        for route, public_id in _rows_of_the_api(world):
            answer = _call(client, route, "get", [public_id], None)
            found |= {(person, scope, route, "get", marker) for marker in markers_in(answer.content)}

    sides = (("member", "read"), ("member", "write"), ("partner", "write"))
    assert found == {
        (*side, "introduction_contacts", "get", marker) for side in sides for marker in both_sides("both agreed")
    }
    assert {(route, method) for _person, route, method in answered} >= set(api.TABLE) - UNANSWERED
    assert markers_in(caplog.text.encode()) == set()


UNANSWERED = {("missing", "get"), ("nothing_here", "get")}


def _rows_of_the_api(world: World) -> Iterator[tuple[str, str]]:
    for company in world.companies_in("both agreed"):
        yield from [(route, company.public_id) for route in ("company_detail", "own_company_detail")]
    for introduction in world.introductions.values():
        yield from [(route, introduction.public_id) for route in ("own_introduction_detail", "introduction_contacts")]


def programs_of(world: World) -> Iterator[tuple[str, str, Client]]:
    for person, scope in TOKENS:
        headers = {"If-Match": "*"}
        if scope:
            _token, key = create_token(world.person(person), name="test", scope=scope, days=1)
            headers["Authorization"] = f"Bearer {key}"
        yield person, scope, QuietClient(headers=headers)


def _call(client: Client, route: str, method: str, args: list[Any], body: Any) -> Any:
    address = reverse(f"api:{route}", args=args)
    if method == "get":
        return client.get(address)
    return getattr(client, method)(address, body, content_type="application/json")
