"""From a JSON object to a company record: which keys there are, how each is read, and what is wrong, all at once."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Language
from companies.records import CompanyFields, CompanyRecord, ContactFields, ProjectFields, ProjectRecord
from exchange.errors import ProfileRefusedError, ValueRefusedError
from exchange.profiles.money import euros, money, take_turnover
from exchange.profiles.values import (
    Reader,
    code,
    email_address,
    line_text,
    list_of,
    long_text,
    optional,
    quote_briefly,
    read_as,
    refuse_type,
    sites_in_names,
    slug,
    title_text,
    truth,
    web_address,
    whole_number,
)
from taxonomy.languages import ISO_639_1
from taxonomy.vocabulary import PEER_TYPES, CooperationRole, CooperationType, Country, DigitalTechnology, GreenObjective
from values.errors import NaceClassError, ReadingError
from values.formats.phrases import write_labelled
from values.industry import read_nace_class
from values.phones import read_phone
from values.quantities import read_count
from values.registration import normalise_registration_number
from values.text import clean_line
from values.years import FIRST_YEAR, read_year

MAX_PROJECTS = 10  # the public format says 1 or 2; a company of the portal may have more and must still round-trip


def read_company_object(value: Mapping[str, object]) -> CompanyRecord:
    """The checked record of one company. Raises ProfileRefusedError with the reasons for all that is wrong."""
    reasons: list[str] = []
    found = read_object(value, COMPANY_READERS, reasons, optional_keys=COMPANY_OPTIONAL_KEYS)
    projects = [_read_project(entry, number, reasons) for number, entry in enumerate(found.pop("projects", []), 1)]
    _refuse_repeated_projects(projects, reasons)
    sme, contact = found.pop("sme", {}), found.pop("contact", None)
    take_turnover(found, reasons)
    source_id = found.pop("id", "")
    _read_by_country(found, contact, reasons)
    reasons += [write_labelled(key, reason) for key, reason in sites_in_names(found)]
    if reasons:
        raise ProfileRefusedError(reasons, source_id=source_id, name=str(found.get("name", "")))
    fields = cast("CompanyFields", found | sme)
    return CompanyRecord(source_id, fields, tuple(projects), cast("ContactFields | None", contact))


def read_object(
    value: Mapping[str, object],
    readers: Mapping[str, Reader[object]],
    reasons: list[str],
    *,
    optional_keys: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """The values of all keys that are in order; what is wrong with the others is added to `reasons`."""
    _check_keys(value, readers, reasons, optional_keys=optional_keys)
    found: dict[str, Any] = {}
    for key in (key for key in readers if key in value):
        try:
            found[key] = readers[key](value[key])
        except ValueRefusedError as error:
            reasons.append(write_labelled(key, error))
    return found


def _check_keys(
    value: Mapping[str, object],
    readers: Mapping[str, Reader[object]],
    reasons: list[str],
    *,
    optional_keys: frozenset[str],
) -> None:
    if missing := [key for key in readers if key not in value and key not in optional_keys]:
        reasons.append(_("missing: %(keys)s; add what is missing.") % {"keys": ", ".join(missing)})
    if unknown := [key for key in value if key not in readers]:
        reasons.append(
            _("unknown key “%(key)s”; allowed keys: %(known)s.")
            % {"key": quote_briefly(unknown[0]), "known": ", ".join(readers)}
        )


def _read_project(value: Mapping[str, object], number: int, reasons: list[str]) -> ProjectRecord:
    faults: list[str] = []
    found = read_object(value, PROJECT_READERS, faults)
    reasons += [_("project %(number)d, %(reason)s") % {"number": number, "reason": fault} for fault in faults]
    source_id, cooperations = found.pop("id", ""), found.pop("cooperation", [])
    found["partner_trl_min"], found["partner_trl_max"] = found.pop("partner_trl", None) or (None, None)
    return ProjectRecord(source_id, cast("ProjectFields", found), tuple(cooperations))


def _refuse_repeated_projects(projects: Sequence[ProjectRecord], reasons: list[str]) -> None:
    known_ids = [project.source_id for project in projects if project.source_id]
    reasons += [
        _("The project ID %(id)s is used twice for this company. Use each ID only once.") % {"id": source_id}
        for position, source_id in enumerate(known_ids)
        if source_id in known_ids[:position]
    ]


def _read_by_country(found: dict[str, object], contact: dict[str, object] | None, reasons: list[str]) -> None:
    """What is written otherwise in each country; without one, nothing says how to read it."""
    if not (country := str(found.get("country", ""))):
        return
    _reread(found, "registration_number", partial(normalise_registration_number, country), reasons)
    _reread(found, "nace", partial(_nace_classes, country), reasons)
    _reread(contact or {}, "phone", partial(read_phone, country=country), reasons)


def _reread(values: dict[str, object], key: str, reader: Callable[..., object], reasons: list[str]) -> None:
    try:
        values.update({key: reader(values[key])} if values.get(key) else {})
    except (ReadingError, ValueRefusedError) as error:
        reasons.append(write_labelled(key, error))


def _nace_classes(country: str, texts: list[str]) -> list[str]:
    return list(dict.fromkeys(_nace_class(text, country) for text in texts))


def _nace_class(text: str, country: str) -> str:
    try:
        return read_nace_class(text, country)
    except NaceClassError as error:
        raise ValueRefusedError(f"{quote_briefly(text)}: {error}") from error


def any_object(value: object) -> dict[str, object]:
    """Raises ValueRefusedError for anything else."""
    if not isinstance(value, dict):
        raise refuse_type(pgettext("JSON type, expected or found", "an object"), value)
    return value


def _object_of(
    readers: Mapping[str, Reader[object]],
    build: Callable[[dict[str, Any]], object],
    *,
    optional_keys: frozenset[str] = frozenset(),
) -> Reader[object]:
    """A reader for a small nested object, all its reasons in one."""

    def read(value: object) -> object:
        reasons: list[str] = []
        found = read_object(any_object(value), readers, reasons, optional_keys=optional_keys)
        if reasons:
            raise ValueRefusedError(" ".join(reasons))
        return build(found)

    return read


def _build_cooperation(found: dict[str, Any]) -> tuple[str, str]:
    if found["role"] == CooperationRole.PEER and found["type"] not in PEER_TYPES:
        raise ValueRefusedError(
            _("role: peer is possible only with %(types)s; choose provider or seeker.")
            % {"types": ", ".join(PEER_TYPES)}
        )
    return found["type"], found["role"]


def _build_sme(found: dict[str, Any]) -> dict[str, object]:
    sme = {"is_sme_eu": found.get("eu"), "is_sme_korea": found.get("korea"), "sme_year": found.get("year")}
    if sme["sme_year"] is None and not (sme["is_sme_eu"] is None and sme["is_sme_korea"] is None):
        raise ValueRefusedError(_("year: a declaration needs a year; add it."))
    return sme


def _partner_trl(value: object) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueRefusedError(_("expected two levels such as [4, 9], or null; correct the value."))
    lowest, highest = (whole_number(1, 9)(level) for level in value)
    if lowest > highest:
        raise ValueRefusedError(_("the lower level must come first, as in [4, 9]; swap the two."))
    return lowest, highest


def _year(value: object) -> int:
    latest = timezone.localdate().year
    if isinstance(value, str):
        return read_as(lambda text: read_year(text, latest=latest))(value)
    return whole_number(FIRST_YEAR, latest)(value)


def _employees(value: object) -> int:
    if isinstance(value, str):
        return read_as(lambda text: read_count(text, lowest=0, highest=1_000_000))(value)
    return whole_number(0, 1_000_000)(value)


def _language_code(value: object) -> str:
    if not isinstance(value, str):
        raise refuse_type(pgettext("JSON type, expected or found", "text"), value)
    found = clean_line(value)
    if found not in ISO_639_1:
        raise ValueRefusedError(
            _("“%(code)s” is not an ISO 639-1 language code; use two lower-case letters such as ko, en, fr or de.")
            % {"code": quote_briefly(value)}
        )
    return found


COOPERATION_READERS: dict[str, Reader[object]] = {
    "type": code(CooperationType.values),
    "role": code(CooperationRole.values),
}
SME_READERS: dict[str, Reader[object]] = {
    "eu": optional(truth, None),
    "korea": optional(truth, None),
    "year": optional(_year, None),
}
CONTACT_READERS: dict[str, Reader[object]] = {
    "name": title_text(120),
    "email": email_address,
    "phone": optional(line_text(80), ""),
}
PROJECT_READERS: dict[str, Reader[object]] = {
    "id": slug(80),
    "language": code(Language.values),
    "title": title_text(100),
    "summary": long_text(500),
    "offer": long_text(700),
    "seek": long_text(700),
    "cooperation": list_of(_object_of(COOPERATION_READERS, _build_cooperation), lowest=1, highest=3),
    "green_objectives": list_of(code(GreenObjective.values), lowest=1, highest=len(GreenObjective)),
    "digital": list_of(code(DigitalTechnology.values), lowest=0, highest=len(DigitalTechnology)),
    "trl": whole_number(1, 9),
    "partner_trl": optional(_partner_trl, None),
}
COMPANY_READERS: dict[str, Reader[object]] = {
    "id": slug(80),
    "name": line_text(200),
    "name_local": optional(line_text(200), ""),
    "country": code(Country.values),
    "city": line_text(100),
    "founded": optional(_year, None),
    "employees": optional(_employees, None),
    "turnover_eur": optional(euros, None),
    "turnover": optional(money, None),
    "website": optional(web_address(300), ""),
    "languages": list_of(_language_code, lowest=1, highest=20),
    "nace": list_of(line_text(60), lowest=0, highest=20),
    "summary": long_text(1000),
    "projects": list_of(any_object, lowest=1, highest=MAX_PROJECTS),
    "registration_number": optional(line_text(40), ""),
    "sme": _object_of(SME_READERS, _build_sme, optional_keys=frozenset(SME_READERS)),
    "contact": _object_of(CONTACT_READERS, lambda found: found, optional_keys=frozenset({"phone"})),
}
COMPANY_OPTIONAL_KEYS = frozenset({"name_local", "turnover", "registration_number", "sme", "contact"})
