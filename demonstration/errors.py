"""What can be refused here, by name. Every message is for the person who asked: why it cannot be, and what to do."""

from values.errors import PortalError


class DemonstrationRefusedError(PortalError):
    """Demonstration data and known passwords have no place on a production site."""
