"""Gives a test run its own database and broker, thrown away afterwards, and lets no process outlive the test it is for.

The servers are there before Django reads its settings; `DATABASE_URL` and `REDIS_URL` in the environment are honoured.
Load it with `-p sgbc.embedded.pytest_plugin`.
"""

import os
import sys
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sgbc.embedded.errors import ServiceError
from sgbc.embedded.keeper import kept_servers
from sgbc.embedded.processes import adopt_orphans, descendants, end_with_descendants

CHECKOUT = Path(__file__).resolve().parents[2]
TEST_ENVIRONMENT = {
    "SGBC_MODE": "demonstration",
    "SECRET_KEY": "known to everybody, for it guards nothing but tests",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1],testserver",
    # Tests run side by side, a process to each core; threads of NumPy in each of them wait for one another.
    "OPENBLAS_NUM_THREADS": "1",
}
STARTS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn"}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Wrap the hook in which pytest-django reads the settings, so the addresses are there in time."""
    adopt_orphans()
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        _bring_servers(early_config)
    for name, value in TEST_ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    os.environ["REDIS_URL"] = _own_redis_database(os.environ["REDIS_URL"])
    early_config.pluginmanager.register(Leftovers())
    return (yield)


def _bring_servers(config: pytest.Config) -> None:
    brings_database = not os.environ.get("DATABASE_URL")
    stack = ExitStack()
    config.add_cleanup(stack.close)
    try:
        urls = stack.enter_context(kept_servers(CHECKOUT / "var" / "test-services"))
    except ServiceError as error:
        raise pytest.UsageError(str(error)) from error
    if brings_database:
        urls["DATABASE_URL"] = urls["DATABASE_URL"].replace("/sgbc?", f"/sgbc_{os.getpid()}?")
    os.environ.update(urls)


def _own_redis_database(url: str) -> str:
    """Each process of a parallel run has a numbered database of its own, so that it may empty it."""
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return f"{url.rpartition('/')[0]}/{number}"


class Leftovers:
    """Ends after each test what it started and did not end; what a fixture of more than one test starts stays."""

    def __init__(self) -> None:
        self.staying: set[int] = set()
        self.is_anything_started = True
        sys.addaudithook(self._hear)

    def _hear(self, event: str, _arguments: tuple[object, ...]) -> None:
        if event in STARTS:  # looking after every test would cost more than the tests
            self.is_anything_started = True

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        value = yield
        if fixturedef.scope != "function" and self.is_anything_started:
            self.staying |= {process.pid for process in descendants(os.getpid())}
        return value

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self) -> Generator[None, object, object]:
        if self.is_anything_started:
            self.staying |= {process.pid for process in descendants(os.getpid())}
        self.is_anything_started = False
        outcome = yield
        if self.is_anything_started:
            end_with_descendants(descendants(os.getpid(), but=self.staying))
            self.is_anything_started = False
        return outcome
