"""Published cases, for everybody to learn from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.models import Language
from partnerships.forms.cases import CaseFilterForm
from partnerships.models import CaseStudy
from partnerships.queries.case_studies import languages_of, public_cases, texts_in
from taxonomy.vocabulary import GreenObjective
from values.pages import nearest_page

PAGE_SIZE = 12


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    form = CaseFilterForm(request.GET)
    page = nearest_page(public_cases(**form.chosen()), request.GET.get("page"), size=PAGE_SIZE)
    rows = [_row(case, get_language() or Language.ENGLISH) for case in page]
    return render(request, "partnerships/case_list.html", {"form": form, "page": page, "rows": rows})


def _row(case: CaseStudy, language: str) -> dict[str, object]:
    return {
        "case": case,
        "texts": texts_in(case, language),
        "companies": case.collaboration.companies,
        "objectives": [GreenObjective(code).label for code in case.green_objectives],
    }


@require_safe
def case_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """The case in the reader's language where it is told in it, or in the one `?texts=` names."""
    case = get_object_or_404(public_cases(), public_id=public_id)
    wanted = request.GET.get("texts") or get_language() or Language.ENGLISH
    languages = [(code, Language(code).label) for code in languages_of(case)]
    context = _row(case, wanted) | {"languages": languages}
    return render(request, "partnerships/case_detail.html", context)
