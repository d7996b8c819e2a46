"""What can be refused in matching, in words a person understands."""

from django.utils.translation import gettext_lazy as _


class MatchingError(Exception):
    """Base of everything that matching refuses; `str()` is fit to show."""


class AlreadyDecided(MatchingError):
    """Somebody else was first."""


class NoLongerOpen(MatchingError):
    """The match is not waiting for this any more."""


class ReasonMissing(MatchingError):
    def __init__(self) -> None:
        super().__init__(_("Choose a reason first: it is what the matching learns from."))


class TooFewDecisions(MatchingError):
    """There is not enough to learn from."""


class NotYourMatch(MatchingError):
    def __init__(self) -> None:
        super().__init__(_("This suggestion is not addressed to your company."))
