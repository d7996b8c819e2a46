"""What can be refused in partnerships, in words a person understands."""

from django.utils.translation import gettext_lazy as _


class RoomError(Exception):
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
