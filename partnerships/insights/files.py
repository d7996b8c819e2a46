"""How tables of insights leave the portal: all as a workbook, or one as CSV."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from exchange.tables.table_writing import write_csv, write_xlsx
from partnerships.insights.tables import InsightTable, join_tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send_tables(request: HttpRequest, name: str, tables: Sequence[InsightTable]) -> HttpResponseBase:
    """What the address asks for: `?format=xlsx`, or `?table=` with the key of one, else the first. Raises Http404."""
    if request.GET.get("format") == "xlsx":
        headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
        return HttpResponse(write_xlsx(join_tables(tables)), content_type=XLSX, headers=headers)
    wanted = request.GET.get("table", tables[0].key if tables else "")
    table = next((table for table in tables if table.key == wanted), None)
    if table is None:
        raise Http404(_("There is no such table for this period."))
    headers = {"Content-Disposition": f'attachment; filename="{name}-{table.key}.csv"'}
    return StreamingHttpResponse(write_csv(table.cells()), content_type="text/csv; charset=utf-8", headers=headers)
