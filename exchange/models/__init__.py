"""What came in, row by row, and what went out with contacts."""

from exchange.models.exports import ContactExport
from exchange.models.imports import ImportBatch, ImportRow, ImportStatus, RowOutcome

__all__ = ["ContactExport", "ImportBatch", "ImportRow", "ImportStatus", "RowOutcome"]
