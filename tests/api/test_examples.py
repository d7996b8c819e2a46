"""The examples of docs/api.md, run by curl in their order and as they stand there, against a portal that listens."""

import json
import os
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.services.tokens import create_token
from companies.models import Company, Project
from directory.services.directory import rebuild_directory
from tests.events.day import make_day, today
from tests.events.factories import (
    EventFactory,
    EventFitFactory,
    MeetingFactory,
    MeetingRequestFactory,
    RegistrationFactory,
)
from tests.factories import (
    ApprovedMatchFactory,
    CompanyFactory,
    ContactConsentFactory,
    ContactFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
)
from tests.meetings.matchmaking import make_matchmaking
from tests.room_factories import make_agreed_room, make_introduction, make_public_case, make_room

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
EXAMPLES = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
COMMANDS = [command for example in EXAMPLES for command in re.split(r"\n(?=curl -|[A-Z_]+=)", example.strip())]
NAMED = re.compile(r"[A-Z_]+=")
RUN = [
    f"{before}\n{command}" if NAMED.match(before) else command
    for before, command in zip(["", *COMMANDS], COMMANDS, strict=False)
    if not NAMED.match(command)
]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine"),
]


@pytest.fixture
def surroundings(live_server: Any) -> dict[str, str]:
    """What the page names, an hour old so that webhook_publishers hear of it."""
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        match = ApprovedMatchFactory(korean_project=ProjectFactory(title="Photovoltaic glass line"))
        ids = {"SUGGESTION": match.public_id, "MATCH": MatchFactory().public_id}
        ids |= make_partnerships(match.korean_project) | make_events(match.korean_project)
        Project.objects.update(updated_at=timezone.now())
        Company.objects.update(updated_at=timezone.now())
    rebuild_directory()
    member = MembershipFactory(company=match.korean_project.company).user
    return {
        **os.environ,
        **ids,
        "SGBC": live_server.url,
        "TOKEN": create_token(member, name="member", scope="write", days=1)[1],
        "STAFF_TOKEN": create_token(ReviewerFactory(), name="staff", scope="staff", days=1)[1],
        "COMPANY": match.korean_project.company.public_id,
        "HOOK": f"{live_server.url}/hook",
    }


def make_partnerships(project: Project) -> dict[str, str]:
    """A request to answer, an introduction to which the other side consented, a room, a public case, waiting ones."""
    request = PartnershipRequestFactory(sender_project=LuxembourgProjectFactory(), receiver_project=project)
    introduction = make_introduction(project)
    for company in introduction.companies:
        ContactFactory(company=company)
    ContactConsentFactory(introduction=introduction, company=introduction.luxembourg_company)
    make_public_case(make_agreed_room())
    CompanyFactory(status="submitted")
    return {
        "PROJECT": project.public_id,
        "RECEIVER": LuxembourgProjectFactory().company.public_id,
        "REQUEST": request.public_id,
        "INTRODUCTION": introduction.public_id,
        "COLLABORATION": make_room(make_introduction(project)).collaboration.public_id,
        "WAITING": ProjectFactory(status="submitted").public_id,
    }


def make_events(project: Project) -> dict[str, str]:
    """An event to register for, one with partners of the project's company, one to plan, and one that takes place."""
    pair, day, project_there = make_matchmaking(1), make_day(), LuxembourgProjectFactory()
    mine = RegistrationFactory(event=pair.event, company=project.company)
    partner = RegistrationFactory(event=pair.event, company=project_there.company)
    sides = {"korean_project": project, "luxembourg_project": project_there}
    EventFitFactory(korean=mine, luxembourg=partner, score=0.7, **sides)
    asking = RegistrationFactory(event=pair.event, company=LuxembourgProjectFactory().company)
    held = RegistrationFactory(event=today(), company=project.company)
    begun = timezone.now() - timedelta(minutes=5)
    meeting = MeetingFactory(
        event=held.event, korean=held, status="confirmed", starts_at=begun, ends_at=begun + timedelta(minutes=20)
    )
    MeetingFactory(event=pair.event, korean=mine, luxembourg=partner, status="confirmed", place=pair.tables[1])
    return {
        "EVENT": EventFactory().public_id,
        "REGISTRATION": mine.public_id,
        "PARTNER": pair.luxembourgers[0].public_id,
        "ASKED": MeetingRequestFactory(event=pair.event, sender=asking, receiver=mine).public_id,
        "MEETING": meeting.public_id,
        "WAITING_REGISTRATION": RegistrationFactory(status="requested", confirmed_at=None).public_id,
        "PLANNED_EVENT": pair.event.public_id,
        "TODAY": day.event.public_id,
        "BADGE": day.korean_guest.badge_key,
    }


def test_every_example_does_what_the_page_says(surroundings: dict[str, str]) -> None:
    answers = [answer_to(command, surroundings) for command in RUN]

    assert all(answer.get("results", True) for answer in answers), "an example finds nothing"
    assert [answer["employees"] for answer in answers if "turnover_eur" in answer] == [41]
    assert [len(answer["contacts"]) for answer in answers if "contacts" in answer] == [2]
    assert [answer["stage"] for answer in answers if "stage" in answer] == ["introduced", "in_contact"]
    assert [answer["reviews"][0]["verdict"] for answer in answers if "reviews" in answer] == ["publish"]
    assert [answer["answer"]["answer"] for answer in answers if "answer" in answer] == ["interested"]
    assert [answer["status"] for answer in answers if "seen" in answer and "status" in answer] == ["approved"]
    assert [len(answer["attendees"]) for answer in answers if "attendees" in answer] == [1, 0]
    assert [answer["run"]["status"] for answer in answers if "run" in answer] == ["queued", "queued"]
    assert [answer["is_new"] for answer in answers if "is_new" in answer] == [True]
    assert len(RUN) == 39


def answer_to(command: str, surroundings: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(["sh", "-ec", command], env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, command + done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
