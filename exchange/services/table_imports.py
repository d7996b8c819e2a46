"""Tables of companies: a dry run shows every row's outcome, then a confirmed import does the same for good.

The dry run is the import itself in a transaction that is taken back, so that what it foretells is what would happen.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from pathlib import PurePath

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from companies.records import CompanyRecord, ProjectRecord
from exchange.models import ImportBatch, ImportRow, ImportStatus, RowOutcome
from exchange.profiles.reading import CompanyLine, InvalidLine, Remark
from exchange.queries import companies_changed_since
from exchange.services.import_outcomes import BatchOutcome, Changes, ImportOptions
from exchange.services.imports import import_lines
from exchange.services.readings import Reading, cells_by_line, read_upload, remember_columns, remembered_columns
from exchange.tables.table_rows import ReadTable
from exchange.tables.tables import Choices, Row
from jobs import leases
from jobs.sweeps import purge_rows
from values.errors import StateConflictError

ROWS_AT_ONCE = 200
LEASE = timedelta(minutes=1)  # renewed with each 200 rows, which hold a lock while they take longer
MOST_ATTEMPTS = 5
AT_ONCE = timedelta()
KEPT_FOR = timedelta(days=30)  # the files hold contacts, which nobody needs for longer


@dataclass(slots=True)
class RowOutcomes:
    """What became of each line, by its number."""

    outcomes: dict[int, RowOutcome] = field(default_factory=dict)
    changes: dict[int, Changes] = field(default_factory=dict)
    reasons: dict[int, tuple[str, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, outcome: BatchOutcome) -> None:
        for number, company_id in outcome.company_ids.items():
            self.outcomes[number] = _outcome_of(company_id, outcome)
            self.changes[number] = outcome.changes.get(company_id, {})
        self.notes += outcome.notes
        self.refuse(outcome.invalid_lines)

    def refuse(self, invalid_lines: Sequence[InvalidLine]) -> None:
        for invalid in invalid_lines:
            self.outcomes[invalid.number] = RowOutcome.REFUSE
            self.reasons[invalid.number] = invalid.reasons


def _outcome_of(company_id: int, outcome: BatchOutcome) -> RowOutcome:
    if company_id in outcome.created:
        return RowOutcome.CREATE
    return RowOutcome.UPDATE if company_id in outcome.updated else RowOutcome.UNCHANGED


@transaction.atomic
def check_upload(
    content: bytes, *, file_name: str, by: User, options: ImportOptions, choices: Choices | None = None
) -> ImportBatch:
    """Read the file, foretell every row's outcome and keep both; no company is written.

    Columns are read as people said of earlier lists from the source. Raises SpreadsheetRefusedError for a file that
    cannot be read at all.
    """
    choices = choices or Choices(columns=remembered_columns(options.source))
    table, reading = read_upload(content, file_name, options.source, choices)
    batch = ImportBatch.objects.create(
        file_name=PurePath(file_name).name[:200],
        content=content,
        source=options.source,
        is_publishing=options.is_publishing,
        uploaded_by=by,
    )
    _foretell(batch, table, reading, options)
    return batch


@transaction.atomic
def read_again(batch: ImportBatch, *, choices: Choices) -> ImportBatch:
    """Read the kept file as somebody says it is to be read, and remember that of its columns for the next list.

    What was mended in its rows is read anew too. Raises StateConflictError once the import is confirmed, and
    SpreadsheetRefusedError.
    """
    current = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if current.status != ImportStatus.CHECKED:
        raise StateConflictError(_("Nothing was changed: this import has already been confirmed or discarded."))
    options = options_of(current)
    remember_columns(current, choices.columns)
    content = bytes(current.content)
    every = replace(choices, columns={**remembered_columns(current.source), **choices.columns})
    table, reading = read_upload(content, current.file_name, current.source, every)
    current.rows.all().delete()
    current.uploaded_at = timezone.now()
    _foretell(current, table, reading, options)
    return current


def _foretell(batch: ImportBatch, table: ReadTable, reading: Reading, options: ImportOptions) -> None:
    lines = [line for line in table.lines if isinstance(line, CompanyLine)]
    outcomes = rehearse(lines, options)
    outcomes.refuse([line for line in table.lines if isinstance(line, InvalidLine)])
    batch.notes, batch.reading = [*table.notes, *outcomes.notes][:200], reading
    batch.save(update_fields=["notes", "reading", "uploaded_at"])
    cells = cells_by_line(table)
    rows = (_make_row(batch, line, outcomes, cells.get(line.number)) for line in table.lines)
    ImportRow.objects.bulk_create(rows, batch_size=500)


def rehearse(lines: list[CompanyLine], options: ImportOptions) -> RowOutcomes:
    """What an import of these lines would do now; nothing of it stays."""
    with transaction.atomic():
        outcomes = write_lines(lines, options)
        transaction.set_rollback(True)
    return outcomes


def write_lines(lines: list[CompanyLine], options: ImportOptions) -> RowOutcomes:
    """Import the lines, 200 in each transaction, and say what became of each."""
    outcomes = RowOutcomes()
    for start in range(0, len(lines), ROWS_AT_ONCE):
        import_lines(lines[start : start + ROWS_AT_ONCE], options, outcomes)
    return outcomes


def _make_row(batch: ImportBatch, line: CompanyLine | InvalidLine, outcomes: RowOutcomes, row: Row | None) -> ImportRow:
    made = ImportRow(batch=batch, line=line.number, cells=list(row.cells) if row else [])
    fill_row(made, line, outcomes)
    return made


def fill_row(row: ImportRow, line: CompanyLine | InvalidLine, outcomes: RowOutcomes) -> None:
    """What was read of it and what would become of it; unsaved."""
    record = line.record if isinstance(line, CompanyLine) else None
    row.outcome = outcomes.outcomes[line.number]
    row.source_id = record.source_id if record else line.source_id if isinstance(line, InvalidLine) else ""
    row.name = name_of(line)
    row.record = asdict(record) if record else None
    row.remarks = [list(remark) for remark in line.remarks] if isinstance(line, CompanyLine) else []
    row.changes = outcomes.changes.get(line.number, {})
    row.reasons = list(outcomes.reasons.get(line.number, ()))


def name_of(line: CompanyLine | InvalidLine) -> str:
    """What the company of a row is called, right or wrong."""
    return str(line.record.fields.get("name", "")) if isinstance(line, CompanyLine) else line.name[:200]


@transaction.atomic
def confirm_import(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Ask for the import as it was foretold.

    Raises StateConflictError unless it waits for a confirmation, and when a company of the file has changed since.
    """
    if changed := companies_changed_since(batch).count():
        raise StateConflictError(
            ngettext(
                "Nothing was changed: %(count)d company in this file has changed since the file was checked. Upload "
                "the file again to see what the import would do now.",
                "Nothing was changed: %(count)d companies in this file have changed since the file was checked. "
                "Upload the file again to see what the import would do now.",
                changed,
            )
            % {"count": changed}
        )
    confirmed = ImportBatch.objects.filter(pk=batch.pk, status=ImportStatus.CHECKED).update(
        status=ImportStatus.CONFIRMED, confirmed_by=by, confirmed_at=timezone.now()
    )
    if not confirmed:
        raise StateConflictError(_("Nothing was changed: this import has already been confirmed or discarded."))
    batch.refresh_from_db()
    return batch


