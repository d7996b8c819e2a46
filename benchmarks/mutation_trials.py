"""Trying faults one after the other in branches of one run of pytest: each costs its tests, and no start.

One test runs first, which brings the database. Then for each fault the process branches off: the branch executes
the module anew with the fault, puts what is new wherever the old was imported, and runs the tests until one fails. What
no name leads to (a decorator that did its work, a default that was read) stays as it was, so a fault that survives here
is to be tried again from the start; and the module without a fault goes first, for it must survive.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import FunctionType

import hypothesis
import pytest
from django.db import connections
from kombu import pools

LONGEST = 600.0  # seconds for the tests of one file
IN_TIME = 124  # the exit code of a run that had to be ended


def wait_for(pid: int, *, seconds: float) -> int:
    """The exit code; the whole group is ended when it does not come in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return IN_TIME


class Trials:
    """A plugin of pytest; `heard` gets the number of each fault (-1 for none), its exit code and what failed."""

    def __init__(
        self, path: str, sources: Sequence[bytes], *, note: Path, renew: Callable[[], None], heard: Path
    ) -> None:
        self.path, self.sources, self.note, self.renew, self.heard = path, sources, note, renew, heard
        self.failure = ""

    def pytest_configure(self) -> None:
        """The first example that fails will do: finding the smallest takes minutes."""
        hypothesis.settings.register_profile(
            "mutations", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate], database=None, deadline=None
        )
        hypothesis.settings.load_profile("mutations")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            errors = [line for line in report.longreprtext.splitlines() if line.startswith("E ")]
            self.failure = f"{report.nodeid} {errors[0] if errors else ''}"

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._bring_fixtures(session)
        seconds = LONGEST
        for number, source in self._all_sources():
            started = time.monotonic()
            code = self._branch(session, source, seconds=seconds)
            with self.heard.open("a") as stream:
                stream.write(f"{number}\t{code}\t{self.note.read_text()[:300]!r}\n")
            if number < 0:
                seconds = 30 + 3 * (time.monotonic() - started)
            if number < 0 and code:
                break
        return True

    def _bring_fixtures(self, session: pytest.Session) -> None:
        """Fixtures of the whole session stay, so that every branch finds the database made."""
        with_database = (item for item in session.items if item.get_closest_marker("django_db"))
        self._first_failure(session, [next(with_database, session.items[0])])

    def _all_sources(self) -> Iterator[tuple[int, bytes]]:
        yield -1, Path(self.path).read_bytes()
        yield from enumerate(self.sources)

    def _branch(self, session: pytest.Session, source: bytes, *, seconds: float) -> int:
        self._let_go()
        self.note.write_text("")
        pid = os.fork()
        if pid == 0:
            os.setpgid(0, 0)
            os._exit(self._try(session, source))
        code = wait_for(pid, seconds=seconds)
        if code not in {0, 1}:
            self.renew()
        return code

    def _let_go(self) -> None:
        """Connections are of one process."""
        connections.close_all()
        pools.reset()

    def _try(self, session: pytest.Session, source: bytes) -> int:
        try:
            replace_module(self.path, source)
        except BaseException as error:
            self.note.write_text(f"does not load: {error!r}")
            return 1
        is_noticed = self._first_failure(session, session.items)
        self.note.write_text(self.failure)
        return int(is_noticed)

    def _first_failure(self, session: pytest.Session, items: Sequence[pytest.Item]) -> bool:
        """What comes next is the session, so that only its fixtures stay."""
        self.failure = ""
        for item, following in zip(items, [*items[1:], session], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failure:
                return True
        return False


def replace_module(path: str, source: bytes) -> None:
    """Execute the module anew, and lead every module of ours from its old names to the new; classes stay themselves."""
    module = sys.modules[path.removesuffix(".py").replace("/", ".")]
    old = dict(vars(module))
    exec(compile(source, str(module.__file__), "exec", dont_inherit=True), vars(module))
    for name, value in old.items():
        if isinstance(value, type) and value.__module__ == module.__name__:
            _renew_class(value, vars(module)[name])
            setattr(module, name, value)
    here = str(Path.cwd())
    for other in list(sys.modules.values()):
        if other is not module and (getattr(other, "__file__", None) or "").startswith(here):
            for name, value in list(vars(other).items()):
                if name in old and value is old[name] and not name.startswith("__"):
                    setattr(other, name, vars(module)[name])


def _renew_class(old: type, new: type) -> None:
    for name, value in vars(new).items():
        function, fresh = _function(vars(old).get(name)), _function(value)
        if function and fresh and function.__code__.co_freevars == fresh.__code__.co_freevars:
            function.__code__ = fresh.__code__
            function.__defaults__, function.__kwdefaults__ = fresh.__defaults__, fresh.__kwdefaults__


def _function(value: object) -> FunctionType | None:
    value = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
    return value if isinstance(value, FunctionType) else None
