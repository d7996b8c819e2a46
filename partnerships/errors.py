"""What can go wrong, by name. Every message is for the person who asked: why it cannot be, and what to do."""

from django.utils.translation import gettext_lazy as _


class PartnershipsError(Exception):
    """Something asked of this app cannot be done; `str(error)` says why in the reader's language."""


class StateConflict(PartnershipsError):
    """Somebody was first, or time ran out: this step is no longer possible. Nothing was changed."""


class RequestRefusedError(PartnershipsError):
    """These two cannot be brought together by a request, or not now. Nothing was written."""


class ReasonMissingError(PartnershipsError):
    """Whoever declines chooses a reason: matching learns from it. Nothing was changed."""


class RoomError(PartnershipsError):
    """Base of everything that a room refuses; `str()` is fit to show."""


class MovedMeanwhile(RoomError):
    """Somebody else was first."""


class MoveRefused(RoomError):
    """From this stage nobody, or not this person, may go there."""


class FileRefused(RoomError):
    """The file is too large or not of a kind that may be shared."""


class AnsweredAlready(RoomError):
    """A colleague has answered the follow-up questions."""


class NotAskedYet(RoomError):
    def __init__(self) -> None:
        super().__init__(_("These questions are not due yet. You will get an e-mail when they are."))


class CaseNotReady(RoomError):
    def __init__(self) -> None:
        super().__init__(_("A case can be told once an agreement is reached."))


class CaseEditedMeanwhile(RoomError):
    def __init__(self) -> None:
        super().__init__(_("Somebody has changed this text meanwhile. Read the new version before you go on."))


class ConsentRefusedError(PartnershipsError):
    """This consent cannot be given as asked; `str(error)` says what is missing. Nothing was written."""
