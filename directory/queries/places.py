"""Where the public companies are."""

from django.db.models import Count

from companies.models import Company
from taxonomy.vocabulary import Country


def count_companies_by_city() -> dict[str, list[tuple[str, int]]]:
    """For each country (city as its companies write it, number of public companies)."""
    rows = Company.objects.verified().order_by().values_list("country", "city").annotate(Count("pk"))
    counts: dict[str, list[tuple[str, int]]] = {country: [] for country in Country}
    for country, city, count in rows:
        counts[country].append((city, count))
    return counts
