"""The fields of a profile that staff may remark on, in the order in which they are read, and what they say."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from companies.models import Company, Project
from taxonomy.languages import NAMES, guess_language, name_language
from taxonomy.vocabulary import DigitalTechnology, GreenObjective
from values.formats.money import write_stated
from values.formats.numbers import write_number
from values.formats.phrases import write_list

Labels = dict[str, str | Promise]


def _label(model: type[Company | Project], name: str) -> str | Promise:
    return model._meta.get_field(name).verbose_name  # type: ignore[union-attr]


COMPANY_FIELDS: Labels = {
    name: _label(Company, name)
    for name in (
        *("name", "name_local", "summary", "city", "founded", "registration_number", "employees", "turnover"),
        *("is_sme_eu", "is_sme_korea", "website", "languages", "nace"),
    )
}
PROJECT_FIELDS: Labels = {
    **{name: _label(Project, name) for name in ("title", "summary", "offer", "seek")},
    "cooperations": gettext_lazy("cooperation"),
    **{name: _label(Project, name) for name in ("green_objectives", "digital", "trl")},
    "partner_trl": gettext_lazy("technology levels accepted"),
    "language": _label(Project, "language"),
}


OTHER_LABELS: Labels = {
    "claim": gettext_lazy("name or number that staff did not accept"),
    "contact": pgettext_lazy("field", "contact details"),
    "country": _label(Company, "country"),
    "projects": gettext_lazy("projects"),
    "sme_year": _label(Company, "sme_year"),
    "turnover_currency": _label(Company, "turnover_currency"),
    "status": gettext_lazy("status"),
}


@dataclass(frozen=True, slots=True)
class FieldRow:
    name: str
    label: str | Promise
    text: str
    """What the profile says, in the reader's language where it is a code; empty when it says nothing."""
    language: str = ""
    """Of a text the company wrote; empty for what we wrote."""


def label_of(name: str) -> str | Promise:
    """The name people know a field by; a field of both models is called the same in both."""
    base, _blank, rest = name.partition(" (")  # a translation's, like `title (fr)`
    label = PROJECT_FIELDS.get(base) or COMPANY_FIELDS.get(base) or OTHER_LABELS.get(base) or base
    code = rest.rstrip(")")
    return format_lazy("{} ({})", label, NAMES.get(code, code)) if code else label


def company_rows(company: Company) -> list[FieldRow]:
    own_words = ("name", "name_local", "summary", "city")
    texts = {name: _describe(getattr(company, name)) for name in COMPANY_FIELDS}
    texts["languages"] = write_list(map(name_language, company.languages))
    for name in ("founded", "registration_number"):
        texts[name] = str(getattr(company, name) or "")
    if money := company.stated_turnover:
        texts["turnover"] = write_stated(money)
    return [
        FieldRow(name, label, texts[name], guess_language(texts[name]) if name in own_words else "")
        for name, label in COMPANY_FIELDS.items()
    ]


def project_rows(project: Project) -> list[FieldRow]:
    own_words = ("title", "summary", "offer", "seek")
    texts = {name: str(getattr(project, name)) for name in own_words}
    texts |= {
        "cooperations": _join(project.cooperations.all()),
        "green_objectives": _join(GreenObjective(code).label for code in project.green_objectives),
        "digital": _join(DigitalTechnology(code).label for code in project.digital),
        "trl": str(project.trl),
        "partner_trl": "{} – {}".format(*project.partner_trl)
        if project.partner_trl
        else pgettext("technology level, choice", "Any level"),
        "language": name_language(project.language),
    }
    return [
        FieldRow(name, label, texts[name], project.language if name in own_words else "")
        for name, label in PROJECT_FIELDS.items()
    ]


def _describe(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return _join(value)
    return write_number(value) if isinstance(value, int) else str(value)


def _join(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values)
