"""Administrators bring companies in from files: upload, look at the dry run, confirm, watch."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.permissions import SignedInRequest, administrator_required
from exchange.errors import SpreadsheetRefusedError
from exchange.forms.imports import ImportUploadForm, OutcomeForm
from exchange.models import ImportBatch, ImportStatus, RowOutcome
from exchange.queries import import_progress, list_imports, outcome_counts, rows_of
from exchange.services.table_imports import check_upload, confirm_import, discard_import
from exchange.tasks import apply_import
from jobs.enqueueing import enqueue_on_commit
from values.errors import StateConflictError
from values.pages import nearest_page

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@administrator_required
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
@administrator_required
def import_detail(request: SignedInRequest, batch_id: int) -> HttpResponse:
    """What would become of each row, or did; while it is under way, its progress as a fragment too."""
    batch = get_object_or_404(ImportBatch.objects.defer("content"), pk=batch_id)
    outcome = OutcomeForm(request.GET).chosen()
    context = {
        "batch": batch,
        "is_waiting": batch.status == ImportStatus.CHECKED,
        "is_under_way": batch.status == ImportStatus.CONFIRMED,
        "progress": import_progress(batch),
    }
    if getattr(request, "htmx", False):
        return render(request, "exchange/_import_progress.html", context)
    counts = outcome_counts(batch)
    context |= {
        "outcomes": [(choice, choice.label, counts[choice]) for choice in RowOutcome],
        "outcome": outcome,
        "row_count": sum(counts.values()),
        "writes": counts[RowOutcome.CREATE] + counts[RowOutcome.UPDATE],
        "page": nearest_page(rows_of(batch, outcome=outcome), request.GET.get("page"), size=PAGE_SIZE),
    }
    return render(request, "exchange/import_detail.html", context)


@require_POST
@administrator_required
def import_confirm(request: SignedInRequest, batch_id: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch.objects.defer("content"), pk=batch_id)
    try:
        confirm_import(batch, by=request.user)
        enqueue_on_commit(apply_import, batch.pk)
    except StateConflictError as conflict:
        messages.warning(request, str(conflict))
    return redirect("exchange:import_detail", batch.pk)


@require_POST
@administrator_required
def import_discard(request: SignedInRequest, batch_id: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch.objects.defer("content"), pk=batch_id)
    try:
        discard_import(batch)
        messages.success(request, _("The file and its rows have been deleted."))
    except StateConflictError as conflict:
        messages.warning(request, str(conflict))
    return redirect("exchange:import_list")
