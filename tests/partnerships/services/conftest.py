"""What the services of requests tell the other apps."""

from collections.abc import Iterator
from typing import Any

import pytest

from partnerships.signals import request_accepted


@pytest.fixture
def accepted() -> Iterator[list[int]]:
    """The ids told by `request_accepted` during the test."""
    heard: list[int] = []

    def hear(request_id: int, **_kwargs: Any) -> None:
        heard.append(request_id)

    request_accepted.connect(hear)
    yield heard
    request_accepted.disconnect(hear)
