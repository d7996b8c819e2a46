"""Programs that talk to the API, each with a token of its own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.services.tokens import create_token


class Program:
    """A client that shows a token and speaks JSON."""

    def __init__(self, key: str = "") -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"} if key else {})

    def get(self, address: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{address}", headers=headers)

    def post(self, address: str, body: object = None, **headers: str) -> Any:
        data = {} if body is None else body
        return self.client.post(f"/api/v1{address}", data, content_type="application/json", headers=headers)

    def patch(self, address: str, body: object, **headers: str) -> Any:
        return self.client.patch(f"/api/v1{address}", body, content_type="application/json", headers=headers)


@pytest.fixture
def program(db: None) -> Callable[..., Program]:
    """`program(user, "write")` acts for the user."""

    def make(user: User, scope: str = "write") -> Program:
        return Program(create_token(user, name="test", scope=scope, days=30)[1])

    return make


@pytest.fixture
def visitor(db: None) -> Program:
    return Program()
