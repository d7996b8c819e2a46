from django.core.management.base import BaseCommand

from matching.errors import TooFewDecisionsError
from matching.services.weights import propose_weights

TOLERATED = 0.1  # of a few hundred decisions; chance alone makes some hundredths


class Command(BaseCommand):
    help = "Learn weights from the decisions of staff and companies, and show old against new. Adopts nothing."

    def handle(self, *_args: object, **_options: object) -> None:
        try:
            proposal = propose_weights()
        except TooFewDecisionsError as error:
            self.stdout.write(str(error))
            return
        self.stdout.write(f"{proposal.decisions} decisions; figures on companies not seen in fitting:")
        self.stdout.write(f"{'':8}{'auc':>8}{'loss':>8}")
        for name, figures in (("old", proposal.before), ("new", proposal.after)):
            self.stdout.write(f"{name:8}{figures.auc:8.3f}{figures.loss:8.3f}")
        if proposal.likelihood_error is not None:
            self.stdout.write(f"calibration error of the likelihood on them: {proposal.likelihood_error:.3f}")
            if proposal.likelihood_error > TOLERATED:
                self.stdout.write("That is too much: learn the ranking again, see learn_ranking.")
        self.stdout.write(f"Kept as version {proposal.version}; an administrator may adopt it in the administration.")
        if not proposal.is_better:
            self.stdout.write("The new weights are not better than the old ones: keep the old.")
