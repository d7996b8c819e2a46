"""Reading a file of company profiles, JSON Lines."""

import json
from pathlib import Path

from django.core.management.base import CommandError

from matching.engine.profiles import ProjectProfile
from matching.features import ProfileError, read_company


def read_file(path: Path) -> list[ProjectProfile]:
    """Return the projects of a file of profiles; raises CommandError with the line number of what is wrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        broken = error.object[: error.start].count(b"\n") + 1
        raise CommandError(f"{path}, line {broken}: not UTF-8") from error
    projects: list[ProjectProfile] = []
    seen: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            projects += _read_line(path, number, line, seen)
    return projects


def _read_line(path: Path, number: int, line: str, seen: set[str]) -> list[ProjectProfile]:
    try:
        projects = read_company(json.loads(line))
    except json.JSONDecodeError as error:
        raise CommandError(f"{path}, line {number}: not JSON ({error.msg} at column {error.colno})") from error
    except ProfileError as error:
        raise CommandError(f"{path}, line {number}: {error}") from error
    for project in projects:
        if project.id in seen:
            raise CommandError(f"{path}, line {number}: project id {project.id!r} occurs twice")
        seen.add(project.id)
    return projects
