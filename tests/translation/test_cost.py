"""What translations cost: a page of 20 cards takes hardly longer with them than with originals alone."""

from time import process_time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.services.directory import rebuild_directory
from tests.factories import ProjectFactory
from translation.models import Origin
from translation.services.writing import add_translations
from translation.texts import words_of

pytestmark = pytest.mark.django_db
ROUNDS = 15
MOST = 1.1
SLACK = 0.003
"""Seconds: what a clock of processes on a busy machine may be off."""


def seconds(*clients: Client) -> list[float]:
    """The least that each needs for the page, taken in turns: whatever else the machine does slows all down alike."""
    for client in clients:
        client.get("/projects/")
    return [min(times) for times in zip(*([_second(client) for client in clients] for _ in range(ROUNDS)), strict=True)]


def _second(client: Client) -> float:
    began = process_time()
    assert client.get("/projects/").status_code == 200
    return process_time() - began


def test_a_page_of_cards_takes_hardly_longer_with_translations() -> None:
    projects = [ProjectFactory(language="ko", title=f"누수 탐지기 {number}") for number in range(20)]
    rebuild_directory()
    french, german, korean = (Client(headers={"accept-language": code}) for code in ("fr", "de", "ko"))
    add_translations(
        (
            (words_of(getattr(project, name), "ko", project.company), "fr", f"Texte {name} {project.pk}")
            for project in projects
            for name in ("title", "summary")
        ),
        origin=Origin.COMPANY,
    )

    translated, without, at_home = seconds(french, german, korean)
    queries = [count_queries(client) for client in (french, german)]

    assert french.get("/projects/").content.decode().count("Texte title") == 20
    assert queries[0] == queries[1]
    assert translated <= MOST * without + SLACK, f"{translated:.4f} s with, {without:.4f} s without"
    assert translated <= MOST * at_home + SLACK, f"{translated:.4f} s, {at_home:.4f} s for a reader of the originals"


def count_queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get("/projects/")
    return len(captured)
