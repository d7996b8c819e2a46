"""What can be refused here, by name. Every message is for the person who asked: why it cannot be, and what to do."""

from values.errors import PortalError


class SavedSearchRefusedError(PortalError):
    """This search cannot be kept under this name: one of the two is there already, or there are too many."""
