"""What came in, row by row, and what went out with contacts."""

from exchange.models.exports import ContactExport
from exchange.models.imports import ColumnChoice, ImportBatch, ImportRow, ImportStatus, RowOutcome

__all__ = ["ColumnChoice", "ContactExport", "ImportBatch", "ImportRow", "ImportStatus", "RowOutcome"]
