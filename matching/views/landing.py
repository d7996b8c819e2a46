from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from companies.models import Project
from matching.queries import landing_figures
from taxonomy.vocabulary import DigitalTechnology, GreenObjective


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    latest = Project.objects.published().select_related("company").order_by("-published_at", "pk")[:6]
    context = {
        "figures": landing_figures(),
        "latest_projects": latest,
        "green_objectives": GreenObjective.choices,
        "digital_technologies": DigitalTechnology.choices,
    }
    return render(request, "landing.html", context)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where a person goes after signing in: to their work."""
    user = request.user
    if not user.is_authenticated:
        return redirect("matching:landing")
    if user.is_reviewer:
        return redirect("matching:match_queue")
    return redirect("matching:suggestion_list" if user.memberships.exists() else "companies:own_companies")
