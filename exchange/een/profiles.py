"""A project as one or two profiles of the Enterprise Europe Network: what it offers, what it seeks, or both."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from companies.records import CompanyRecord, ProjectRecord
from exchange.een.terms import MOST_KEYWORDS, OFFERS, PARTNERSHIP_OF, Partnership, ProfileType, size_of, stage_of
from taxonomy.vocabulary import CooperationRole, CooperationType
from values.text import clean_line, clean_paragraphs

NO_XML = re.compile("[\ufffe\uffff]")  # no characters, and the only ones left that XML cannot carry

Cooperations = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EenCompany:
    """The company behind a profile, as far as the document names it; never its contact."""

    reference: str
    name: str
    country: str
    city: str
    languages: tuple[str, ...]
    description: str
    founded: int | None = None
    website: str = ""
    size: str = ""


@dataclass(frozen=True, slots=True)
class EenProfile:
    """One profile; `project` is the reference that an offer and a request of the same project share."""

    reference: str
    project: str
    type: str
    company: EenCompany
    language: str
    title: str
    short_summary: str
    description: str
    partnerships: tuple[str, ...]
    stage: str
    technology_keywords: tuple[str, ...] = ()
    market_keywords: tuple[str, ...] = ()
    advantages_and_innovation: str = ""
    expertise_sought: str = ""
    partner_role: str = ""
    ipr: str = ""
    ipr_notes: str = ""
    partners_sought: tuple[str, ...] = ()
    published_on: date | None = None
    expires_on: date | None = None

    @property
    def is_offer(self) -> bool:
        return self.type in OFFERS


@dataclass(frozen=True, slots=True)
class Source:
    """A project on its way out, with its company, both known by their public ids."""

    company: CompanyRecord
    project: ProjectRecord
    published_on: date | None = None
    expires_on: date | None = None


def make_profiles(source: Source) -> tuple[EenProfile, ...]:
    """The offer first, then the request; of both there is one only when no cooperation asks for the other."""
    return tuple(_make_profiles(source))


def _make_profiles(source: Source) -> Iterator[EenProfile]:
    cooperations = source.project.cooperations
    if offered := offered_partnerships(cooperations):
        yield _make_offer(source, offered)
    if requested := requested_partnerships(cooperations):
        yield _make_request(source, requested)


def offered_partnerships(cooperations: Cooperations) -> tuple[Partnership, ...]:
    """What the company provides, and the ventures it would found as an equal."""
    return _partnerships(
        kind
        for kind, role in cooperations
        if role == CooperationRole.PROVIDER or (kind, role) == (CooperationType.JOINT_VENTURE, CooperationRole.PEER)
    )


def requested_partnerships(cooperations: Cooperations) -> tuple[Partnership, ...]:
    """What the company seeks, and all it would do as an equal."""
    return _partnerships(kind for kind, role in cooperations if role != CooperationRole.PROVIDER)


def _partnerships(kinds: Iterator[str]) -> tuple[Partnership, ...]:
    return tuple(dict.fromkeys(PARTNERSHIP_OF[kind] for kind in kinds))


def offer_type(partnerships: Sequence[str]) -> ProfileType:
    is_technical = {Partnership.RESEARCH, Partnership.TECHNICAL_ASSISTANCE} & set(partnerships)
    return ProfileType.TECHNOLOGY_OFFER if is_technical else ProfileType.BUSINESS_OFFER


def request_type(cooperations: Cooperations) -> ProfileType:
    """Research among equals makes a research request; whoever only seeks research asks for technology."""
    if (CooperationType.JOINT_RESEARCH, CooperationRole.PEER) in cooperations:
        return ProfileType.RESEARCH_REQUEST
    sought = {kind for kind, role in cooperations if role == CooperationRole.SEEKER}
    is_technical = sought & {CooperationType.JOINT_RESEARCH, CooperationType.TECHNOLOGY_TRANSFER}
    return ProfileType.TECHNOLOGY_REQUEST if is_technical else ProfileType.BUSINESS_REQUEST


def _make_offer(source: Source, partnerships: tuple[Partnership, ...]) -> EenProfile:
    fields = source.project.fields
    return replace(
        _make_profile(source, "offer", offer_type(partnerships), partnerships),
        partner_role=plain_text(fields["seek"]),
        technology_keywords=tuple(fields["digital"][:MOST_KEYWORDS]),
        market_keywords=tuple(fields["green_objectives"][:MOST_KEYWORDS]),
    )


def _make_request(source: Source, partnerships: tuple[Partnership, ...]) -> EenProfile:
    """With the last keywords where there is an offer too, so that the two together hold ten of a kind."""
    fields = source.project.fields
    is_with_offer = bool(offered_partnerships(source.project.cooperations))
    window = slice(-MOST_KEYWORDS, None) if is_with_offer else slice(MOST_KEYWORDS)
    return replace(
        _make_profile(source, "request", request_type(source.project.cooperations), partnerships),
        expertise_sought=plain_text(fields["seek"]),
        technology_keywords=tuple(fields["digital"][window]),
        market_keywords=tuple(fields["green_objectives"][window]),
    )


def _make_profile(
    source: Source, side: str, profile_type: ProfileType, partnerships: tuple[Partnership, ...]
) -> EenProfile:
    """What offer and request have in common."""
    fields = source.project.fields
    return EenProfile(
        reference=f"{source.project.source_id}-{side}",
        project=source.project.source_id,
        type=profile_type.value,
        company=make_company(source.company),
        language=fields["language"],
        title=one_line(fields["title"]),
        short_summary=plain_text(fields["summary"]),
        description=plain_text(fields["offer"]),
        partnerships=tuple(entry.value for entry in partnerships),
        stage=stage_of(fields["trl"]).value,
        published_on=source.published_on,
        expires_on=source.expires_on,
    )


def make_company(record: CompanyRecord) -> EenCompany:
    fields = record.fields
    employees = fields.get("employees")
    return EenCompany(
        reference=record.source_id,
        name=one_line(fields["name"]),
        country=fields["country"],
        city=one_line(fields["city"]),
        languages=tuple(fields["languages"]),
        description=plain_text(fields["summary"]),
        founded=fields.get("founded"),
        website=plain_text(fields.get("website", "")),
        size="" if employees is None else size_of(employees).value,
    )


def plain_text(text: str) -> str:
    """The text as the readers take it."""
    return clean_paragraphs(NO_XML.sub("", text)).strip()


def one_line(text: str) -> str:
    return clean_line(NO_XML.sub("", text))
