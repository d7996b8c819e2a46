"""From checked profiles to company records: offers and requests of a project are put together again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from companies.models import Project
from companies.records import CompanyFields, CompanyRecord, ProjectFields, ProjectRecord
from exchange.een.profiles import EenCompany, EenProfile
from exchange.een.terms import COOPERATION_OF, TYPICAL_TRL, Partnership, ProfileType, text_limit
from exchange.een.texts import fit_text, join_texts
from exchange.errors import ProfileRefusedError
from exchange.tables.cells import to_digital, to_green
from taxonomy.vocabulary import CooperationRole, CooperationType, DigitalTechnology, GreenObjective

MOST_COOPERATIONS = 3
MAX_PROJECTS = 10


@dataclass(slots=True)
class Sides:
    """What one project offers and what it requests, as one or two profiles."""

    offer: EenProfile | None = None
    request: EenProfile | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def profiles(self) -> list[EenProfile]:
        return [profile for profile in (self.offer, self.request) if profile is not None]

    @property
    def leading(self) -> EenProfile:
        """The offer, or the request where there is none."""
        return self.profiles[0]


def make_record(profiles: Sequence[EenProfile]) -> tuple[CompanyRecord, list[str]]:
    """The record of the company that all these profiles are about, and what of them the portal cannot keep.

    Raises ProfileRefusedError when they contradict one another or lack what every project needs.
    """
    if not profiles:
        raise ProfileRefusedError([_("The document contains no profile.")])
    reasons = _differing_companies(profiles)
    notes: list[str] = []
    projects = []
    for sides in _pair_up(profiles, reasons):
        try:
            projects.append(_make_project(sides))
        except ProfileRefusedError as error:
            reasons += error.reasons
        notes += sides.notes
    if len(projects) > MAX_PROJECTS:
        reasons.append(_("A company can have up to %(limit)d projects.") % {"limit": MAX_PROJECTS})
    company = profiles[0].company
    if reasons:
        raise ProfileRefusedError(reasons, source_id=company.reference)
    return CompanyRecord(company.reference, company_fields(company), tuple(projects)), notes


def company_fields(company: EenCompany) -> CompanyFields:
    """What the document says; the class of size is no number of people and stays there."""
    fields: CompanyFields = {
        "name": company.name,
        "country": company.country,
        "city": company.city,
        "languages": list(company.languages),
        "summary": company.description,
    }
    if company.founded is not None:
        fields["founded"] = company.founded
    if company.website:
        fields["website"] = company.website
    return fields


def _differing_companies(profiles: Sequence[EenProfile]) -> list[str]:
    first = profiles[0]
    return [
        _("Profiles %(one)s and %(other)s describe the same company differently. Make them consistent.")
        % {"one": first.reference, "other": profile.reference}
        for profile in profiles
        if profile.company != first.company
    ]


def _pair_up(profiles: Sequence[EenProfile], reasons: list[str]) -> list[Sides]:
    """The sides of each project, in the order in which the projects begin."""
    projects: dict[str, Sides] = {}
    for profile in profiles:
        sides = projects.setdefault(profile.project, Sides())
        if (sides.offer if profile.is_offer else sides.request) is not None:
            words = _("Project %(project)s has two offers or two requests. It may have one of each.")
            reasons.append(words % {"project": profile.project})
        elif profile.is_offer:
            sides.offer = profile
        else:
            sides.request = profile
    return list(projects.values())


def _make_project(sides: Sides) -> ProjectRecord:
    leading = sides.leading
    reasons: list[str] = []
    if len({profile.language for profile in sides.profiles}) > 1:
        reasons.append(
            _(
                "language: the offer and the request of a project must be in the same language; otherwise "
                "import only one of them."
            )
        )
    green, digital = _read_keywords(sides)
    if not green:
        known = ", ".join(GreenObjective.values)
        words = _("market_keywords: the portal needs an environmental objective; add at least one of: %(known)s.")
        reasons.append(words % {"known": known})
    cooperations = read_cooperations(sides.offer, sides.request)
    if len(cooperations) > MOST_COOPERATIONS:
        words = _(
            "partnerships: offer and request together state more than %(limit)d types of cooperation; leave some out."
        )
        reasons.append(words % {"limit": MOST_COOPERATIONS})
    if reasons:
        words = _("profile %(reference)s, %(reason)s")
        raise ProfileRefusedError([words % {"reference": leading.reference, "reason": reason} for reason in reasons])
    _note_what_is_left(sides)
    fields: ProjectFields = {
        "language": leading.language,
        "green_objectives": green,
        "digital": digital,
        "trl": TYPICAL_TRL[leading.stage],
        **_read_texts(sides),
    }
    return ProjectRecord(leading.project, fields, cooperations)


def read_cooperations(offer: EenProfile | None, request: EenProfile | None) -> tuple[tuple[str, str], ...]:
    """The offer provides, the request seeks; a venture in both and research in a research request are among equals."""
    offered = _kinds(offer.partnerships) if offer else []
    requested = _kinds(request.partnerships) if request else []
    ventures = {CooperationType.JOINT_VENTURE} & set(offered) & set(requested)
    is_research = request is not None and request.type == ProfileType.RESEARCH_REQUEST
    among_equals = ventures | ({CooperationType.JOINT_RESEARCH} if is_research else set())
    provided = [(kind.value, CooperationRole.PROVIDER.value) for kind in offered if kind not in ventures]
    sought = [
        (kind.value, (CooperationRole.PEER if kind in among_equals else CooperationRole.SEEKER).value)
        for kind in requested
    ]
    return (*provided, *sought)


def _kinds(partnerships: Sequence[str]) -> list[CooperationType]:
    return list(dict.fromkeys(COOPERATION_OF[code] for code in partnerships))


def _read_keywords(sides: Sides) -> tuple[list[str], list[str]]:
    """Green objectives and digital technologies by their codes or by their names in any of our languages."""
    green: dict[str, None] = {}
    digital: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for profile in sides.profiles:
        for keyword in (*profile.market_keywords, *profile.technology_keywords):
            objectives, technologies = _codes_of(keyword)
            green |= dict.fromkeys(objectives)
            digital |= dict.fromkeys(technologies)
            unknown |= {} if objectives or technologies else {keyword: None}
    if unknown:
        _note(sides, _("keywords unknown to the portal are left out: %(names)s."), names=", ".join(unknown))
    return list(green), list(digital)


@lru_cache(maxsize=1024)
def _codes_of(keyword: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The green objectives and the digital technologies that the keyword names."""
    objectives = tuple(code for code in to_green(keyword) if code in GreenObjective.values)
    return objectives, tuple(code for code in to_digital(keyword) if code in DigitalTechnology.values)


