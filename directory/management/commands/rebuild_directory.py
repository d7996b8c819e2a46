from django.core.management.base import BaseCommand

from directory.services.directory import rebuild_directory


class Command(BaseCommand):
    help = "Make every entry of the directory anew, after a change of the code that makes them."

    def handle(self, *_args: object, **_options: object) -> None:
        self.stdout.write(f"{rebuild_directory()} companies were read.")
