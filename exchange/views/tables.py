"""Tables that leave the portal: the companies, the template for an import, and what became of its rows."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.permissions import SignedInRequest, reviewer_required
from companies.models import Company
from companies.queries.review_fields import label_of
from exchange.forms.imports import ExportForm
from exchange.models import ImportBatch, ImportRow, RowOutcome
from exchange.profiles.writing import write_lines
from exchange.queries import companies_to_export, contacts_of, projects_of, rows_of, with_projects
from exchange.services.contact_exports import record_contact_export
from exchange.tables.columns import PROJECT_COLUMNS
from exchange.tables.table_writing import (
    columns_to_write,
    company_cells,
    defuse,
    header_of,
    project_cells,
    template_sheets,
    write_csv,
    write_xlsx,
)
from exchange.tables.tables import Cell
from values.formats.phrases import write_labelled

MOST_IN_SPREADSHEET = 30_000  # about ten seconds of work; CSV flows while it is read and has no limit
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
@reviewer_required
def import_report(_request: SignedInRequest, batch_id: int) -> HttpResponseBase:
    """Every row's outcome as a CSV file."""
    batch = get_object_or_404(ImportBatch.objects.defer("content"), pk=batch_id)
    header = [_("Row"), _("ID"), _("Name"), pgettext("row of an import", "Result"), _("What changes"), _("Reasons")]
    rows = (_report_cells(row) for row in rows_of(batch).iterator(chunk_size=500))
    return _send_csv("import-report", header, rows)


def _report_cells(row: ImportRow) -> list[Cell]:
    changes = "\n".join(_tell_change(name, before, after) for name, (before, after) in row.changes.items())
    outcome = str(RowOutcome(row.outcome).label)
    return [
        row.line,
        defuse(row.source_id),
        defuse(row.name),
        outcome,
        defuse(changes),
        defuse("\n".join([*row.reasons, *(text for _key, text in row.remarks)])),
    ]


def _tell_change(name: str, before: str, after: str) -> str:
    label = capfirst(str(label_of(name)))
    return write_labelled(label, f"{before} → {after}") if before or after else label


@require_safe
@reviewer_required
def import_template(request: SignedInRequest) -> HttpResponseBase:
    """An empty table with one example."""
    sheets = template_sheets()
    if request.GET.get("format") == "csv":
        header, *rows = sheets[0][1]
        return _send_csv("companies-template", header, rows)
    return _send_xlsx("companies-template", write_xlsx(sheets))


@require_safe
@never_cache
@reviewer_required
def company_export(request: SignedInRequest) -> HttpResponseBase:
    """The form, or the file once its kind was chosen. Contacts only for administrators who ask for them."""
    is_administrator = request.user.is_administrator
    if request.GET.get("contacts") and not is_administrator:
        raise PermissionDenied
    form = ExportForm(request.GET or None, may_see_contacts=is_administrator)
    if not form.is_bound or not form.is_valid():
        return render(request, "exchange/company_export.html", {"form": form}, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    companies = companies_to_export(country=data["country"], status=data["status"])
    if data["format"] == "projects":
        return _send_projects(companies)
    if data["format"] == "xlsx" and companies.count() > MOST_IN_SPREADSHEET:
        form.add_error(
            "format", _("There are too many companies for a spreadsheet. Choose CSV or narrow your selection.")
        )
        return render(request, "exchange/company_export.html", {"form": form}, status=422)
    return _send_companies(companies, data["format"], user=request.user, is_with_contacts=bool(data.get("contacts")))


def _send_projects(companies: QuerySet[Company]) -> HttpResponseBase:
    projects = projects_of(companies).iterator(chunk_size=500)
    return _send_csv("projects", header_of(PROJECT_COLUMNS), map(project_cells, projects))


def _send_companies(
    companies: QuerySet[Company], file_format: str, *, user: User, is_with_contacts: bool
) -> HttpResponseBase:
    if file_format == "jsonl":
        companies = with_projects(companies, is_with_contacts=is_with_contacts)
    if is_with_contacts:
        record_contact_export(companies, user=user, file_format=file_format)
    if file_format == "jsonl":
        return _send_lines(companies, is_with_contacts=is_with_contacts)
    columns = columns_to_write(is_with_contacts=is_with_contacts)
    contacts = contacts_of(companies) if is_with_contacts else {}
    rows = (company_cells(row, columns, contacts.get(row.pk)) for row in companies.iterator(chunk_size=1000))
    if file_format == "csv":
        return _send_csv("companies", header_of(columns), rows)
    return _send_xlsx("companies", write_xlsx([(_("Companies"), _with_header(header_of(columns), rows))]))


def _with_header(header: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> Iterable[Sequence[Cell]]:
    yield header
    yield from rows


def _send_csv(name: str, header: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(
        write_csv(_with_header(header, rows)), content_type="text/csv; charset=utf-8", headers=headers
    )


def _send_lines(companies: QuerySet[Company], *, is_with_contacts: bool) -> StreamingHttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="companies.jsonl"'}
    rows = companies.iterator(chunk_size=500)
    return StreamingHttpResponse(
        write_lines(rows, is_with_contacts=is_with_contacts), content_type="application/x-ndjson", headers=headers
    )


def _send_xlsx(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)
