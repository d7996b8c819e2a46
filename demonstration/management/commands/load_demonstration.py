"""Loads the fictional companies and the known sign-ins once; in a production site it refuses."""

from django.core.management.base import BaseCommand, CommandError

from demonstration.companies import load_demonstration
from demonstration.desk import fill_desk
from demonstration.errors import DemonstrationRefusedError


class Command(BaseCommand):
    help = "Load the demonstration companies and sign-ins; what is already there stays as it is."

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            waiting = fill_desk()  # first, so that its people get accounts too
            report = load_demonstration()
        except (DemonstrationRefusedError, OSError) as error:
            raise CommandError(str(error)) from error
        for invalid in waiting.invalid_lines + report.invalid_lines:
            self.stderr.write(f"Line {invalid.number}: {' '.join(invalid.reasons)}")
        self.stdout.write(
            f"Demonstration companies: {report.created} loaded, {report.updated + report.unchanged} already there, "
            f"{report.refused} refused."
        )
