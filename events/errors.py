"""What events refuse, by name. Every message is for the person who asked: why it cannot be, and what to do."""

from values.errors import PortalError, StateConflictError


class EventError(PortalError):
    """Base of everything that an event refuses; `str()` is fit to show."""


class EventRefusedError(EventError):
    """What was filled in of an event contradicts itself or what stands: `field` names what to mend. Nothing changed."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class EventMovedError(EventError, StateConflictError):
    """Somebody else was first: the event is no longer in the state in which it was seen. Nothing was changed."""


class DoorError(EventError):
    """Nobody can be let in so: not now, or not this company. Nothing was changed."""


class RegistrationRefusedError(EventError):
    """A company cannot be registered as asked, or not now. Nothing was written."""


class RegistrationChangedError(EventError):
    """Somebody changed the registration after it was read. Nothing was written."""
