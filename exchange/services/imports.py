"""Imports companies from the exchange format: idempotent, in bounded memory, a line whole or not at all.

A company is known by its source and its id there. When a line says the same as at the last import (by its digest),
the company is left as it is, so that what its people changed on the portal since then survives.
"""

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from exchange.profiles.reading import CompanyLine, InvalidLine, read_companies
from exchange.services.import_batches import import_batch
from exchange.services.import_outcomes import ImportListener, ImportOptions, ImportReport

__all__ = ["ImportOptions", "ImportReport", "import_companies", "import_lines"]

BATCH_SIZE = 500


def import_companies(stream: BinaryIO, *, options: ImportOptions) -> ImportReport:
    """Import every line of `stream` that is in order; the report says what became of each.

    One transaction for each 500 lines: after an interruption, the same file again completes the rest.
    """
    report = ImportReport()
    for lines in _batches(read_companies(stream)):
        report.refuse([line for line in lines if isinstance(line, InvalidLine)])
        import_lines([line for line in lines if isinstance(line, CompanyLine)], options, report)
    report.invalid_lines.sort(key=lambda invalid: invalid.number)
    return report


def _batches(lines: Iterator[CompanyLine | InvalidLine]) -> Iterator[list[CompanyLine | InvalidLine]]:
    while batch := list(islice(lines, BATCH_SIZE)):
        yield batch


def import_lines(lines: list[CompanyLine], options: ImportOptions, report: ImportListener) -> None:
    """All at once, in their own transaction; when the database objects, one by one, to lose only the line at fault."""
    if not lines:
        return
    try:
        with transaction.atomic():
            outcome = import_batch(lines, options)
    except (IntegrityError, DataError):
        _import_singly(lines, options, report)
    else:
        report.add(outcome)


def _import_singly(lines: list[CompanyLine], options: ImportOptions, report: ImportListener) -> None:
    if len(lines) == 1:
        report.refuse([_refuse_by_database(lines[0])])
        return
    for line in lines:
        import_lines([line], options, report)


def _refuse_by_database(line: CompanyLine) -> InvalidLine:
    reason = _(
        "The database refused this company: it contradicts stored data, or another import changed "
        "it at the same time. Nothing from this row was saved. Import the file again; if it is "
        "still refused, check its IDs and numbers."
    )
    return InvalidLine(line.number, (reason,), line.record.source_id)