@transaction.atomic
def discard_import(batch: ImportBatch) -> None:
    """Forget the file and its rows; what it imported stays. Raises StateConflictError while it is being imported."""
    deleted, _rows = ImportBatch.objects.filter(pk=batch.pk).exclude(status=ImportStatus.CONFIRMED).delete()
    if not deleted:
        raise StateConflictError(_("Nothing was changed: this import is in progress or has been discarded."))


def apply_import(batch_id: int) -> None:
    """Import the confirmed rows that are not done yet, 200 in each transaction.

    May be called any number of times and at once: a row is done once, together with its mark. What fails five times
    over is left for staff to look at.
    """
    token = leases.make_token()
    if not _claim_import(batch_id, token=token):
        return
    try:
        while _apply_next_rows(batch_id, token=token):
            pass
    except Exception as error:
        _note_failure(batch_id, error, token=token)
        raise


def _claim_import(batch_id: int, *, token: int) -> bool:
    leases.recover(_confirmed(batch_id), error="the worker ended without an answer")
    _give_up_if_hopeless(batch_id)
    return bool(leases.claim(_confirmed(batch_id), token=token, lease=LEASE, limit=1))


@transaction.atomic
def _apply_next_rows(batch_id: int, *, token: int) -> bool:
    """Whether there may be more to do."""
    if not leases.renew(_confirmed(batch_id), token=token, lease=LEASE):
        return False
    batch = _confirmed(batch_id).get()
    rows = list(batch.rows.filter(done_at__isnull=True, record__isnull=False).order_by("line")[:ROWS_AT_ONCE])
    if not rows:
        done = {"status": ImportStatus.DONE, "finished_at": timezone.now(), "error": ""}
        leases.finish(_confirmed(batch_id), token=token, **done)
        return False
    outcomes = RowOutcomes()
    import_lines([unpack_line(row) for row in rows], options_of(batch), outcomes)
    _mark_done(rows, outcomes)
    return True


