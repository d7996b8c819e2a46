"""How the text of a cell is read, by its column; what is wrong with it is said by the reader of its kind."""

from collections.abc import Callable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from exchange.errors import ValueRefusedError
from exchange.profiles.objects import COMPANY_READERS
from exchange.profiles.values import line_text, long_text, slug, title_text
from exchange.tables.cells import to_languages
from values.addresses import read_email, read_website
from values.industry import read_nace_class, split_classes
from values.phones import read_phone
from values.places.reading import read_place
from values.quantities import read_count
from values.truths import read_truth
from values.years import read_year

MOST_EMPLOYEES = 1_000_000
CellReader = Callable[[str, str], object]
"""Takes the text and the country of its company. Raises ReadingError or ValueRefusedError."""


def _year(text: str, _country: str) -> int:
    return read_year(text, latest=timezone.localdate().year)


def _truth(text: str, _country: str) -> bool:
    if (found := read_truth(text)) is None:
        raise ValueRefusedError(_("write yes or no."))
    return found


def _classes(text: str, country: str) -> list[str]:
    return list(dict.fromkeys(read_nace_class(entry, country) for entry in split_classes(text)))


def _languages(text: str, _country: str) -> object:
    return COMPANY_READERS["languages"](to_languages(text))


READERS: Mapping[str, CellReader] = {
    "public_id": lambda text, _country: slug(10)(text),
    "id": lambda text, _country: slug(80)(text),
    "name": lambda text, _country: line_text(200)(text),
    "name_local": lambda text, _country: line_text(200)(text),
    "city": lambda text, country: line_text(100)(read_place(text, country)),
    "founded": _year,
    "employees": lambda text, _country: read_count(text, lowest=0, highest=MOST_EMPLOYEES),
    "website": lambda text, _country: line_text(300)(read_website(text)),
    "languages": _languages,
    "nace": _classes,
    "summary": lambda text, _country: long_text(1000)(text),
    "is_sme_eu": _truth,
    "is_sme_korea": _truth,
    "sme_year": _year,
    "contact_name": lambda text, _country: title_text(120)(text),
    "contact_email": lambda text, _country: line_text(254)(read_email(text)),
    "contact_phone": read_phone,
}
