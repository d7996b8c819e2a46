"""Where a company is and who somebody is, in the order of the reader's language."""

from django.utils.translation import pgettext

from taxonomy.vocabulary import Country
from values.formats.locales import reader_language
from values.places.towns import name_town

CALLED_AS_THEIR_COUNTRY = {"룩셈부르크"}


def write_place(country: str, town: str) -> str:
    """`Grevenmacher, Luxembourg`, `룩셈부르크 그레벤마허`; a town that is called as its country stands alone."""
    land = str(Country(country).label)
    if name_town(country, town, "ko") in {"", *CALLED_AS_THEIR_COUNTRY}:
        return land
    name = name_town(country, town, reader_language())
    return pgettext("place", "%(town)s, %(country)s") % {"town": name, "country": land}


def write_person(person: str, company: str) -> str:
    """A person and whom they act for: `Anne Weirig (Menuiserie Weirig)`, `Anne Weirig 님(Menuiserie Weirig)`."""
    if not company:
        return person
    return pgettext("person", "%(person)s (%(company)s)") % {"person": person, "company": company}
