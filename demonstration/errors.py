"""What can be refused here, by name. Every message is for the person who asked: why it cannot be, and what to do."""


class DemonstrationError(Exception):
    """Base of everything that this app refuses; `str(error)` says why in the reader's language."""


class DemonstrationRefusedError(DemonstrationError):
    """Demonstration data and known passwords have no place on a production site."""
