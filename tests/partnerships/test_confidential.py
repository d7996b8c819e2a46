"""Contacts are found where they belong and nowhere else: every page, export, mail and log, for every kind of person."""

import io
import logging
import re
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from companies.models import Company
from matching.models import Match
from notifications.models import OutboxEmail
from partnerships.models import CONSENT_TEXT, Introduction
from partnerships.services.consents import Reading, give_consent, withdraw_consent
from tests.factories import (
    AdministratorFactory,
    ApprovedMatchFactory,
    ContactFactory,
    IntroductionFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.test_access import TABLE, arguments, routes

pytestmark = pytest.mark.django_db
MARKERS = {
    "Korean": ("Marker Kaya", "marker.kaya@confidential.example", "+82 42 555 0101"),
    "Luxembourgish": ("Marker Lena", "marker.lena@confidential.example", "+352 26 55 02 02"),
}
READING = Reading(text_version=CONSENT_TEXT, language="en", items=["name", "email", "phone"])
EXPORT = "companies:company_export"
STATES = ("nobody agreed", "one agreed", "both agreed", "withdrawn")
Found = set[tuple[str, str, str]]


@pytest.fixture
def match() -> Match:
    return ApprovedMatchFactory()


@pytest.fixture
def introduction(match: Match) -> Introduction:
    introduction: Introduction = IntroductionFactory(
        korean_project=match.korean_project, luxembourg_project=match.luxembourg_project
    )
    for company, (name, email, phone) in zip(companies_of(introduction), MARKERS.values(), strict=True):
        ContactFactory(company=company, name=name, email=email, phone=phone)
    return introduction


def companies_of(introduction: Introduction) -> tuple[Company, Company]:
    return introduction.korean_company, introduction.luxembourg_company


@pytest.fixture
def people(introduction: Introduction) -> dict[str, User | None]:
    korean, luxembourger = companies_of(introduction)
    return {
        "visitor": None,
        "member": MembershipFactory(company=korean).user,
        "partner": MembershipFactory(company=luxembourger).user,
        "outsider": MembershipFactory(company=LuxembourgProjectFactory().company).user,
        "stranger": UserFactory(),
        "reviewer": ReviewerFactory(),
        "administrator": AdministratorFactory(),
    }


def bring_to(state: str, introduction: Introduction, people: dict[str, User | None]) -> None:
    for company, role in zip(companies_of(introduction), ("member", "partner"), strict=True):
        if state == "nobody agreed" or (state == "one agreed" and role == "partner"):
            continue
        user = people[role]
        assert user is not None
        give_consent(introduction, company=company, user=user, reading=READING)
    if state == "withdrawn":
        withdraw_consent(introduction, company=introduction.korean_company)


Page = tuple[str, str]


def addresses(introduction: Introduction, match: Match, people: dict[str, User | None]) -> list[Page]:
    """Every page that can be asked for by GET, by route, and what the two companies and their mail have besides."""
    asked = [route for route in sorted(TABLE) if TABLE[route].data is None]
    walked = [route for route in asked if not route.startswith("notifications:email_") and route != "account_logout"]
    shown = [_page(f"partnerships:introduction_{name}", introduction.public_id) for name in ("detail", "calendar")]
    letters = [
        _page(f"notifications:email_{name}", email.pk)
        for name in ("detail", "html")
        for email in OutboxEmail.objects.all()
    ]
    exports = [(EXPORT, f"{reverse(EXPORT)}?format={name}") for name in ("csv", "xlsx")]
    tables = [_page(route) for route in set(routes()) if route.endswith("_changelist")]
    own = [page for company in companies_of(introduction) for page in _pages_of(company)]
    rows = [_page(route, *arguments(route, match, people)) for route in walked]
    return rows + shown + letters + exports + tables + own


def _page(route: str, *args: object) -> Page:
    return route, reverse(route, args=args)


def _pages_of(company: Company) -> list[Page]:
    pages = ("company_detail", "company_review", "room_history", "room_members")
    steps = [_page("companies:room_company_edit", company.public_id, step) for step in ("contact", "review")]
    return [_page(f"companies:{name}", company.public_id) for name in pages] + steps


def plain(content: bytes) -> str:
    """What is said, without spaces; a spreadsheet unpacked."""
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(archive.read(name) for name in archive.namelist())
    return re.sub(r"[\s-]", "", content.decode("utf-8", "replace"))


def markers_in(content: bytes) -> set[str]:
    text = plain(content)
    return {side for side, words in MARKERS.items() if any(plain(word.encode()) in text for word in words)}


def walk(introduction: Introduction, match: Match, people: dict[str, User | None]) -> Found:
    """Who finds whose contact on which route."""
    found: Found = set()
    pages = addresses(introduction, match, people)
    for role, user in people.items():
        client = Client()
        if user is not None:
            client.force_login(user)
        for route, address in pages:
            response: Any = client.get(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            found |= {(role, route, side) for side in markers_in(content)}
    return found


OWN = {
    ("member", "companies:room_company_edit", "Korean"),
    ("partner", "companies:room_company_edit", "Luxembourgish"),
}
AT_THE_DESK = {  # staff verify the contact of a company with its profile
    (role, "companies:company_review", side) for role in ("reviewer", "administrator") for side in MARKERS
}
DETAIL = "partnerships:introduction_detail"
EXPECTED: dict[str, Found] = {
    "nobody agreed": {("member", DETAIL, "Korean"), ("partner", DETAIL, "Luxembourgish")},  # one's own, to tick
    "one agreed": {("partner", DETAIL, "Luxembourgish"), ("member", DETAIL, "Korean")},
    "both agreed": {(role, DETAIL, side) for role in ("member", "partner") for side in MARKERS}
    | {
        ("administrator", f"notifications:{route}", side)
        for route in ("email_detail", "email_html")
        for side in MARKERS
    },
    "withdrawn": {("member", DETAIL, "Korean")},
}


@pytest.mark.parametrize("state", STATES)
def test_contacts_are_found_only_where_they_belong(
    state: str,
    introduction: Introduction,
    match: Match,
    people: dict[str, User | None],
    settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.IS_DEMONSTRATION = False
    caplog.set_level(logging.DEBUG)
    logging.getLogger("factory").setLevel(logging.WARNING)
    bring_to(state, introduction, people)

    found = walk(introduction, match, people)

    assert found == OWN | AT_THE_DESK | EXPECTED[state]
    assert markers_in(caplog.text.encode()) == set()


@pytest.mark.parametrize("state", STATES)
def test_contacts_are_found_only_in_the_introduction_mail_of_two_companies_that_agree(
    state: str, introduction: Introduction, people: dict[str, User | None]
) -> None:
    bring_to(state, introduction, people)

    carriers = {
        (email.user, email.subject_key.split(":")[2])
        for email in OutboxEmail.objects.all()
        if markers_in(f"{email.subject}{email.text}{email.html}".encode())
        or any(markers_in(bytes(file.content)) for file in email.attachments.all())
    }

    readers = {(people["member"], "contacts"), (people["partner"], "contacts")}
    assert carriers == (readers if state == "both agreed" else set())
