from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.places.drawing import draw_map
from directory.queries.places import count_companies_by_city
from taxonomy.vocabulary import Country


@require_safe
def company_map(request: HttpRequest) -> HttpResponse:
    """Both countries with the number of verified companies in each province or canton."""
    counts = count_companies_by_city()
    maps = [{"label": country.label, "map": draw_map(country, counts[country])} for country in Country]
    return render(request, "directory/company_map.html", {"maps": maps})
