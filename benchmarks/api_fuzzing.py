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
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

from django.db.models import Max
from django.test import override_settings
from django.urls import get_resolver

from accounts.models import User
from accounts.services.tokens import create_token
from companies.models import Company, Project
from directory.services.directory import rebuild_directory
from matching.models import Match, MatchStatus
from matching.seen import seen_of
from partnerships.models import CONSENT_TEXT
from tests.api.calls import Scene, ask_with, place_of
from tests.factories import ApprovedMatchFactory, ContactFactory, MembershipFactory, ReviewerFactory, UserFactory

CONFIGURATION = Path(__file__).resolve().with_suffix(".toml")
ROLES = ("visitor", "reader", "member", "reviewer")
NEW_LINE = "\n"
SHARE_OF_ROWS = 0.8
"""How many of the ids are of rows that are there."""


Values = dict[str, list[Any]]
"""By parameter or member, such as `path.public_id`."""
READ_AT = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
"""When everything that waits at the desk was changed last."""
EVERYWHERE: Values = {"header.If-Match": ["*"], "header.Idempotency-Key": [f"key-{number}" for number in range(3000)]}


class Surroundings(NamedTuple):
    keys: dict[str, str]
    """The key of each role's token; none for the visitor."""
    values: dict[str, Values]
    """What parameters and members are mostly filled with, by path of the description."""


def make_surroundings(rows: int = 2) -> Surroundings:
    """Programs of each role, and `rows` rows for every operation that is about one."""
    people = User.objects.aggregate(latest=Max("pk"))["latest"] or 0
    UserFactory.reset_sequence(people, force=True)  # so that a second run on one database finds new addresses
    match = ApprovedMatchFactory()
    for company in (match.korean_project.company, match.luxembourg_project.company):
        ContactFactory(company=company)
    member, reviewer = UserFactory(), ReviewerFactory()
    MembershipFactory(company=match.korean_project.company, user=member)
    values = _values_by_path(Scene(match, member, reviewer), rows)
    for model in (Company, Project):
        model.objects.filter(status="submitted").update(updated_at=READ_AT)
    rebuild_directory()
    owners = {"reader": (member, "read"), "member": (member, "write"), "reviewer": (reviewer, "staff")}
    keys = {
        role: create_token(owner, name="fuzzing", scope=scope, days=30)[1] for role, (owner, scope) in owners.items()
    }
    return Surroundings({"visitor": ""} | keys, values)


def _values_by_path(scene: Scene, rows: int) -> dict[str, Values]:
    resolver = next(entry for entry in get_resolver().url_patterns if getattr(entry, "namespace", None) == "api")
    asks = [ask_with(scene.project) for _row in range(rows)]
    values = {
        "/api/v1/me/requests/": {
            f"body.{name}": sorted({str(ask[name]) for ask in asks}) for name in ("sender_project", "receiver", "pitch")
        }
    }
    for entry in _patterns(resolver):
        path = re.sub(r"<(?:str|uuid):(\w+)>", r"{\1}", f"/api/v1/{entry.pattern}")
        if "{" in path:
            places = [place_of(str(entry.name), "post", scene) for _row in range(rows)]
            names = enumerate(re.findall(r"{(\w+)}", path))
            values[path] = {f"path.{name}": [ids[place] for ids, _body in places] for place, name in names}
            if "read_at" in places[0][1]:
                values[path] |= {"body.read_at": [READ_AT.isoformat()]}
            if "round" in places[0][1]:
                values[path] |= {"body.round": [1]}
            if "seen" in places[0][1]:
                told = [_say_the_same_in_every_proposal()] if entry.name == "match_review" else _seen_in(places)
                values[path] |= {"body.seen": told}
            if "text_version" in places[0][1]:
                values[path] |= {"body.text_version": [CONSENT_TEXT]}
    return values


def _seen_in(places: list[tuple[list[str], Any]]) -> list[str]:
    return sorted({body["seen"] for _ids, body in places})


def _say_the_same_in_every_proposal() -> str:
    """What is seen of each match that waits for a decision, so that one account of it fits them all."""
    for side in ("korean_matches", "luxembourg_matches"):
        waiting = Project.objects.filter(**{f"{side}__status": MatchStatus.PROPOSED})
        Project.objects.filter(pk__in=waiting.values("pk")).update(title="Glass recovery line")
    return str(seen_of(Match.objects.proposed().with_profiles()[0]))


def _patterns(resolver: Any) -> list[Any]:
    return [
        inner
        for entry in resolver.url_patterns
        for inner in (_patterns(entry) if hasattr(entry, "url_patterns") else [entry])
    ]


def write_configuration(values: dict[str, Values], folder: Path) -> Path:
    """The rules of our checks, and what parameters and members are mostly filled with."""
    parts = [f"[parameters]\n{_bind('everywhere', EVERYWHERE, separator=NEW_LINE)}\n"]
    parts += [
        f'[[operations]]\ninclude-path = "{path}"\nparameters = {{ {_bind(str(number), own, separator=", ")} }}\n'
        for number, (path, own) in enumerate(sorted(values.items()))
    ]
    for number, (_path, own) in enumerate(sorted(values.items())):
        parts += _tell_values(str(number), own)
    parts += [*_tell_values("everywhere", EVERYWHERE), CONFIGURATION.read_text("utf-8")]
    written = folder / "schemathesis.toml"
    written.write_text("\n".join(parts), "utf-8")
    return written


def _bind(place: str, values: Values, *, separator: str) -> str:
    return separator.join(
        f'"{name}" = {{ dictionary = "{_dictionary(place, name)}", probability = {SHARE_OF_ROWS} }}' for name in values
    )


def _tell_values(place: str, values: Values) -> list[str]:
    return [f"[dictionaries.{_dictionary(place, name)}]\nvalues = {json.dumps(own)}\n" for name, own in values.items()]


def _dictionary(place: str, name: str) -> str:
    return f"values_{place}_{name.replace('.', '_').replace('-', '_')}"


def run_fuzzing(
    address: str, key: str, values: dict[str, Values], *, most_examples: int, phases: str, folder: Path
) -> subprocess.CompletedProcess[str]:
    """One role's run; its exit status is 0 when nothing was found."""
    command = [
        *(
            str(Path(sys.executable).with_name("schemathesis")),
            "--config-file",
            str(write_configuration(values, folder)),
        ),
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
            surroundings.values,
            most_examples=most_examples,
            phases=phases,
            folder=Path(mkdtemp()),
        )
        print(role, "passed" if found.returncode == 0 else "FAILED")
        print(found.stdout)
