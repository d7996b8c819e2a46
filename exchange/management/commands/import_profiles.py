"""Imports companies and their projects from a file in the exchange format, and says what became of every line."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from exchange.services.imports import ImportOptions, ImportReport, import_companies


class Command(BaseCommand):
    help = "Import companies and their projects from a JSON Lines file; the same file twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file, one company a line, UTF-8 or UTF-16 with its mark")
        parser.add_argument("--publish", action="store_true", help="verify the companies and publish their projects")
        parser.add_argument("--source", default="import", help="where the profiles come from (default: import)")
        parser.add_argument("--strict", action="store_true", help="fail (exit code 1) when any line was refused")
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
        publish: bool,
        strict: bool,
        language: str,
        **_options: object,
    ) -> None:
        with translation.override(language):
            report = self._import(file, source, is_publishing=publish)
            self._write_report(report)
            if strict and report.refused:
                raise CommandError(_("Some rows were refused."))

    def _import(self, file: Path, source: str, *, is_publishing: bool) -> ImportReport:
        if not 1 <= len(source) <= 40:
            raise CommandError(_("The name of the source must be 1 to 40 characters long."))
        import_options = ImportOptions(source=source, is_publishing=is_publishing)
        try:
            with file.open("rb") as stream:
                return import_companies(stream, options=import_options)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}
            ) from error

    def _write_report(self, report: ImportReport) -> None:
        for invalid in report.invalid_lines:
            place = _("Row %(line)d") % {"line": invalid.number}
            self.stdout.write(f"{place} ({invalid.source_id})" if invalid.source_id else place)
            self.stdout.write("\n".join(f"  - {reason}" for reason in invalid.reasons))
        if unlisted := report.refused - len(report.invalid_lines):
            self.stdout.write(
                translation.ngettext("%(count)d more row was refused.", "%(count)d more rows were refused.", unlisted)
                % {"count": unlisted}
            )
        for note in report.notes:
            self.stdout.write(note)
        self.stdout.write(
            _("Companies: %(created)d created, %(updated)d updated, %(unchanged)d unchanged, %(refused)d refused.")
            % {
                "created": report.created,
                "updated": report.updated,
                "unchanged": report.unchanged,
                "refused": report.refused,
            }
        )
        self.stdout.write(_("Projects published: %(count)d.") % {"count": report.published})
