"""Scores a file of profiles without a database, for evaluation."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from matching.embeddings import get_encoder
from matching.engine.arrays import stack_projects
from matching.engine.centring import fit_centring
from matching.engine.profiles import ProjectProfile
from matching.engine.scoring import score_pairs
from matching.features import ProfileError, encode_profiles, load_concept_space, read_company

BLOCK_ROWS = 256


class Command(BaseCommand):
    """Writes a line "Korean project, Luxembourg project, score" for every pair of the file, tab-separated."""

    help = "Score every Korean and Luxembourg project of a JSON Lines file of company profiles. No database is needed."
    requires_system_checks = ()  # nothing of the site is used, so nothing of it need be in order

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("profiles", type=Path, help="JSON Lines, UTF-8, one company a line")
        parser.add_argument("--output", type=Path, required=True, help="where to write the tab-separated scores")

    def handle(self, *_args: object, profiles: Path, output: Path, **_options: object) -> None:
        projects = read_file(profiles)
        try:
            with output.open("w", encoding="utf-8") as target:
                target.writelines(score_rows(projects))
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from error
        self.stdout.write(f"Scores of {len(projects)} projects written to {output}.")


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


def score_rows(projects: list[ProjectProfile]) -> Iterator[str]:
    """Yield a line for each pair, Korean projects in the file's order, then Luxembourg ones in the file's order."""
    vectors = encode_profiles(projects, get_encoder())
    centring = fit_centring(projects, vectors, load_concept_space())
    sides = {}
    for country in ("KR", "LU"):
        own = [index for index, project in enumerate(projects) if project.country == country]
        sides[country] = stack_projects([projects[i] for i in own], [vectors[i] for i in own], centring)
    koreans, luxembourgers = sides["KR"], sides["LU"]
    for start in range(0, len(koreans), BLOCK_ROWS):
        block = koreans.take(np.arange(start, min(start + BLOCK_ROWS, len(koreans))))
        for korean, scores in zip(block.ids, score_pairs(block, luxembourgers), strict=True):
            for luxembourger, score in zip(luxembourgers.ids, scores, strict=True):
                yield f"{korean}\t{luxembourger}\t{score:.6f}\n"


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
