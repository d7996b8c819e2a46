"""Reads profiles of the Enterprise Europe Network; says what would become of each, and does it when told to."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from companies.queries.review_fields import label_of
from exchange.errors import SpreadsheetRefusedError
from exchange.profiles.reading import CompanyLine, InvalidLine
from exchange.services.een_imports import read_profiles
from exchange.services.import_outcomes import ImportOptions
from exchange.services.table_imports import RowOutcomes, rehearse, write_lines
from exchange.tables.table_rows import ReadTable
from exchange.tables.tables import MAX_FILE_BYTES
from values.formats.phrases import write_labelled


class Command(BaseCommand):
    help = "Read a document of EEN profiles (docs/een.md): a dry run, unless --apply is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the document, JSON or XML")
        parser.add_argument("--apply", action="store_true", help="write what the dry run would show")
        parser.add_argument("--publish", action="store_true", help="verify the companies and publish their projects")
        parser.add_argument("--source", default="een", help="where the profiles come from (default: een)")
        parser.add_argument(
            "--language",
            default="en",
            choices=[code for code, _name in settings.LANGUAGES],
            help="language of the report (default: en)",
        )

    def handle(
        self,
        *_args: object,
        file: Path,
        source: str,
        apply: bool,
        publish: bool,
        language: str,
        **_options: object,
    ) -> None:
        with translation.override(language):
            if not 1 <= len(source) <= 40:
                raise CommandError(_("The name of the source must be 1 to 40 characters long."))
            table = _read(file, source)
            lines = [line for line in table.lines if isinstance(line, CompanyLine)]
            import_options = ImportOptions(source=source, is_publishing=publish, is_telling_changes=True)
            outcomes = write_lines(lines, import_options) if apply else rehearse(lines, import_options)
            outcomes.refuse([line for line in table.lines if isinstance(line, InvalidLine)])
            self._report(table, outcomes)
            if not apply:
                self.stdout.write(_("Nothing was written. Add --apply to import."))

    def _report(self, table: ReadTable, outcomes: RowOutcomes) -> None:
        for note in (*table.notes, *outcomes.notes):
            self.stdout.write(note)
        for line in table.lines:
            place = _("Starting at profile %(number)d") % {"number": line.number}
            self.stdout.write(write_labelled(place, write_labelled(_name(line), outcomes.outcomes[line.number].label)))
            for name, (before, after) in outcomes.changes.get(line.number, {}).items():
                told = write_labelled(label_of(name), f"{before} → {after}") if before or after else label_of(name)
                self.stdout.write(f"  - {told}")
            for reason in outcomes.reasons.get(line.number, ()):
                self.stdout.write(f"  - {reason}")


def _read(path: Path, source: str) -> ReadTable:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise CommandError(_("The file is larger than 20 MiB. Split it into smaller files."))
        return read_profiles(path.read_bytes(), source=source)
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s.") % {"file": path, "reason": error.strerror}
        ) from error
    except SpreadsheetRefusedError as error:
        raise CommandError(str(error)) from error


def _name(line: CompanyLine | InvalidLine) -> str:
    if isinstance(line, InvalidLine):
        return line.source_id or "?"
    projects = ", ".join(project.source_id for project in line.record.projects)
    return f"{line.record.fields['name']} ({line.record.source_id}; {projects})"
