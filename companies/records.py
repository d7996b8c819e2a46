"""What a company says about itself, as plain values on their way into or out of the database."""

import hashlib
import json
from dataclasses import dataclass
from typing import NotRequired, TypedDict


class CompanyFields(TypedDict, total=False):
    """Columns of Company that its people fill in; an absent key means "not said", never "empty it"."""

    name: str
    name_local: str
    country: str
    city: str
    founded: int | None
    employees: int | None
    turnover: int | None
    turnover_currency: str
    website: str
    languages: list[str]
    nace: list[str]
    summary: str
    registration_number: str
    is_sme_eu: bool | None
    is_sme_korea: bool | None
    sme_year: int | None


class ProjectFields(TypedDict, total=False):
    """Columns of Project that its company fills in, all of them relevant to matching."""

    language: str
    title: str
    summary: str
    offer: str
    seek: str
    green_objectives: list[str]
    digital: list[str]
    concepts: list[str]
    trl: int
    partner_trl_min: int | None
    partner_trl_max: int | None


class ContactFields(TypedDict):
    name: str
    email: str
    phone: NotRequired[str]


@dataclass(frozen=True, slots=True)
class ProjectRecord:
    source_id: str
    fields: ProjectFields
    cooperations: tuple[tuple[str, str], ...]
    """(type, role) pairs."""


@dataclass(frozen=True, slots=True)
class CompanyRecord:
    """A checked line of the exchange format."""

    source_id: str
    fields: CompanyFields
    projects: tuple[ProjectRecord, ...]
    contact: ContactFields | None = None
    public_id: str = ""
    """Of the company of the portal that the line is about, where the line says so; else the source's id decides."""

    name_id: str = ""
    """Under which the source's company was filed while a table gave it no other id."""

    said: str = ""
    """The digest of what the source said, where the record was shortened to what of it is new."""

    def digest(self) -> str:
        """SHA-256 of the content, in hexadecimal: equal for lines that say the same in another order of keys."""
        if self.said:
            return self.said
        projects = [(project.source_id, project.fields, project.cooperations) for project in self.projects]
        content = json.dumps([self.source_id, _as_first_kept(self.fields), projects, self.contact], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def _as_first_kept(fields: CompanyFields) -> dict[str, object]:
    """A turnover in euros by its first name: digests kept before there was a currency stay those of the same line."""
    said: dict[str, object] = {**fields}
    if "turnover" in said and said["turnover_currency"] in {"", "EUR"}:
        del said["turnover_currency"]
        said["turnover_eur"] = said.pop("turnover")
    return said
