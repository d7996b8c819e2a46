"""The base of every error that the portal words for people, and what a value can be refused for."""


class PortalError(Exception):
    """Something asked for cannot be done; `str(error)` says why, and what to do, in the reader's language."""


class RegistrationNumberError(PortalError):
    """Not a company number of that country; the message never repeats what was typed."""


class NaceClassError(PortalError):
    """Not a class of NACE Rev. 2."""
