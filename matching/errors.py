"""What can be refused in matching, in words a person understands."""

from django.utils.translation import gettext_lazy as _

from values.errors import ChangedMeanwhileError, PortalError


class AlreadyDecidedError(PortalError):
    """Somebody else was first."""


class NoLongerOpenError(PortalError):
    """The match is not waiting for this any more."""


class MatchChangedError(ChangedMeanwhileError):
    """A reviewer decided on a match that is not as they saw it."""


class SuggestionChangedError(ChangedMeanwhileError):
    """A company answered an earlier round of this suggestion."""

    member = "round"


class SeenUnreadableError(PortalError):
    """This does not say what was seen of a match."""

    def __init__(self) -> None:
        super().__init__(
            _("It is not clear which version of the match you have seen. Read the current version, then decide.")
        )


class TooFewDecisionsError(PortalError):
    """There is not enough to learn from."""


class NotYourMatchError(PortalError):
    def __init__(self) -> None:
        super().__init__(_("This suggestion is not addressed to your company."))
