"""Writes companies with all their projects in the exchange format, one company a line."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from companies.models import CompanyStatus
from exchange.profiles.writing import write_lines
from exchange.queries import companies_to_export, with_projects
from exchange.services.contact_exports import record_contact_export
from taxonomy.vocabulary import Country


class Command(BaseCommand):
    help = "Write companies and their projects as JSON Lines, which import_profiles reads back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the file to write")
        parser.add_argument("--country", default="", choices=Country.values, help="companies of one country alone")
        parser.add_argument("--status", default="", choices=CompanyStatus.values, help="companies in one state alone")
        parser.add_argument("--contacts", action="store_true", help="with the confidential contacts")

    def handle(self, *_args: object, file: Path, country: str, status: str, contacts: bool, **_options: object) -> None:
        companies = companies_to_export(country=country, status=status)
        exported = with_projects(companies, is_with_contacts=contacts)
        if contacts:
            record_contact_export(exported, user=None, file_format="jsonl")
        rows = exported.iterator(chunk_size=500)
        try:
            with file.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(write_lines(rows, is_with_contacts=contacts))
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        count = exported.count()
        self.stdout.write(f"{count} companies; {companies.count() - count} without a project were left out.")
