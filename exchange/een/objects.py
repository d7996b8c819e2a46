"""From the plain object of a profile to a checked one: limits, codes, and what each type needs, all reasons at once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Language
from exchange.een.profiles import EenCompany, EenProfile
from exchange.een.terms import (
    LIFETIME_DAYS,
    LIMITS,
    MOST_KEYWORDS,
    MOST_PARTNERSHIPS,
    OFFERS,
    Ipr,
    PartnerKind,
    Partnership,
    ProfileType,
    Stage,
)
from exchange.errors import ProfileRefusedError, ValueRefusedError
from exchange.profiles.objects import COMPANY_READERS, any_object, read_object
from exchange.profiles.values import (
    Reader,
    code,
    describe_type,
    line_text,
    list_of,
    long_text,
    optional,
    quote_briefly,
    sites_in_names,
    slug,
    title_text,
)
from values.formats.phrases import write_labelled


def read_profile_object(value: object) -> EenProfile:
    """The checked profile. Raises ProfileRefusedError with the reasons for all that is wrong."""
    if not isinstance(value, dict):
        raise ProfileRefusedError(
            [_("expected a profile, found %(found)s; correct it.") % {"found": describe_type(value)}]
        )
    reasons: list[str] = []
    found = read_object(value, PROFILE_READERS, reasons, optional_keys=OPTIONAL_KEYS)
    company = _read_company(found.pop("company", None), reasons)
    _check_type(found | {name: value.get(name) for name in SIDE_TEXTS}, reasons)
    _check_lifetime(found, reasons)
    if reasons or company is None:
        raise ProfileRefusedError(reasons, source_id=company_reference(value))
    found.setdefault("project", found["reference"])
    return EenProfile(company=company, **_frozen(found))


def company_reference(value: object) -> str:
    """Which company the object says it is about, as far as that can be read; else nothing."""
    company = value.get("company") if isinstance(value, dict) else None
    reference = company.get("reference") if isinstance(company, dict) else None
    try:
        return slug(80)(reference)
    except ValueRefusedError:
        return ""


def _read_company(value: Mapping[str, object] | None, reasons: list[str]) -> EenCompany | None:
    if value is None:
        return None
    faults: list[str] = []
    found = read_object(value, EEN_COMPANY_READERS, faults, optional_keys=COMPANY_OPTIONAL)
    faults += [write_labelled(key, reason) for key, reason in sites_in_names(found)]
    reasons += [_("company, %(reason)s") % {"reason": fault} for fault in faults]
    return None if faults else EenCompany(**_frozen(found))


def _frozen(found: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}


def _check_type(found: Mapping[str, Any], reasons: list[str]) -> None:
    """An offer says whom it expects, a request what it seeks; how well it says so is looked at elsewhere."""
    kind = found.get("type")
    if kind in OFFERS and not found.get("partner_role"):
        reasons.append(_("partner_role: an offer must state the role of the partner; add it."))
    if kind is not None and kind not in OFFERS and not found.get("expertise_sought"):
        reasons.append(_("expertise_sought: a request must state what is sought; add it."))


def _check_lifetime(found: Mapping[str, Any], reasons: list[str]) -> None:
    published, expires = found.get("published_on"), found.get("expires_on")
    if published and expires and not timedelta() <= expires - published <= timedelta(days=LIFETIME_DAYS):
        reasons.append(
            _("expires_on: a profile can be open for up to %(days)d days after its publication; correct the dates.")
            % {"days": LIFETIME_DAYS}
        )


def _day(value: object) -> date:
    text = line_text(40)(value)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueRefusedError(
            _("“%(text)s” is not a date; use the format 2026-11-24.") % {"text": quote_briefly(text)}
        ) from error


def _keywords() -> Reader[list[str]]:
    return list_of(line_text(100), lowest=0, highest=MOST_KEYWORDS)


def _optional_text(name: str) -> Reader[str]:
    return optional(long_text(LIMITS[name]), "")


EEN_COMPANY_READERS: dict[str, Reader[object]] = {
    "reference": slug(80),
    "name": COMPANY_READERS["name"],
    "country": COMPANY_READERS["country"],
    "city": COMPANY_READERS["city"],
    "languages": COMPANY_READERS["languages"],
    "description": COMPANY_READERS["summary"],
    "founded": COMPANY_READERS["founded"],
    "website": COMPANY_READERS["website"],
    "size": optional(code(PartnerKind.values), ""),
}
SIDE_TEXTS = ("partner_role", "expertise_sought")
COMPANY_OPTIONAL = frozenset({"founded", "website", "size"})
PROFILE_READERS: dict[str, Reader[object]] = {
    "reference": slug(80),
    "project": slug(80),
    "type": code(ProfileType.values),
    "company": any_object,
    "language": code(Language.values),
    "title": title_text(LIMITS["title"]),
    "short_summary": long_text(LIMITS["short_summary"]),
    "description": long_text(LIMITS["description"]),
    "partnerships": list_of(code(Partnership.values), lowest=1, highest=MOST_PARTNERSHIPS),
    "stage": code(Stage.values),
    "technology_keywords": _keywords(),
    "market_keywords": _keywords(),
    "advantages_and_innovation": _optional_text("advantages_and_innovation"),
    "expertise_sought": _optional_text("expertise_sought"),
    "partner_role": _optional_text("partner_role"),
    "ipr": optional(code(Ipr.values), ""),
    "ipr_notes": _optional_text("ipr_notes"),
    "partners_sought": list_of(code(PartnerKind.values), lowest=0, highest=len(PartnerKind)),
    "published_on": optional(_day, None),
    "expires_on": optional(_day, None),
}
REQUIRED_KEYS = frozenset(
    {"reference", "type", "company", "language", "title", "short_summary", "description", "partnerships", "stage"}
)
OPTIONAL_KEYS = frozenset(PROFILE_READERS) - REQUIRED_KEYS
