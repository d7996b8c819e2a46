"""The demonstration's translations: complete, within the limits, and true to the figures and names of the originals."""

import json
from typing import Any

import pytest

from companies.models import Company, Project, ProjectTranslation
from companies.seen import TEXTS
from demonstration.companies import PROFILES, SOURCE
from demonstration.translations import load_translations, read_summaries, read_translations
from exchange.services.imports import ImportOptions, import_companies
from taxonomy.languages import guess_language
from translation.models import Origin, Translation
from translation.protection import fault_in

LANGUAGES = {"en", "fr", "de", "ko"}
LIMITS = {"title": 100, "summary": 500, "offer": 700, "seek": 700}
TAKEN_FOR_FAULTS = {
    ("kr-37-p1", "summary"),  # nylon 6 is followed by a particle that also means ten thousand
    ("lu-36-p1", "summary"),  # the seventies
}
PROFILE_LINES: list[dict[str, Any]] = [json.loads(line) for line in PROFILES.read_text("utf-8").splitlines()]
PROJECTS = {project["id"]: project for line in PROFILE_LINES for project in line["projects"]}


def test_every_project_and_company_says_what_it_is_in_all_four_languages() -> None:
    projects = {key: set(written) | {PROJECTS[key]["language"]} for key, written in read_translations().items()}
    companies = {
        line["id"]: set(read_summaries()[line["id"]]) | {guess_language(line["summary"])} for line in PROFILE_LINES
    }

    assert set(projects) == set(PROJECTS)
    assert [key for key, languages in (projects | companies).items() if languages != LANGUAGES] == []


def test_translations_keep_to_the_limits_and_to_their_language() -> None:
    rows = [
        (key, name, language, text)
        for key, written in read_translations().items()
        for language, texts in written.items()
        for name, text in zip(TEXTS, texts, strict=False)
    ]

    assert [row[:3] for row in rows if not 0 < len(row[3]) <= LIMITS[row[1]]] == []
    assert [row[:3] for row in rows if row[1] != "title" and guess_language(row[3]) != row[2]] == []


def test_the_checks_on_machines_find_no_fault_in_them() -> None:
    faults = {
        (key, name): fault
        for key, written in read_translations().items()
        for language, texts in written.items()
        for name, text in zip(TEXTS, texts, strict=False)
        if (fault := fault_in(PROJECTS[key][name], PROJECTS[key]["language"], text, language))
    }

    assert {place: fault for place, fault in faults.items() if place not in TAKEN_FOR_FAULTS} == {}


@pytest.mark.django_db
@pytest.mark.processes
def test_loading_twice_adds_nothing_and_leaves_what_was_edited_alone() -> None:
    with PROFILES.open("rb") as stream:
        import_companies(stream, options=ImportOptions(SOURCE, is_publishing=True, is_updating=False))
    Project.objects.filter(source_id="kr-01-p1").update(summary="다른 글입니다.")
    Company.objects.filter(source_id="kr-02").update(summary="다른 글입니다.")

    load_translations(SOURCE, PROFILES)
    count = Translation.objects.count()
    load_translations(SOURCE, PROFILES)

    assert Translation.objects.count() == count > 3 * 2 * len(PROJECTS)
    assert ProjectTranslation.objects.count() == 3 * (len(PROJECTS) - 1)
    assert set(Translation.objects.values_list("origin", flat=True)) == {Origin.COMPANY}
    assert not Translation.objects.filter(original="다른 글입니다.").exists()
