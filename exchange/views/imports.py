"""Staff bring companies in from files: upload, look at the dry run, correct how it was read, confirm, watch."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import SignedInRequest, reviewer_required
from exchange.errors import SpreadsheetRefusedError
from exchange.forms.imports import ImportUploadForm, OutcomeForm, ReadingForm, RowForm
from exchange.models import ImportBatch, ImportRow, ImportStatus, RowOutcome
from exchange.queries import import_progress, list_imports, outcome_counts, rows_of
from exchange.services.mending import cells_to_mend, mend_row
from exchange.services.table_imports import check_upload, confirm_import, discard_import, read_again
from exchange.tasks import apply_import
from jobs.enqueueing import enqueue_on_commit
from values.errors import StateConflictError
from values.pages import nearest_page

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def import_list(request: SignedInRequest) -> HttpResponse:
    """Earlier imports, and the form for the next file."""
    if request.method != "POST":
        return _render_list(request, ImportUploadForm())
    form = ImportUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _render_list(request, form, status=422)
    file = form.cleaned_data["file"]
    try:
        batch = check_upload(file.read(), file_name=file.name or "", by=request.user, options=form.options())
    except SpreadsheetRefusedError as error:
        form.add_error("file", str(error))
        return _render_list(request, form, status=422)
    return redirect("exchange:import_detail", batch.pk)


def _render_list(request: HttpRequest, form: ImportUploadForm, *, status: int = 200) -> HttpResponse:
    page = nearest_page(list_imports(), request.GET.get("page"), size=PAGE_SIZE)
    return render(request, "exchange/import_list.html", {"form": form, "page": page}, status=status)


@require_safe
@vary_on_headers("HX-Request")
@never_cache
@reviewer_required
def import_detail(request: SignedInRequest, batch_id: int) -> HttpResponse:
    """What would become of each row, or did; while it is under way, its progress as a fragment too."""
    batch = get_object_or_404(ImportBatch.objects.defer("content"), pk=batch_id)
    context = _progress_of(batch)
    if getattr(request, "htmx", False):
        return render(request, "exchange/_import_progress.html", context)
    return _render_detail(request, batch, context, _reading_form(batch))


def _progress_of(batch: ImportBatch) -> dict[str, object]:
    return {
        "batch": batch,
        "is_waiting": batch.status == ImportStatus.CHECKED,
        "is_under_way": batch.status == ImportStatus.CONFIRMED,
        "progress": import_progress(batch),
    }


def _reading_form(batch: ImportBatch) -> ReadingForm | None:
    """Only while a table waits to be confirmed."""
    is_open = batch.status == ImportStatus.CHECKED and batch.reading
    return ReadingForm(reading=batch.reading) if is_open else None


def _render_detail(
    request: HttpRequest, batch: ImportBatch, context: dict[str, object], form: ReadingForm | None, status: int = 200
) -> HttpResponse:
    outcome, counts = OutcomeForm(request.GET).chosen(), outcome_counts(batch)
    context |= {
        "form": form,
        "is_looked_at": form is not None and (form.is_bound or _is_doubtful(batch, counts)),
        "outcomes": [(choice, choice.label, counts[choice]) for choice in RowOutcome],
        "outcome": outcome,
        "row_count": sum(counts.values()),
        "writes": counts[RowOutcome.CREATE] + counts[RowOutcome.UPDATE],
        "page": nearest_page(rows_of(batch, outcome=outcome), request.GET.get("page"), size=PAGE_SIZE),
    }
    return render(request, "exchange/import_detail.html", context, status=status)


def _is_doubtful(batch: ImportBatch, counts: Mapping[str, int]) -> bool:
    """Whether somebody should look at how the columns were read: some were not, or rows were refused."""
    unknown = any(not head["key"] or not head["is_sure"] for head in batch.reading.get("heads", ()))
    return unknown or bool(counts[RowOutcome.REFUSE])


@require_POST
@reviewer_required
def import_read(request: SignedInRequest, batch_id: int) -> HttpResponse:
    """Read the kept file once more, as the form says."""
    batch = get_object_or_404(ImportBatch.objects.defer("content").exclude(reading={}), pk=batch_id)
    form = ReadingForm(request.POST, reading=batch.reading)
    if not form.is_valid():
        return _render_detail(request, batch, _progress_of(batch), form, status=422)
    try:
        read_again(batch, choices=form.choices())
    except SpreadsheetRefusedError as error:
        form.add_error(None, str(error))
        return _render_detail(request, batch, _progress_of(batch), form, status=422)
    except StateConflictError as conflict:
        messages.warning(request, str(conflict))
    return redirect("exchange:import_detail", batch.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@reviewer_required
def import_row(request: SignedInRequest, batch_id: int, line: int) -> HttpResponse:
    """A row that was refused, with its cells to correct."""
    rows = ImportRow.objects.filter(outcome=RowOutcome.REFUSE).select_related("batch").defer("batch__content")
    row = get_object_or_404(rows.exclude(batch__reading={}), batch=batch_id, line=line)
    form = RowForm(request.POST or None, cells=cells_to_mend(row))
    if not form.is_valid():
        return render(request, "exchange/import_row.html", {"batch": row.batch, "row": row, "form": form})
    try:
        mend_row(row, cells=form.cleaned_data)
    except StateConflictError as conflict:
        messages.warning(request, str(conflict))
        return redirect("exchange:import_detail", batch_id)
    if row.outcome == RowOutcome.REFUSE:
        form = RowForm(cells=cells_to_mend(row))
        return render(request, "exchange/import_row.html", {"batch": row.batch, "row": row, "form": form}, status=422)
    messages.success(request, _("The row can be imported now."))
    return redirect("exchange:import_detail", batch_id)


@require_POST
@reviewer_required
def import_confirm(request: SignedInRequest, batch_id: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch.objects.defer("content"), pk=batch_id)
    try:
        confirm_import(batch, by=request.user)
        enqueue_on_commit(apply_import, batch.pk)
    except StateConflictError as conflict:
        messages.warning(request, str(conflict))
    return redirect("exchange:import_detail", batch.pk)


@require_POST
@reviewer_required
def import_discard(request: SignedInRequest, batch_id: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch.objects.defer("content"), pk=batch_id)
    try:
        discard_import(batch)
        messages.success(request, _("The file and its rows have been deleted."))
    except StateConflictError as conflict:
        messages.warning(request, str(conflict))
    return redirect("exchange:import_list")
