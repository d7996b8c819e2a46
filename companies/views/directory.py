from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from companies.forms.filters import CompanyFilterForm, ProjectFilterForm
from companies.permissions import is_reviewer, may_act_for, visible_companies, visible_projects
from companies.queries import list_companies, list_projects, with_details

PAGE_SIZE = 24


@require_safe
def company_list(request: HttpRequest) -> HttpResponse:
    form = CompanyFilterForm(request.GET)
    page = _page_of(request, list_companies(**form.chosen()))
    return render(request, "companies/company_list.html", {"form": form, "page": page})


@require_safe
def company_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """A company with its projects; what is not public answers 404 to outsiders."""
    company = get_object_or_404(visible_companies(request.user), public_id=public_id)
    projects = with_details(visible_projects(request.user).filter(company=company)).order_by("pk")
    is_insider = is_reviewer(request.user) or may_act_for(request.user, company)
    context = {"company": company, "projects": projects, "is_insider": is_insider}
    return render(request, "companies/company_detail.html", context)


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    form = ProjectFilterForm(request.GET)
    page = _page_of(request, list_projects(**form.chosen()))
    return render(request, "companies/project_list.html", {"form": form, "page": page})


@require_safe
def project_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a project offers and seeks; what is not public answers 404 to outsiders."""
    project = get_object_or_404(with_details(visible_projects(request.user)), public_id=public_id)
    is_insider = is_reviewer(request.user) or may_act_for(request.user, project.company)
    return render(request, "companies/project_detail.html", {"project": project, "is_insider": is_insider})


def _page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
