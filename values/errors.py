"""The base of every error that the portal words for people, those that several apps share, and bad values."""

from collections.abc import Sequence
from typing import NamedTuple


class PortalError(Exception):
    """Something asked for cannot be done; `str(error)` says why, and what to do, in the reader's language."""


class StateConflictError(PortalError):
    """Somebody was first, or time ran out: this step is no longer possible. Nothing was changed."""


class Difference(NamedTuple):
    """One thing that is not as it was: a code for programs, and a sentence in the reader's language."""

    code: str
    text: str


class ChangedMeanwhileError(PortalError):
    """What was decided on is not what was seen any more: `changes` says what changed. Nothing was decided.

    `member` is the member of a request, and the field of a form, that said what was seen.
    """

    member = "seen"

    def __init__(self, message: str, *, changes: Sequence[Difference]) -> None:
        super().__init__(message)
        self.changes = tuple(changes)


class ReasonMissingError(PortalError):
    """This decision needs a reason: somebody reads it, or matching learns from it. Nothing was changed."""


class ReadingError(PortalError):
    """What was written cannot be read, or can be read in two ways; the message says what to write instead."""


class RegistrationNumberError(ReadingError):
    """Not a company number of that country; the message never repeats what was typed."""


class SiteInNameError(PortalError):
    """A name or title holds the address of a site."""


class NaceClassError(ReadingError):
    """Not a class of NACE Rev. 2."""
