"""Writes projects as profiles of the Enterprise Europe Network, or what such profiles cannot hold."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from companies.models import Project
from exchange.een.losses import find_losses
from exchange.een.profiles import make_profiles
from exchange.een.sources import source_of
from exchange.een.writing import FORMS
from exchange.queries import projects_to_export
from values.formats.phrases import write_labelled


class Command(BaseCommand):
    help = "Write published projects as EEN profiles (docs/een.md), to a file or to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--format", dest="form", default="json", choices=sorted(FORMS), help="of the document (default: json)"
        )
        parser.add_argument("--project", default="", help="the id of one project, whatever its state")
        parser.add_argument("--output", type=Path, help="the file to write (default: standard output)")
        parser.add_argument("--report", action="store_true", help="write what the profiles cannot hold instead")
        parser.add_argument(
            "--language",
            default="en",
            choices=[code for code, _name in settings.LANGUAGES],
            help="language of the report (default: en)",
        )

    def handle(
        self,
        *_args: object,
        form: str,
        project: str,
        output: Path | None,
        report: bool,
        language: str,
        **_options: object,
    ) -> None:
        with translation.override(language):
            projects = projects_to_export(public_id=project)
            if project and not projects.exists():
                raise CommandError(_("There is no project with the ID %(id)s.") % {"id": project})
            rows = projects.iterator(chunk_size=500)
            pieces = _report(rows) if report else _document(rows, form)
            self._write(pieces, output)

    def _write(self, pieces: Iterable[str], path: Path | None) -> None:
        if path is None:
            for piece in pieces:
                self.stdout.write(piece, ending="")
            return
        try:
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(pieces)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(reason)s.") % {"file": path, "reason": error.strerror}
            ) from error


def _document(projects: Iterator[Project], form: str) -> Iterator[str]:
    return FORMS[form](profile for project in projects for profile in make_profiles(source_of(project)))


def _report(projects: Iterator[Project]) -> Iterator[str]:
    for project in projects:
        yield f"{project.company.name} · {project.title} ({project.public_id})\n"
        yield from (f"  - {write_labelled(loss.label, loss.words)}\n" for loss in find_losses(source_of(project)))
