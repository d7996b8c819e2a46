"""Gives the demonstration companies a past once; in a production site it refuses."""

from django.core.management.base import BaseCommand, CommandError

from demonstration.errors import DemonstrationRefusedError
from demonstration.partnerships import load_partnership_demonstration


class Command(BaseCommand):
    help = "Let the demonstration companies suggest, ask, meet and agree; what is already there stays as it is."

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            is_loaded = load_partnership_demonstration()
        except DemonstrationRefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            "Demonstration partnerships loaded." if is_loaded else "Demonstration partnerships are there already."
        )
