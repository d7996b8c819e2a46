"""Scores a file of profiles without a database, for evaluation."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from matching.engine.profiles import ProjectProfile
from matching.management.judged import collect, score_collection
from matching.management.reading import read_file


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


def score_rows(projects: list[ProjectProfile]) -> Iterator[str]:
    """Yield a line for each pair, Korean projects in the file's order, then Luxembourg ones in the file's order.

    The score is the likelihood of a pair that the first pass hands on; the others follow below in its order.
    """
    collection = collect(projects)
    for korean, scores in zip(collection.korean_arrays.ids, score_collection(collection), strict=True):
        for luxembourger, score in zip(collection.luxembourg_arrays.ids, scores, strict=True):
            yield f"{korean}\t{luxembourger}\t{score:.8f}\n"
