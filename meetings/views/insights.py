"""Events in figures, for staff: as a page and as files."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.permissions import SignedInRequest, reviewer_required
from meetings.insights import event_tables
from partnerships.insights.files import send_tables
from partnerships.insights.periods import PeriodForm, presets
from partnerships.queries.cases import Period


@require_safe
@never_cache
@reviewer_required
def event_insights(request: SignedInRequest) -> HttpResponse:
    form = PeriodForm(request.GET)
    period = form.period() if form.is_valid() else Period()
    context = {
        "form": form,
        "tables": event_tables(period),
        "presets": presets(timezone.localdate(timezone=timezone.get_default_timezone())),
        "query": request.GET.urlencode(),
    }
    return render(request, "meetings/insights.html", context, status=200 if form.is_valid() else 422)


@require_safe
@never_cache
@reviewer_required
def event_insights_download(request: SignedInRequest) -> HttpResponseBase:
    """All tables as a workbook, or the one named as CSV."""
    form = PeriodForm(request.GET)
    if not form.is_valid():
        context = {"form": form, "address": reverse("meetings:event_insights")}
        return render(request, "partnerships/insights_refused.html", context, status=422)
    return send_tables(request, "events", event_tables(form.period()))