def _read_texts(sides: Sides) -> ProjectFields:
    leading, request = sides.leading, sides.request
    seek = join_texts(request.expertise_sought, request.partner_role) if request else leading.partner_role
    texts = {
        "title": leading.title,
        "summary": leading.short_summary,
        "offer": join_texts(leading.description, leading.advantages_and_innovation),
        "seek": seek,
    }
    fitted = {name: _fit(sides, name, text) for name, text in texts.items()}
    return {"title": fitted["title"], "summary": fitted["summary"], "offer": fitted["offer"], "seek": fitted["seek"]}


def _fit(sides: Sides, name: str, text: str) -> str:
    limit = text_limit(name)
    kept = fit_text(text, limit)
    if kept != text:
        words = _("%(name)s: %(length)d characters; the portal keeps the first %(kept)d of them.")
        label = Project._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        _note(sides, words, name=label, length=len(text), kept=len(kept))
    return kept


def _note_what_is_left(sides: Sides) -> None:
    profiles = sides.profiles
    if any(profile.ipr or profile.ipr_notes for profile in profiles):
        _note(
            sides,
            _(
                "ipr: the portal has no field for intellectual property rights; "
                "mention them in the offer if they matter."
            ),
        )
    if any(profile.partners_sought for profile in profiles):
        _note(
            sides,
            _(
                "partners_sought: the portal has no field for types of partner; mention them in the description "
                "of what is sought."
            ),
        )
    if any(Partnership.LICENCE in profile.partnerships for profile in profiles):
        _note(sides, _("licence: the portal treats it as technology transfer, like technical assistance."))
    if sides.offer and sides.request and _is_saying_more(sides.offer, sides.request):
        _note(
            sides, _("title, texts and stage are taken from the offer; only what is sought is taken from the request.")
        )


def _is_saying_more(offer: EenProfile, request: EenProfile) -> bool:
    """Whether the two differ in what the portal stores only once."""
    names = ("title", "short_summary", "description", "stage")
    is_differing = any(getattr(offer, name) != getattr(request, name) for name in names)
    sought = join_texts(request.expertise_sought, request.partner_role)
    return is_differing or offer.partner_role != sought or bool(request.advantages_and_innovation)


def _note(sides: Sides, words: str, **values: object) -> None:
    noted = {"reference": sides.leading.reference, "note": words % values}
    sides.notes.append(_("Profile %(reference)s: %(note)s") % noted)
