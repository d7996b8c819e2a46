from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from companies.permissions import is_reviewer, may_act_for, visible_projects
from companies.queries import with_details
from directory.forms.directory import DirectorySearchForm
from directory.forms.filters import make_groups
from directory.models import DocumentType
from directory.queries.directory import search_directory
from directory.views.cards import make_card, related_themes


@require_safe
@vary_on_headers("HX-Request")
def company_list(request: HttpRequest) -> HttpResponse:
    return _search(request, DocumentType.COMPANY)


@require_safe
@vary_on_headers("HX-Request")
def project_list(request: HttpRequest) -> HttpResponse:
    return _search(request, DocumentType.PROJECT)


@require_safe
def project_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a project offers and seeks; what is not public answers 404 to outsiders."""
    project = get_object_or_404(with_details(visible_projects(request.user)), public_id=public_id)
    is_insider = is_reviewer(request.user) or may_act_for(request.user, project.company)
    return render(request, "directory/project_detail.html", {"project": project, "is_insider": is_insider})


def _search(request: HttpRequest, document_type: DocumentType) -> HttpResponse:
    """The page, or for HTMX the part of it that a question changes."""
    form, language = DirectorySearchForm(request.GET), get_language() or "en"
    question = form.question()
    page = request.GET.get("page")
    results = search_directory(document_type, **question, page=page, language=language, user=request.user)
    groups = make_groups(form, results.counts, language)
    context = {
        "form": form,
        "document_type": document_type,
        "text": question["text"],
        "results": results,
        "page": results.page,
        "cards": [make_card(hit, results.question, language) for hit in results.hits],
        "groups": groups,
        "chips": [choice for group in groups for choice in group.chosen],
        "sorts": form.sorts(request.user),
        "sort": question["sort"],
        "themes": related_themes(results.question, language),
    }
    is_fragment = bool(getattr(request, "htmx", False))
    return render(request, "directory/_directory.html" if is_fragment else "directory/directory.html", context)
