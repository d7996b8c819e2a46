"""What can go wrong, by name. Every message is for the person who asked: why it cannot be, and what to do."""

from django.utils.translation import gettext_lazy as _

from values.errors import PortalError


class RequestRefusedError(PortalError):
    """These two cannot be brought together by a request, or not now. Nothing was written."""


class RoomError(PortalError):
    """Base of everything that a room refuses; `str()` is fit to show."""


class RoomPausedError(RoomError):
    """One of the two companies is suspended: their people read, and do nothing here."""


class MovedMeanwhileError(RoomError):
    """Somebody else was first."""


class MoveRefusedError(RoomError):
    """From this stage nobody, or not this person, may go there."""


class FileRefusedError(RoomError):
    """The file is too large or not of a kind that may be shared."""


class AnsweredAlreadyError(RoomError):
    """A colleague has answered the follow-up questions."""


class NotAskedYetError(RoomError):
    def __init__(self) -> None:
        super().__init__(_("These questions are not due yet. You will get an e-mail when they are."))


class CaseNotReadyError(RoomError):
    def __init__(self) -> None:
        super().__init__(_("A case study can be written once an agreement has been reached."))


class CaseEditedMeanwhileError(RoomError):
    def __init__(self) -> None:
        super().__init__(_("Someone has changed this text in the meantime. Read the new version before you continue."))


class ConsentRefusedError(PortalError):
    """This consent cannot be given as asked; `str(error)` says what is missing. Nothing was written."""
