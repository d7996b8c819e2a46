"""Which companies of the portal may be the one somebody means or is about to enter."""

from django.db.models import Q

from companies.errors import RegistrationNumberError
from companies.models import Company, Country
from companies.names import name_keys
from companies.registration import normalise_registration_number

MOST_SHOWN = 8
MOST_COMPARED = 60


def likely_same(*names: str, country: str, number: str = "") -> list[Company]:
    """Companies of `country` with the same registration number or with names that agree in sound, likeliest first.

    Names agree across scripts, legal forms and accents; see `companies.names`.
    """
    keys = name_keys(*names)
    wanted = Q(name_keys__overlap=keys) if keys else Q()
    if number:
        wanted |= Q(registration_number=number)
    if not wanted:
        return []
    found = list(Company.objects.filter(wanted, country=country).order_by("pk")[:MOST_COMPARED])
    return sorted(found, key=lambda company: _distance(company, set(keys), number))[:MOST_SHOWN]


def _distance(company: Company, keys: set[str], number: str) -> tuple[int, int]:
    if number and company.registration_number == number:
        return 0, company.pk
    shared = keys & set(company.name_keys)
    return (1 if any(not key.startswith("~") for key in shared) else 2), company.pk


def find_companies(text: str) -> list[Company]:
    """Companies by name in either script or by registration number of either country; empty for an empty text."""
    if not text.strip():
        return []
    keys = name_keys(text)
    wanted = Q(name__icontains=text.strip()) | Q(name_local__icontains=text.strip())
    wanted |= Q(name_keys__overlap=keys) | Q(registration_number__in=_numbers_in(text))
    found = list(Company.objects.filter(wanted).order_by("name", "pk")[:MOST_COMPARED])
    return sorted(found, key=lambda company: _distance(company, set(keys), ""))[:MOST_SHOWN]


def _numbers_in(text: str) -> list[str]:
    numbers = []
    for country in Country.values:
        try:
            numbers.append(normalise_registration_number(country, text))
        except RegistrationNumberError:
            continue
    return numbers
