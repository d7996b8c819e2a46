"""The demonstration in four languages: what its companies wrote of their own texts in the languages of the others."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypedDict

from django.db import transaction

from companies.models import Company, Project, ProjectTranslation
from companies.seen import TEXTS
from translation.models import Origin
from translation.queries import owners_with_translations
from translation.services.writing import add_translations
from translation.texts import Words, words_of

DATA = Path(__file__).resolve().parent / "data"
ByLanguage = Mapping[str, list[str]]
"""By language the title and the summary, perhaps the offer and what is sought."""


class Profile(TypedDict):
    """A line of the profiles, as far as it is needed here."""

    id: str
    summary: str
    projects: list[dict[str, object]]


@transaction.atomic
def load_translations(source: str, profiles: Path) -> None:
    """Add what is not there; what somebody wrote, changed or took away meanwhile stays as it is.

    `profiles` says what was translated: a text that is another one by now has no translation.
    """
    translations = list(_projects(source, profiles))
    ProjectTranslation.objects.bulk_create(
        ProjectTranslation(project=project, language=language, **dict(zip(TEXTS, texts, strict=False)))
        for project, written in translations
        for language, texts in written.items()
    )
    pairs = [pair for project, written in translations for pair in _pairs(project, written)]
    if rows := [*pairs, *_summaries(source, profiles)]:
        add_translations(rows, origin=Origin.COMPANY)


def read_translations() -> dict[str, ByLanguage]:
    """By the key of a project."""
    found: dict[str, ByLanguage] = {}
    for path in sorted((DATA / "translations").glob("*.json")):
        found |= json.loads(path.read_text("utf-8"))
    return found


def read_summaries() -> dict[str, dict[str, str]]:
    """By the key of a company and the language."""
    found: dict[str, dict[str, str]] = json.loads((DATA / "summaries.json").read_text("utf-8"))
    return found


def _projects(source: str, profiles: Path) -> Iterator[tuple[Project, ByLanguage]]:
    written = read_translations()
    originals = {str(line["id"]): line for company in _read(profiles) for line in company["projects"]}
    projects = Project.objects.filter(company__source=source, source_id__in=written, translations__isnull=True)
    for project in projects.select_related("company").order_by("pk"):
        original = originals.get(project.source_id, {})
        if all(_same(getattr(project, name), original.get(name)) for name in TEXTS):
            yield project, written[project.source_id]


def _pairs(project: Project, written: ByLanguage) -> Iterator[tuple[Words, str, str]]:
    for language, texts in written.items():
        for name, text in zip(TEXTS, texts, strict=False):
            yield words_of(getattr(project, name), project.language, project.company), language, text


def _summaries(source: str, profiles: Path) -> Iterator[tuple[Words, str, str]]:
    written = read_summaries()
    originals = {company["id"]: company["summary"] for company in _read(profiles)}
    begun = owners_with_translations()
    for company in Company.objects.filter(source=source, source_id__in=written).order_by("pk"):
        words = words_of(company.summary, company.summary_language, company)
        if _same(company.summary, originals.get(company.source_id)) and words.owner not in begun:
            yield from ((words, language, text) for language, text in written[company.source_id].items())


def _same(text: str, original: object) -> bool:
    """But for blanks, which are cleaned where texts come in."""
    return text.split() == str(original).split()


def _read(profiles: Path) -> list[Profile]:
    return [json.loads(line) for line in profiles.read_text("utf-8").splitlines()]