def _mark_done(rows: Sequence[ImportRow], outcomes: RowOutcomes) -> None:
    now = timezone.now()
    for row in rows:
        row.outcome = outcomes.outcomes[row.line]
        row.changes = outcomes.changes.get(row.line, {})
        row.reasons = list(outcomes.reasons.get(row.line, ()))
        row.done_at = now
    ImportRow.objects.bulk_update(rows, ["outcome", "changes", "reasons", "done_at"])


def _note_failure(batch_id: int, error: Exception, *, token: int) -> None:
    reason = f"{type(error).__name__}: {error}"[:500]
    leases.postpone(_confirmed(batch_id), token=token, delay=AT_ONCE, error=reason)
    _give_up_if_hopeless(batch_id)


def _give_up_if_hopeless(batch_id: int) -> None:
    hopeless = leases.exhausted(_confirmed(batch_id), most_attempts=MOST_ATTEMPTS)
    hopeless.update(status=ImportStatus.FAILED, finished_at=timezone.now())


def _confirmed(batch_id: int) -> QuerySet[ImportBatch]:
    return ImportBatch.objects.filter(pk=batch_id, status=ImportStatus.CONFIRMED).defer("content")


def purge_old_imports() -> int:
    """Delete uploaded files and their rows after 30 days; how many imports went."""
    old = ImportBatch.objects.filter(uploaded_at__lt=Now() - KEPT_FOR)
    return purge_rows("exchange.purge_old_imports", old.exclude(status=ImportStatus.CONFIRMED))


def options_of(batch: ImportBatch) -> ImportOptions:
    return ImportOptions(
        batch.source, is_publishing=batch.is_publishing, is_telling_changes=True, by=batch.confirmed_by
    )


def unpack_line(row: ImportRow) -> CompanyLine:
    """The line as it was read when the file came."""
    stored = row.record or {}
    projects = tuple(
        ProjectRecord(entry["source_id"], entry["fields"], tuple((kind, role) for kind, role in entry["cooperations"]))
        for entry in stored["projects"]
    )
    record = CompanyRecord(
        stored["source_id"],
        stored["fields"],
        projects,
        stored["contact"],
        stored["public_id"],
        stored.get("name_id", ""),
        stored.get("said", ""),
    )
    return CompanyLine(row.line, record, tuple(Remark(key, text) for key, text in row.remarks))
