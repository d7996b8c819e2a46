"""Who works on the queues of the desk."""

import pytest
from django.test import Client

from tests.factories import (
    ReviewerFactory,
)


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(ReviewerFactory())
    return client
