"""Companies that may be the same one entered twice: by number, name in either script, or website."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils.translation import gettext as _

from companies.models import Company

MOST_CANDIDATES = 200
MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Duplicate:
    company: Company
    reasons: tuple[str, ...]
    """In the reader's language, the strongest first."""


def likely_duplicates(company: Company) -> list[Duplicate]:
    """Other companies that share a number, a name or a website with this one, those with most reasons first."""
    others = Company.objects.filter(_wanted(company)).exclude(pk=company.pk).order_by("pk")[:MOST_CANDIDATES]
    found = [Duplicate(other, reasons) for other in others if (reasons := tuple(_reasons(company, other)))]
    found.sort(key=lambda duplicate: (-len(duplicate.reasons), duplicate.company.pk))
    return found[:MOST_LISTED]


def website_host(address: str) -> str:
    """The host of a web address without `www.`; empty when there is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _wanted(company: Company) -> Q:
    wanted = Q(name_keys__overlap=company.name_keys)
    if company.registration_number:
        wanted |= Q(registration_number=company.registration_number)
    if host := website_host(company.website):
        wanted |= Q(website__icontains=host)
    return wanted


def _reasons(company: Company, other: Company) -> Iterator[str]:
    if company.registration_number and company.registration_number == other.registration_number:
        yield _("the same registration number")
    if shared := set(company.name_keys) & set(other.name_keys):
        is_sound = any(not key.startswith("~") for key in shared)
        yield _("a name that sounds the same") if is_sound else _("a similar name")
    if (host := website_host(company.website)) and host == website_host(other.website):
        yield _("the same website (%(host)s)") % {"host": host}
