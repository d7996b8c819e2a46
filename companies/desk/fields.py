"""The fields of a profile that staff may remark on, in the order in which they are read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Project

Labels = dict[str, str | Promise]


def _label(model: type[Company | Project], name: str) -> str | Promise:
    return model._meta.get_field(name).verbose_name  # type: ignore[union-attr]


COMPANY_FIELDS: Labels = {
    name: _label(Company, name)
    for name in (
        *("name", "name_local", "city", "founded", "employees", "turnover_eur", "website", "languages", "nace"),
        *("summary", "registration_number", "is_sme_eu", "is_sme_korea"),
    )
}
PROJECT_FIELDS: Labels = {
    **{name: _label(Project, name) for name in ("title", "summary", "offer", "seek")},
    "cooperations": _("cooperation"),
    **{name: _label(Project, name) for name in ("green_objectives", "digital", "trl")},
    "partner_trl": _("levels accepted in a partner"),
    "language": _label(Project, "language"),
}


def label_of(name: str) -> str | Promise:
    """The name people know a field by; a field of both models is called the same in both."""
    return PROJECT_FIELDS.get(name) or COMPANY_FIELDS.get(name) or name
