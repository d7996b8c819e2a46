"""The columns of a table of companies or projects, and the names people give them in four languages."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company, Contact, Project
from exchange.errors import SpreadsheetRefusedError
from exchange.tables.amounts import AMOUNT, EUROS, split_head
from exchange.tables.former_names import FORMER_COMPANY_NAMES, FORMER_PROJECT_NAMES
from exchange.tables.tables import Row, column_letter

AMOUNT_KEYS = (AMOUNT, EUROS)
CLOSE = 0.75  # how much of a name must agree to suggest it

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Column:
    key: str
    label: Words
    aliases: tuple[str, ...] = ()
    is_required: bool = False


def _label(model: type[Company | Contact | Project], name: str) -> Words:
    return model._meta.get_field(name).verbose_name  # type: ignore[union-attr]


COMPANY_COLUMNS = (
    Column("public_id", gettext_lazy("portal ID"), ("portal id",)),
    Column("id", gettext_lazy("ID in the source"), ("id", "source id", "number", "번호", "Nr.", "numéro")),
    Column(
        "name",
        _label(Company, "name"),
        (
            *("company", "company name", "name", "name in english", "english name", "nom", "raison sociale"),
            *("nom de l'entreprise", "firma", "unternehmen", "firmenname", "영문 회사명", "영문명", "영문 기업명"),
        ),
        is_required=True,
    ),
    Column(
        "name_local",
        _label(Company, "name_local"),
        ("local name", "korean name", "name in korean", "회사명", "기업명", "업체명", "상호", "국문명"),
    ),
    Column("country", _label(Company, "country"), ("pays", "land", "국가", "나라"), is_required=True),
    Column(
        "city",
        _label(Company, "city"),
        ("town", "location", "ville", "stadt", "ort", "도시", "소재지", "지역"),
        is_required=True,
    ),
    Column(
        "registration_number",
        _label(Company, "registration_number"),
        (
            *("business registration number", "vat number", "vat", "trade register", "rcs", "numéro de tva", "tva"),
            *("ust-idnr", "handelsregisternummer", "사업자등록번호", "사업자번호"),
        ),
    ),
    Column(
        "founded",
        _label(Company, "founded"),
        ("founded", "year founded", "foundation", "année de création", "gründungsjahr", "설립연도", "설립년도"),
    ),
    Column(
        "employees",
        _label(Company, "employees"),
        ("staff", "number of employees", "effectif", "salariés", "mitarbeiter", "직원수", "종업원수", "임직원수"),
    ),
    Column(
        "turnover",
        _label(Company, "turnover"),
        ("turnover", "revenue", "sales", "chiffre d'affaires", "umsatz", "매출액", "매출"),
    ),
    Column(
        "turnover_currency",
        _label(Company, "turnover_currency"),
        ("currency", "devise", "monnaie", "währung", "통화", "화폐"),
    ),
    Column(
        "website",
        _label(Company, "website"),
        ("web", "url", "homepage", "site web", "webseite", "internet", "홈페이지", "웹사이트"),
    ),
    Column(
        "languages",
        _label(Company, "languages"),
        ("languages", "langues", "sprachen", "언어", "사용 언어"),
        is_required=True,
    ),
    Column("nace", _label(Company, "nace"), ("nace", "nace code", "nace codes", "industry", "업종", "산업분류")),
    Column(
        "summary",
        _label(Company, "summary"),
        ("description", "profile", "présentation", "beschreibung", "소개", "회사 소개", "개요"),
        is_required=True,
    ),
    Column("is_sme_eu", _label(Company, "is_sme_eu"), ("sme eu", "pme ue", "kmu eu", "sme")),
    Column("is_sme_korea", _label(Company, "is_sme_korea"), ("sme korea", "중소기업")),
    Column("sme_year", _label(Company, "sme_year"), ("sme year", "year of declaration")),
    Column("contact_name", _label(Contact, "name"), ("contact", "contact name", "담당자", "담당자명")),
    Column("contact_email", _label(Contact, "email"), ("email", "e-mail", "contact email", "courriel", "이메일")),
    Column("contact_phone", _label(Contact, "phone"), ("phone", "tel", "telefon", "téléphone", "전화", "전화번호")),
)
FORMER_COLUMNS = (Column("turnover_eur", gettext_lazy("turnover last year, in euros"), ("turnover eur",)),)
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


@dataclass(frozen=True, slots=True)
class Header:
    """Which column of the file holds which value."""

    positions: Mapping[str, int]
    names: Mapping[str, str]
    """What the file calls each of them."""
    notes: tuple[str, ...] = ()

    def place(self, key: str) -> str:
        """Where a value stands, for whoever looks at the file: `Column F (Employees)`."""
        if key not in self.positions:
            return _("Column “%(name)s”") % {"name": key}
        return _("Column %(letter)s (%(name)s)") % {
            "letter": column_letter(self.positions[key]),
            "name": self.names[key],
        }


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
def _known_names(columns: tuple[Column, ...]) -> dict[str, str]:
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
    return known


def recognise_header(row: Row, columns: tuple[Column, ...]) -> Header:
    """Raises SpreadsheetRefusedError when a name stands twice or a column that must be there is missing."""
    known, positions, names, unknown = _known_names(columns), dict[str, int](), dict[str, str](), list[str]()
    for position, cell in enumerate(row.cells):
        name = str(cell if cell is not None else "").strip()
        key = known.get(fold_word(name)) or _key_before_unit(name, known)
        if not name:
            continue
        if key is None:
            unknown.append(_note_unknown(name, position, columns))
        elif key in positions:
            raise SpreadsheetRefusedError(_refuse_twice(key, (positions[key], position), columns))
        else:
            positions[key], names[key] = position, name[:60]
    _refuse_missing(positions, columns, unknown)
    return Header(positions, names, tuple(unknown))


def _key_before_unit(name: str, known: Mapping[str, str]) -> str | None:
    """The column of amounts whose head says their unit: `매출액(백만원)`."""
    parts = split_head(name)
    key = known.get(fold_word(parts[0])) if parts else None
    return key if key in AMOUNT_KEYS else None


def _note_unknown(name: str, position: int, columns: tuple[Column, ...]) -> str:
    known = _known_names(columns)
    place = {"letter": column_letter(position), "name": name[:40]}
    if close := get_close_matches(fold_word(name), known, n=1, cutoff=CLOSE):
        label = next(column.label for column in columns if column.key == known[close[0]])
        return _("Column %(letter)s (%(name)s) is ignored. Did you mean “%(label)s”?") % (place | {"label": label})
    return _("Column %(letter)s (%(name)s) is ignored: the template has no column with this name.") % place


def _refuse_twice(key: str, positions: Iterable[int], columns: tuple[Column, ...]) -> str:
    label = next(column.label for column in columns if column.key == key)
    letters = ", ".join(map(column_letter, positions))
    return _("The columns %(letters)s both contain “%(label)s”. Keep only one.") % {"letters": letters, "label": label}


def _refuse_missing(positions: Mapping[str, int], columns: tuple[Column, ...], unknown: list[str]) -> None:
    missing = [str(column.label) for column in columns if column.is_required and column.key not in positions]
    if missing:
        words = _("The header row has no column for: %(labels)s. Name the columns as in the template.")
        raise SpreadsheetRefusedError(" ".join([words % {"labels": ", ".join(missing)}, *unknown[:5]]))
