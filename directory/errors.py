"""What can be refused here, by name. Every message is for the person who asked: why it cannot be, and what to do."""


class DirectoryError(Exception):
    """Base of everything that this app refuses; `str(error)` says why in the reader's language."""


class SavedSearchRefusedError(DirectoryError):
    """This search cannot be kept under this name: one of the two is there already, or there are too many."""
