"""What can be refused here, by name. Every message is for the person who asked: why it cannot be, and what to do."""

from values.errors import PortalError


class ValueRefusedError(PortalError):
    """One value of an exchanged profile breaks the format."""


class ProfileRefusedError(PortalError):
    """A line of an exchange file cannot become a company; `reasons` names every cause."""

    def __init__(self, reasons: list[str], *, source_id: str = "", name: str = "") -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons
        self.source_id = source_id
        self.name = name


class SpreadsheetRefusedError(PortalError):
    """A file cannot be read as a table of companies at all; no row of it was looked at."""


class DocumentRefusedError(SpreadsheetRefusedError):
    """A file cannot be read as a document of profiles at all."""
