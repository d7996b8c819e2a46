"""What the form of the Enterprise Europe Network cannot hold of a project, in words, field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company, Project
from companies.records import CompanyRecord, ProjectRecord
from exchange.een.profiles import Source, make_company, make_profiles
from exchange.een.records import company_fields, make_record
from exchange.een.terms import MOST_KEYWORDS, TRL_RANGES, PartnerKind, Stage, stage_of
from exchange.errors import ProfileRefusedError
from taxonomy.concepts import name_concept
from taxonomy.vocabulary import CooperationRole, CooperationType, DigitalTechnology, GreenObjective
from values.formats.phrases import write_list, write_with_aside

TEXTS = ("title", "summary", "offer", "seek")
COMPANY_TEXTS = ("name", "city", "summary", "website")


@dataclass(frozen=True, slots=True)
class Loss:
    """One field that an import of the document into an empty portal would not bring back as it was."""

    field: str
    """The column of Project, or of Company after `company.`; `cooperations` for the ways to cooperate."""
    label: str | Promise
    words: str


def find_losses(source: Source) -> tuple[Loss, ...]:
    """All of them, in the order of the project page; none is left out and none is told that is no loss."""
    profiles = make_profiles(source)
    if not profiles:
        words = _("The project does not state a type of cooperation yet, so no profile can be made from it.")
        return (Loss("cooperations", gettext_lazy("cooperation"), words),)
    try:
        held = make_record(profiles)[0].projects[0]
    except ProfileRefusedError as error:  # more cooperations than a project may have
        return (Loss("cooperations", gettext_lazy("cooperation"), " ".join(error.reasons)),)
    return (*_project_losses(source.project, held), *_company_losses(source.company))


def _project_losses(project: ProjectRecord, held: ProjectRecord) -> Iterator[Loss]:
    for name in TEXTS:
        if project.fields[name] != held.fields[name]:  # type: ignore[literal-required]
            yield _loss(name, _words_of_text())
    if set(project.cooperations) != set(held.cooperations):
        words = _("When the profile is imported again, the types of cooperation will be: %(names)s.") % {
            "names": _name_cooperations(held.cooperations)
        }
        yield Loss("cooperations", gettext_lazy("cooperation"), words)
    yield from _lost_keywords("green_objectives", project.fields["green_objectives"], held.fields["green_objectives"])
    yield from _lost_keywords("digital", project.fields["digital"], held.fields["digital"])
    if themes := project.fields.get("concepts"):
        names = write_list(map(name_concept, themes))
        yield _loss("concepts", _("The profile has no field for themes: %(names)s.") % {"names": names})
    if project.fields["trl"] != held.fields["trl"]:
        yield _loss("trl", _words_of_level(project.fields["trl"]))
    if project.fields.get("partner_trl_min") is not None:
        words = _("The profile has no field for the technology levels accepted: %(lowest)d to %(highest)d.")
        levels = {"lowest": project.fields["partner_trl_min"], "highest": project.fields["partner_trl_max"]}
        yield Loss("partner_trl_min", gettext_lazy("technology levels accepted"), words % levels)


def _company_losses(company: CompanyRecord) -> Iterator[Loss]:
    held = company_fields(make_company(company))
    for name in COMPANY_TEXTS:
        if company.fields[name] != held.get(name, ""):  # type: ignore[literal-required]
            yield _company_loss(name, _words_of_text())
    if company.fields.get("employees") is not None:
        words = _("The number of employees is given as a range: %(name)s.")
        size = PartnerKind(make_company(company).size).label
        yield _company_loss("employees", words % {"name": size})


def _loss(name: str, words: str) -> Loss:
    return Loss(name, Project._meta.get_field(name).verbose_name, words)  # type: ignore[union-attr]


def _company_loss(name: str, words: str) -> Loss:
    return Loss(f"company.{name}", Company._meta.get_field(name).verbose_name, words)  # type: ignore[union-attr]


def _words_of_text() -> str:
    return _("Invisible characters and leading or trailing spaces are left out.")


def _words_of_level(trl: int) -> str:
    stage = stage_of(trl)
    first, last = TRL_RANGES[stage]
    words = _("Level %(level)d is given as the stage “%(stage)s” (levels %(first)d to %(last)d).")
    return words % {"level": trl, "stage": Stage(stage).label, "first": first, "last": last}


def _lost_keywords(name: str, stored: Sequence[str], held: Sequence[str]) -> Iterator[Loss]:
    if list(stored) == list(held):
        return
    choices = GreenObjective if name == "green_objectives" else DigitalTechnology
    lost = [str(choices(code).label) for code in stored if code not in held]
    words = _("A profile can hold up to %(limit)d keywords of each kind; left out: %(names)s.")
    yield _loss(name, words % {"limit": MOST_KEYWORDS, "names": write_list(lost)})


def _name_cooperations(cooperations: Sequence[tuple[str, str]]) -> str:
    return write_list(
        write_with_aside(CooperationType(kind).label, CooperationRole(role).label) for kind, role in cooperations
    )
