"""Prints who can sign in to the demonstration, and with what."""

from django.core.management.base import BaseCommand, CommandError

from demonstration.companies import list_sign_ins
from demonstration.errors import DemonstrationRefusedError


class Command(BaseCommand):
    help = "Print the demonstration's sign-ins as a small table."

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            rows = [("Who", "E-mail", "Password"), *((row.role, row.email, row.password) for row in list_sign_ins())]
        except DemonstrationRefusedError as error:
            raise CommandError(str(error)) from error
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
