from typing import Any

import pytest
from django.test import Client


@pytest.mark.django_db
def test_health_says_that_everything_answers(client: Client) -> None:
    response = client.get("/health/")

    assert (response.status_code, response.json()) == (200, {"database": True, "broker": True})


@pytest.mark.django_db
def test_without_the_broker_the_portal_is_still_well(client: Client, settings: Any) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    response = client.get("/health/")

    assert (response.status_code, response.json()) == (200, {"database": True, "broker": False})
