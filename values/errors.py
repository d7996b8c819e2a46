"""The base of every error that the portal words for people, those that several apps share, and bad values."""


class PortalError(Exception):
    """Something asked for cannot be done; `str(error)` says why, and what to do, in the reader's language."""


class StateConflictError(PortalError):
    """Somebody was first, or time ran out: this step is no longer possible. Nothing was changed."""


class ReasonMissingError(PortalError):
    """This decision needs a reason: somebody reads it, or matching learns from it. Nothing was changed."""


class RegistrationNumberError(PortalError):
    """Not a company number of that country; the message never repeats what was typed."""


class NaceClassError(PortalError):
    """Not a class of NACE Rev. 2."""
