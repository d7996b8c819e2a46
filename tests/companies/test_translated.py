"""The directory by the API has the texts in the language of the call beside the originals."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import ProjectFactory
from translation.models import Origin
from translation.services.writing import write_translations
from translation.texts import words_of

pytestmark = pytest.mark.django_db


def test_a_project_has_its_texts_in_the_language_of_the_call() -> None:
    project = ProjectFactory(language="ko", title="누수 탐지")
    words = words_of(project.title, "ko", project.company)
    write_translations([(words, "Détection de fuites")], "fr", origin=Origin.COMPANY, by=None)
    path = f"/api/v1/projects/{project.public_id}/"

    french = Client().get(path, headers={"accept-language": "fr"}).json()
    german = Client().get(path, headers={"accept-language": "de"}).json()

    assert french["title"] == german["title"] == "누수 탐지"
    assert french["translation"] == {
        "language": "fr",
        "made_by": "company",
        "title": "Détection de fuites",
        "summary": None,
        "offer": None,
        "seek": None,
    }
    assert german["translation"] is None


def test_a_list_asks_once_for_all_translations() -> None:
    counts = []
    for _number in range(2):
        ProjectFactory(language="ko")
        ProjectFactory(language="ko")
        with CaptureQueriesContext(connection) as queries:
            Client().get("/api/v1/projects/", headers={"accept-language": "fr"})
        counts.append(sum("translation_translation" in query["sql"] for query in queries))

    assert counts in ([1, 1], [0, 0])
