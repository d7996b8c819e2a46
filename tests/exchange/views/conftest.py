"""Who imports and exports."""

import pytest
from django.test import Client

from tests.factories import AdministratorFactory, ReviewerFactory


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(AdministratorFactory())
    return client


@pytest.fixture
def reviewer() -> Client:
    client = Client()
    client.force_login(ReviewerFactory())
    return client
