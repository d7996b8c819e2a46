from django.core.management.base import BaseCommand

from matching.services.requests import request_refit


class Command(BaseCommand):
    help = (
        "Ask for a full run that takes anew what all texts have in common. Every score may change: do so when the "
        "collection has become another one, say three times as large."
    )

    def handle(self, *_args: object, **_options: object) -> None:
        run = request_refit()
        self.stdout.write(f"Run {run.pk} will fit the centring anew.")
