"""Gives a test run its own PostgreSQL and Valkey, thrown away afterwards, before Django reads its settings.

`DATABASE_URL` and `REDIS_URL` in the environment are honoured. Runs at the same time share the servers, so each names
its database after its own process. Load it with `-p sgbc.embedded.pytest_plugin`.
"""

import os
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sgbc.embedded import ServiceError, services

CHECKOUT = Path(__file__).resolve().parents[2]
TEST_ENVIRONMENT = {
    "SGBC_MODE": "demonstration",
    "SECRET_KEY": "known to everybody, for it guards nothing but tests",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],testserver",
}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Wrap the hook in which pytest-django reads the settings, so the addresses are there in time."""
    brings_database = not os.environ.get("DATABASE_URL")
    stack = ExitStack()
    early_config.add_cleanup(stack.close)
    try:
        urls = stack.enter_context(services(CHECKOUT / "var" / "test-services", durable=False))
    except ServiceError as error:
        raise pytest.UsageError(str(error)) from error
    if brings_database:
        urls["DATABASE_URL"] = urls["DATABASE_URL"].replace("/sgbc?", f"/sgbc_{os.getpid()}?")
    for name, value in (TEST_ENVIRONMENT | urls).items():
        os.environ.setdefault(name, value)
    os.environ["REDIS_URL"] = _own_redis_database(os.environ["REDIS_URL"])
    return (yield)


def _own_redis_database(url: str) -> str:
    """Each process of a parallel run has a numbered database of its own, so that it may empty it."""
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return f"{url.rpartition('/')[0]}/{number}"
