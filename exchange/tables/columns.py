"""The columns of a table of companies or projects, and the names people give them in four languages."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from companies.models import Company, Contact, Project
from exchange.tables.former_names import FORMER_COMPANY_NAMES, FORMER_PROJECT_NAMES

NAMES_FILE = Path(__file__).with_name("column_names.tsv")
NUMBERING, LEFT_OUT = "#", "-"
"""Keys of columns that hold nothing of a company: the rows' own numbers, and what the portal does not keep."""

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: Words
    aliases: tuple[str, ...] = ()
    is_required: bool = False


def _label(model: type[Company | Contact | Project], name: str) -> Words:
    return model._meta.get_field(name).verbose_name  # type: ignore[union-attr]


@cache
def _names_in_file() -> dict[str, tuple[str, ...]]:
    lines = (line.split("\t") for line in NAMES_FILE.read_text("utf-8").splitlines())
    return {key: tuple(names.split("; ")) for key, names in lines}


def _column(model: type[Company | Contact], name: str, *, key: str = "", is_required: bool = False) -> Column:
    return Column(key or name, _label(model, name), _names_in_file()[key or name], is_required)


COMPANY_COLUMNS = (
    Column("public_id", gettext_lazy("portal ID"), _names_in_file()["public_id"]),
    Column("id", gettext_lazy("ID in the source"), _names_in_file()["id"]),
    _column(Company, "name", is_required=True),
    _column(Company, "name_local"),
    _column(Company, "country", is_required=True),
    *(
        _column(Company, name)
        for name in (
            *("city", "registration_number", "founded", "employees", "turnover", "turnover_currency", "website"),
            *("languages", "nace", "summary", "is_sme_eu", "is_sme_korea", "sme_year"),
        )
    ),
    *(_column(Contact, name, key=f"contact_{name}") for name in ("name", "email", "phone")),
)
FORMER_COLUMNS = (
    Column("turnover_eur", gettext_lazy("turnover last year, in euros"), _names_in_file()["turnover_eur"]),
)
READ_COMPANY_COLUMNS = (*COMPANY_COLUMNS, *FORMER_COLUMNS)
PROJECT_COLUMNS = (
    Column("company", gettext_lazy("company ID"), ("company", "company id"), is_required=True),
    Column("id", gettext_lazy("project ID"), ("id", "project id"), is_required=True),
    Column("language", _label(Project, "language"), ("language",), is_required=True),
    Column("title", _label(Project, "title"), ("title",), is_required=True),
    Column("summary", _label(Project, "summary"), ("summary", "description"), is_required=True),
    Column("offer", _label(Project, "offer"), ("offer", "offers"), is_required=True),
    Column("seek", _label(Project, "seek"), ("seek", "seeks"), is_required=True),
    Column("cooperation", gettext_lazy("cooperation"), ("cooperations", "cooperation types"), is_required=True),
    Column("green_objectives", _label(Project, "green_objectives"), ("green",), is_required=True),
    Column("digital", _label(Project, "digital"), ("digital",)),
    Column("trl", _label(Project, "trl"), ("trl",), is_required=True),
    Column("partner_trl_min", _label(Project, "partner_trl_min"), ("partner trl min",)),
    Column("partner_trl_max", _label(Project, "partner_trl_max"), ("partner trl max",)),
)


def label_of_column(key: str) -> str:
    """What the portal calls the column of companies with this key."""
    return str(next(column.label for column in READ_COMPANY_COLUMNS if column.key == key))


def fold_word(word: str) -> str:
    """Small letters and digits without accents, blanks and punctuation; Hangul stays."""
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", word).casefold())
    bare = "".join(character for character in text if not unicodedata.combining(character))
    return "".join(character for character in unicodedata.normalize("NFC", bare) if character.isalnum())


def words_in_all_languages(label: Words) -> set[str]:
    """The label in every language of the portal, folded."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(fold_word(str(label)))
    return found


@cache
def known_names(columns: tuple[Column, ...]) -> Mapping[str, str]:
    """From every folded name to the key of its column; what comes first wins."""
    former_names = FORMER_PROJECT_NAMES if columns is PROJECT_COLUMNS else FORMER_COMPANY_NAMES
    known: dict[str, str] = {}
    for column in columns:
        known.setdefault(fold_word(column.key), column.key)
    for column in columns:
        for alias in (*column.aliases, *former_names.get(column.key, ())):
            known.setdefault(fold_word(alias), column.key)
    for column in columns:
        for name in words_in_all_languages(column.label):
            known.setdefault(name, column.key)
    others = () if columns is PROJECT_COLUMNS else (NUMBERING, LEFT_OUT)
    more = {fold_word(alias): key for key in others for alias in _names_in_file()[key]}
    return {name: key for name, key in (more | known).items() if name}
