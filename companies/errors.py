"""What can go wrong, by name. Every message is for the person who asked: why it cannot be, and what to do."""

from collections.abc import Mapping

from values.errors import PortalError


class CompanyNotVerifiedError(PortalError):
    """A project can only be public when its company is verified. Nothing was changed."""


class ChecksMissingError(PortalError):
    """Whoever vouches for a company must have looked at everything on the list. Nothing was changed."""


class EditedMeanwhileError(PortalError):
    """Somebody else saved these fields since the form was shown. Nothing was changed.

    `theirs` holds the values stored now, by field; `seen` is their fingerprint: saving again with it overwrites them.
    """

    def __init__(self, message: str, *, theirs: Mapping[str, object], seen: str) -> None:
        super().__init__(message)
        self.theirs = theirs
        self.seen = seen


class ProfileIncompleteError(PortalError):
    """Staff could not decide on a profile with so little in it. Nothing was changed."""


class NumberTakenError(PortalError):
    """Another company has this registration number. Nothing was changed."""


class MembershipRefusedError(PortalError):
    """Somebody cannot join, leave or change their role this way. Nothing was changed."""


class InvitationRefusedError(PortalError):
    """The invitation is not valid for this person, or no longer. Nothing was changed."""
