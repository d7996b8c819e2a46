from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from companies.permissions import is_reviewer, may_act_for, visible_companies, visible_projects
from companies.queries import with_details
from directory.queries.similar import similar_companies
from directory.views.public_profile import gather_profile


@require_safe
def company_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """A company with its projects and companies like it; what is not public answers 404 to outsiders."""
    company = get_object_or_404(visible_companies(request.user), public_id=public_id)
    projects = list(with_details(visible_projects(request.user).filter(company=company)).order_by("pk"))
    context = {
        "company": company,
        "projects": projects,
        "profile": gather_profile(projects),
        "similar": similar_companies(company),
        "is_insider": is_reviewer(request.user) or may_act_for(request.user, company),
    }
    return render(request, "directory/company_detail.html", context)
