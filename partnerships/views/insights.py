"""The figures: for staff with every name, for everybody with small numbers hidden; as pages and as files."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from partnerships.forms.insights import InsightsForm
from partnerships.insights.files import send_tables
from partnerships.insights.pages import digest_period, digest_tables, last_day_of, staff_tables
from partnerships.insights.periods import presets
from partnerships.insights.tables import InsightTable
from partnerships.queries.cases import Period

DIGEST_SECONDS = 3600  # a visitor's reload must not cost a count over all rows


@require_safe
@never_cache
@reviewer_required
def insights(request: SignedInRequest) -> HttpResponse:
    form = InsightsForm(request.GET)
    period = form.period() if form.is_valid() else Period()
    context = {
        "form": form,
        "tables": staff_tables(period, breakdowns=form.breakdowns()),
        "presets": presets(timezone.localdate(timezone=timezone.get_default_timezone())),
        "query": request.GET.urlencode(),
    }
    return render(request, "partnerships/insights.html", context, status=200 if form.is_valid() else 422)


@require_safe
@never_cache
@reviewer_required
def insights_download(request: SignedInRequest) -> HttpResponseBase:
    """All tables as a workbook, or the one named as CSV."""
    form = InsightsForm(request.GET)
    if not form.is_valid():
        context = {"form": form, "address": reverse("partnerships:insights")}
        return render(request, "partnerships/insights_refused.html", context, status=422)
    return send_tables(request, "insights", staff_tables(form.period(), is_complete=True))


@require_safe
def digest(request: HttpRequest) -> HttpResponse:
    period = digest_period()
    context = {"tables": _digest_tables(period), "until": last_day_of(period)}
    return render(request, "partnerships/digest.html", context)


@require_safe
def digest_download(request: HttpRequest) -> HttpResponseBase:
    return send_tables(request, "digest", _digest_tables(digest_period()))


def _digest_tables(period: Period) -> list[InsightTable]:
    """Counted once an hour for each language."""
    key = f"digest:{get_language()}:{period.end:%Y-%m-%d}"
    tables: list[InsightTable] | None = cache.get(key)
    if tables is None:
        tables = digest_tables(period)
        cache.set(key, tables, DIGEST_SECONDS)
    return tables
