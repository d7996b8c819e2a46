"""Which companies of the portal may be the one somebody means or is about to enter."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from companies.models import Company
from taxonomy.vocabulary import Country
from values.errors import RegistrationNumberError
from values.names import name_keys
from values.registration import normalise_registration_number

MOST_SHOWN = 8


def likely_same(*names: str, country: str, number: str = "") -> list[Company]:
    """Companies to join of `country` with the same number or with names that agree in sound, the likeliest first.

    Names agree across scripts, legal forms and accents; see `values.names`.
    """
    keys = name_keys(*names)
    sounds = [key for key in keys if not key.startswith("~")]
    compatriots = Company.objects.joinable().filter(country=country).order_by("pk")
    by_number = compatriots.filter(registration_number=number) if number else compatriots.none()
    stages = (by_number, compatriots.filter(name_keys__overlap=sounds), compatriots.filter(name_keys__overlap=keys))
    return _first_of(stages if keys else (by_number,))


def _first_of(stages: Iterable[QuerySet[Company]]) -> list[Company]:
    """At most MOST_SHOWN companies, each once, those of an earlier stage first."""
    found: dict[int, Company] = {}
    for stage in stages:
        found |= {company.pk: company for company in stage[:MOST_SHOWN] if company.pk not in found}
    return list(found.values())[:MOST_SHOWN]


def find_companies(text: str) -> list[Company]:
    """Companies to join by name in either script or by registration number; empty for an empty text."""
    if not text.strip():
        return []
    everybody = Company.objects.joinable().by_name()
    wanted = text.strip()
    in_name = Q(name__icontains=wanted) | Q(name_local__icontains=wanted)
    stages = (everybody.filter(registration_number__in=_numbers_in(text)), everybody.filter(in_name))
    return _first_of((*stages, everybody.filter(name_keys__overlap=name_keys(text))))


def _numbers_in(text: str) -> list[str]:
    numbers = []
    for country in Country.values:
        try:
            numbers.append(normalise_registration_number(country, text))
        except RegistrationNumberError:
            continue
    return numbers
