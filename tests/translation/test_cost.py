"""What translations cost: a page of 20 cards takes hardly longer with them than with originals alone."""

from statistics import median
from time import process_time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.services.directory import rebuild_directory
from tests.factories import ProjectFactory
from translation.models import Origin, Translation
from translation.services.writing import add_translations
from translation.texts import words_of

pytestmark = pytest.mark.django_db
ROUNDS = 15
MOST = 1.1
SLACK = 0.003
"""Seconds: what a clock of processes on a busy machine may be off."""


def seconds(client: Client) -> float:
    began = process_time()
    assert client.get("/projects/").status_code == 200
    return process_time() - began


def test_a_page_of_cards_takes_hardly_longer_with_translations() -> None:
    projects = [ProjectFactory(language="ko", title=f"누수 탐지기 {number}") for number in range(20)]
    rebuild_directory()
    client = Client(headers={"accept-language": "fr"})
    client.get("/projects/")

    without = median(seconds(client) for _round in range(ROUNDS))
    with CaptureQueriesContext(connection) as before:
        client.get("/projects/")
    add_translations(
        (
            (words_of(getattr(project, name), "ko", project.company), "fr", f"Texte {name} {project.pk}")
            for project in projects
            for name in ("title", "summary")
        ),
        origin=Origin.COMPANY,
    )
    with_them = median(seconds(client) for _round in range(ROUNDS))
    with CaptureQueriesContext(connection) as after:
        client.get("/projects/")

    korean = Client(headers={"accept-language": "ko"})
    korean.get("/projects/")
    at_home = median(seconds(korean) for _round in range(ROUNDS))

    assert client.get("/projects/").content.decode().count("Texte title") == 20
    assert Translation.objects.count() == 40
    assert len(after) == len(before)
    assert with_them <= MOST * without + SLACK, f"{with_them:.4f} s with, {without:.4f} s without"
    assert with_them <= MOST * at_home + SLACK, f"{with_them:.4f} s with, {at_home:.4f} s for a reader of the originals"
