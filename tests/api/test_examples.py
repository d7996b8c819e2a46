"""The examples of docs/api.md, run by curl as they stand there against a portal that listens."""

import json
import os
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from accounts.services.tokens import create_token
from companies.models import Company, Project
from companies.services.directory import rebuild_directory
from tests.factories import ApprovedMatchFactory, MatchFactory, MembershipFactory, ProjectFactory, ReviewerFactory

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
EXAMPLES = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
COMMANDS = [command for example in EXAMPLES for command in re.split(r"\n(?=curl -)", example.strip())]
JOINED = [
    f"{command}\n{following}" if command.startswith("ETAG=") else command
    for command, following in zip(COMMANDS, [*COMMANDS[1:], ""], strict=True)
]
RUN = [command for command in JOINED if "$ETAG" not in command or command.startswith("ETAG=")]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine"),
]


@pytest.fixture
def surroundings(live_server: Any) -> dict[str, str]:
    match = ApprovedMatchFactory(korean_project=ProjectFactory(title="Photovoltaic glass line"))
    MatchFactory()
    company = match.korean_project.company
    member = MembershipFactory(company=company).user
    long_ago = timezone.now() - timedelta(hours=1)
    Project.objects.update(updated_at=long_ago)
    Company.objects.update(updated_at=long_ago)
    rebuild_directory()
    return {
        **os.environ,
        "SGBC": live_server.url,
        "TOKEN": create_token(member, name="member", scope="write", days=1)[1],
        "STAFF_TOKEN": create_token(ReviewerFactory(), name="staff", scope="staff", days=1)[1],
        "COMPANY": company.public_id,
        "RECEIVER": f"{live_server.url}/hook",
    }


def test_there_are_examples_of_every_part() -> None:
    assert len(RUN) == 10


@pytest.mark.parametrize("command", RUN)
def test_example_does_what_the_page_says(command: str, surroundings: dict[str, str]) -> None:
    done = subprocess.run(["sh", "-ec", command], env=surroundings, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    answer = json.loads(done.stdout)
    assert answer.get("results", True), "the example finds nothing"
    if "PATCH" in command:
        assert answer["employees"] == 41
