"""Introductions, one in each state of consent and standing, whose contacts are markers that are known wherever seen."""

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from companies.models import Company
from matching.models import Match
from matching.project_rows import digest_profile, profile_of
from partnerships.models import CONSENT_LASTS, CONSENT_TEXT, Introduction
from partnerships.services.consents import Reading, give_consent, withdraw_consent
from tests.clocks import travel
from tests.factories import (
    AdministratorFactory,
    ApprovedMatchFactory,
    ContactFactory,
    IntroductionFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    ProjectFactory,
    ReviewerFactory,
    UserFactory,
)
from tests.standing import suspend

READING = Reading(text_version=CONSENT_TEXT, language="en", items=["name", "email", "phone"])
STATES = (
    *("nobody agreed", "one agreed", "both agreed", "withdrawn", "run out"),
    *("suspended since", "suspended before"),
)
"""The last two: the Luxembourg company was suspended after both had agreed, or before it could."""
SIDES = ("Korean", "Luxembourgish")
MARKERS = {
    (state, side): (f"Marker {side[:3]}{number}", f"marker.{side[:3]}{number}@confidential.example", f"{phone}{number}")
    for number, state in enumerate(STATES)
    for side, phone in zip(SIDES, ("+82 42 555 010", "+352 26 55 02 0"), strict=True)
}
Marker = tuple[str, str]
People = dict[str, User | None]


@dataclass(frozen=True)
class World:
    """`match` led to the introduction of both who agreed; the member and the partner act in all introductions."""

    introductions: dict[str, Introduction]
    match: Match
    people: People

    def companies_in(self, *states: str) -> list[Company]:
        return [company for state in states for company in companies_of(self.introductions[state])]

    def person(self, role: str) -> User:
        user = self.people[role]
        assert user is not None
        return user


def build_world() -> World:
    match = _true_match()
    pairs: dict[str, dict[str, object]] = {state: {} for state in STATES}
    pairs["both agreed"] = {"korean_project": match.korean_project, "luxembourg_project": match.luxembourg_project}
    introductions = {state: IntroductionFactory(**pair) for state, pair in pairs.items()}
    world = World(introductions, match, _people())
    for state, introduction in introductions.items():
        for side, role, company in zip(SIDES, ("member", "partner"), companies_of(introduction), strict=True):
            name, email, phone = MARKERS[state, side]
            ContactFactory(company=company, name=name, email=email, phone=phone)
            MembershipFactory(company=company, user=world.person(role))
        _bring_to(state, world)
    return world


def _true_match() -> Match:
    """A match whose projects say what they said when it was scored, so that no page has to score them."""
    projects = {"korean": ProjectFactory(), "luxembourg": LuxembourgProjectFactory()}
    digests = {f"{side}_digest": digest_profile(profile_of(project)) for side, project in projects.items()}
    match: Match = ApprovedMatchFactory(**digests, **{f"{side}_project": project for side, project in projects.items()})
    return match


def _people() -> People:
    people = {role: UserFactory() for role in ("member", "partner", "stranger")}
    outsider = MembershipFactory(company=LuxembourgProjectFactory().company).user
    staff = {"reviewer": ReviewerFactory(), "administrator": AdministratorFactory()}
    return {"visitor": None, "outsider": outsider, **people, **staff}


def _bring_to(state: str, world: World) -> None:
    introduction = world.introductions[state]
    alone = dict.fromkeys(("one agreed", "suspended before"), ("member",))
    agreeing = ({"nobody agreed": ()} | alone).get(state, ("member", "partner"))
    given_at = timezone.now() - (CONSENT_LASTS + timedelta(days=1) if state == "run out" else timedelta())
    with travel(given_at):
        for company, role in zip(companies_of(introduction), agreeing, strict=False):
            give_consent(introduction, company=company, user=world.person(role), reading=READING)
    if state == "withdrawn":
        withdraw_consent(introduction, company=introduction.korean_company)
    if state.startswith("suspended"):
        suspend(introduction.luxembourg_company)


def companies_of(introduction: Introduction) -> tuple[Company, Company]:
    return introduction.korean_company, introduction.luxembourg_company


def plain(content: bytes) -> str:
    """What is said, without spaces; a spreadsheet unpacked."""
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(archive.read(name) for name in archive.namelist())
    return re.sub(r"[\s-]", "", content.decode("utf-8", "replace"))


_WORDS = {plain(word.encode()): marker for marker, words in MARKERS.items() for word in words}
_ANY_WORD = re.compile("|".join(map(re.escape, _WORDS)))


def markers_in(content: bytes) -> set[Marker]:
    """Whose contact, or any part of one, is told here: by state and side."""
    return {_WORDS[word] for word in _ANY_WORD.findall(plain(content))}


def both_sides(*states: str) -> set[Marker]:
    return {(state, side) for state in states for side in SIDES}


def found_by(roles: Iterable[str], routes: Iterable[str], markers: Iterable[Marker]) -> set[tuple[str, str, Marker]]:
    markers, routes = list(markers), list(routes)
    return {(role, route, marker) for role in roles for route in routes for marker in markers}
