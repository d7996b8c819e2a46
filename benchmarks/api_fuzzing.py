"""Schemathesis over the whole description of the API, for each role: every answer must be one that is described.

    manage.py shell --no-imports -v 0 -c "from benchmarks.api_fuzzing import main; main('http://localhost:8000')"

against a portal that runs on the same database, with its limits out of the way (API_RATE_VISITOR and API_RATE_TOKEN
as 1000000/min). It leaves companies, projects and tokens behind: use a database made for it. Most calls go to rows
that are there and that the role may reach; the others to made-up ids.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from django.db.models import Max
from django.test import override_settings
from django.urls import get_resolver

from accounts.models import User
from accounts.services.tokens import create_token
from companies.services.directory import rebuild_directory
from tests.api.calls import Scene, place_of
from tests.factories import ApprovedMatchFactory, ContactFactory, MembershipFactory, ReviewerFactory, UserFactory

CONFIGURATION = Path(__file__).resolve().with_suffix(".toml")
ROLES = ("visitor", "reader", "member", "reviewer")
SHARE_OF_ROWS = 0.8
"""How many of the ids are of rows that are there."""


class Surroundings(NamedTuple):
    keys: dict[str, str]
    """The key of each role's token; none for the visitor."""
    ids: dict[str, list[str]]
    """By path of the description: what may stand for its parameter."""


def make_surroundings(rows: int = 2) -> Surroundings:
    """Programs of each role, and `rows` rows for every operation that is about one."""
    people = User.objects.aggregate(latest=Max("pk"))["latest"] or 0
    UserFactory.reset_sequence(people, force=True)  # so that a second run on one database finds new addresses
    match = ApprovedMatchFactory()
    for company in (match.korean_project.company, match.luxembourg_project.company):
        ContactFactory(company=company)
    member, reviewer = MembershipFactory(company=match.korean_project.company).user, ReviewerFactory()
    ids = _ids_by_path(Scene(match, member), rows)
    rebuild_directory()
    owners = {"reader": (member, "read"), "member": (member, "write"), "reviewer": (reviewer, "staff")}
    keys = {
        role: create_token(owner, name="fuzzing", scope=scope, days=30)[1] for role, (owner, scope) in owners.items()
    }
    return Surroundings({"visitor": ""} | keys, ids)


def _ids_by_path(scene: Scene, rows: int) -> dict[str, list[str]]:
    resolver = next(entry for entry in get_resolver().url_patterns if getattr(entry, "namespace", None) == "api")
    ids: dict[str, list[str]] = {}
    for entry in _patterns(resolver):
        path = re.sub(r"<str:(\w+)>", r"{\1}", f"/api/v1/{entry.pattern}")
        if "{" in path:
            ids[path] = [place_of(str(entry.name), "post", scene)[0][0] for _row in range(rows)]
    return ids


def _patterns(resolver: Any) -> list[Any]:
    return [
        inner
        for entry in resolver.url_patterns
        for inner in (_patterns(entry) if hasattr(entry, "url_patterns") else [entry])
    ]


def write_configuration(ids: dict[str, list[str]], folder: Path) -> Path:
    """The rules of our checks, and which rows each operation is called with."""
    parts = [CONFIGURATION.read_text("utf-8")]
    for number, (path, values) in enumerate(sorted(ids.items())):
        name = path.partition("{")[2].partition("}")[0]
        binding = f'{{ dictionary = "rows{number}", probability = {SHARE_OF_ROWS} }}'
        parts.append(f"[dictionaries.rows{number}]\nvalues = {json.dumps(values)}\n")
        parts.append(f'[[operations]]\ninclude-path = "{path}"\nparameters = {{ "path.{name}" = {binding} }}\n')
    written = folder / "schemathesis.toml"
    written.write_text("\n".join(parts), "utf-8")
    return written


def run_fuzzing(
    address: str, key: str, ids: dict[str, list[str]], *, most_examples: int, phases: str, folder: Path
) -> subprocess.CompletedProcess[str]:
    """One role's run; its exit status is 0 when nothing was found."""
    command = [
        *(str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(write_configuration(ids, folder))),
        *("run", f"{address}/api/v1/schema/?format=json", "--checks", "all"),
        *("--no-shrink", "--max-failures", "20", "--seed", "20261124"),
        *("--max-examples", str(most_examples), "--phases", phases, "--no-color"),
    ]
    if key:
        command += ["--header", f"Authorization: Bearer {key}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def main(address: str, most_examples: int = 200, roles: tuple[str, ...] = ROLES) -> None:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        surroundings = make_surroundings(rows=6)
    for role in roles:
        phases = "examples,coverage,fuzzing,stateful"
        found = run_fuzzing(
            address,
            surroundings.keys[role],
            surroundings.ids,
            most_examples=most_examples,
            phases=phases,
            folder=Path(mkdtemp()),
        )
        print(role, "passed" if found.returncode == 0 else "FAILED")
        print(found.stdout)
