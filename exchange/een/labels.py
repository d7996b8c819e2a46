"""A profile as people read it: every field it fills, with its name and its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exchange.een.profiles import EenProfile
from exchange.een.terms import Partnership, ProfileType, Stage
from taxonomy.vocabulary import DigitalTechnology, GreenObjective
from values.formats.phrases import write_list


@dataclass(frozen=True, slots=True)
class ProfileRow:
    label: str | Promise
    text: str
    language: str = ""
    """Of the text, where it is the company's own words."""


TEXT_LABELS: dict[str, str | Promise] = {
    "title": _("Title"),
    "short_summary": _("Short summary"),
    "description": _("Description"),
    "expertise_sought": _("Specification or expertise sought"),
    "partner_role": _("Expected role of the partner"),
}


def profile_label(profile: EenProfile) -> str:
    return str(ProfileType(profile.type).label)


def profile_rows(profile: EenProfile) -> tuple[ProfileRow, ...]:
    """What an export of ours fills, in the order of the form."""
    return tuple(_profile_rows(profile))


def _profile_rows(profile: EenProfile) -> Iterator[ProfileRow]:
    for name, label in TEXT_LABELS.items():
        if text := getattr(profile, name):
            yield ProfileRow(label, text, profile.language)
    yield ProfileRow(_("Types of partnership"), _labels(Partnership, profile.partnerships))
    yield ProfileRow(_("Stage of development"), str(Stage(profile.stage).label))
    if profile.technology_keywords:
        yield ProfileRow(_("Technology keywords"), _labels(DigitalTechnology, profile.technology_keywords))
    yield ProfileRow(_("Market keywords"), _labels(GreenObjective, profile.market_keywords))


def _labels(choices: type[TextChoices], codes: Sequence[str]) -> str:
    return write_list(choices(code).label for code in codes)
