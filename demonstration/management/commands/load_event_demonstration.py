"""Lets the demonstration companies meet at events, once; in a production site it refuses."""

from django.core.management.base import BaseCommand, CommandError

from demonstration.errors import DemonstrationRefusedError
from demonstration.events import load_event_demonstration


class Command(BaseCommand):
    help = "Load a past event with what came of it, one to come with its schedule, and a webinar; once."

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            is_loaded = load_event_demonstration()
        except DemonstrationRefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Demonstration events loaded." if is_loaded else "Demonstration events are there already.")
