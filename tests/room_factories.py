"""Rooms for tests: two introduced companies, each with a member, and their case manager."""

import io
import zipfile
from typing import Any, NamedTuple

from accounts.models import User
from companies.models import Company, Project
from notifications.models import OutboxEmail
from partnerships.models import CaseStudy, Collaboration, CollaborationStage, Introduction
from partnerships.permissions import Actor
from partnerships.services.cases import CaseTexts, approve_case, draft_case
from partnerships.services.rooms import open_room
from partnerships.services.stages import Move, move_stage
from tests.factories import LuxembourgProjectFactory, MembershipFactory, ProjectFactory, ReviewerFactory, UserFactory

TEXTS = CaseTexts(
    language="en",
    title="Glass of old solar modules becomes new glass",
    story="A Korean separation line was put into a Luxembourg hall and its team was trained in two weeks.",
    outcome="1,600 tonnes of modules a year are separated; the glass goes back to a float line.",
    green_objectives=["circular_economy"],
)


class Room(NamedTuple):
    collaboration: Collaboration
    korean: Actor
    luxembourger: Actor
    manager: Actor


def make_introduction(korean: Project | None = None, **fields: Any) -> Introduction:
    korean, luxembourger = korean or ProjectFactory(), LuxembourgProjectFactory()
    return Introduction.objects.create(
        korean_company=korean.company,
        luxembourg_company=luxembourger.company,
        korean_project=korean,
        luxembourg_project=luxembourger,
        **fields,
    )


def member_of(company: Company, **fields: Any) -> User:
    return MembershipFactory(company=company, user=UserFactory(**fields)).user


def make_room(introduction: Introduction | None = None, *, manager: User | None = None) -> Room:
    """A room nobody has moved yet; the outbox holds no news.

    All staff get mail about every room: name their `manager` where there are many rooms.
    """
    introduction = introduction or make_introduction()
    collaboration = open_room(introduction.pk)
    manager = manager or ReviewerFactory()
    Collaboration.objects.filter(pk=collaboration.pk).update(case_manager=manager)
    OutboxEmail.objects.filter(is_confidential=False).delete()
    korean, luxembourger = introduction.korean_company, introduction.luxembourg_company
    return Room(
        Collaboration.objects.with_sides().get(pk=collaboration.pk),
        Actor(member_of(korean, time_zone="Asia/Seoul"), korean),
        Actor(member_of(luxembourger), luxembourger),
        Actor(manager, None),
    )


def make_agreed_room(introduction: Introduction | None = None, *, manager: User | None = None) -> Room:
    """A room whose companies reached an agreement; the outbox holds no news and everybody has read the news."""
    room = make_room(introduction, manager=manager)
    move_stage(room.collaboration, actor=room.korean, move=Move("introduced", "agreed", "licence"))
    room.collaboration.refresh_from_db()
    room.collaboration.visits.update(noticed_at=None)
    OutboxEmail.objects.filter(is_confidential=False).delete()
    return room


def make_public_case(room: Room) -> CaseStudy:
    case = draft_case(room.collaboration, actor=room.korean, texts=TEXTS)
    for actor in (room.korean, room.luxembourger, room.manager):
        case = approve_case(case, actor=actor, version=case.version)
    return case


def stage_of(room: Room) -> CollaborationStage:
    room.collaboration.refresh_from_db()
    return CollaborationStage(room.collaboration.stage)


def office_file(*parts: str) -> bytes:
    """A package with these parts, as Word, Excel and PowerPoint write them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for part in ("[Content_Types].xml", *parts):
            package.writestr(part, "<part/>")
    return stream.getvalue()
