"""What can be refused in matching, in words a person understands."""

from django.utils.translation import gettext_lazy as _

from values.errors import PortalError


class AlreadyDecidedError(PortalError):
    """Somebody else was first."""


class NoLongerOpenError(PortalError):
    """The match is not waiting for this any more."""


class TooFewDecisionsError(PortalError):
    """There is not enough to learn from."""


class NotYourMatchError(PortalError):
    def __init__(self) -> None:
        super().__init__(_("This suggestion is not addressed to your company."))
