"""Copies of the checkout, each with a database, in which runs of the tests are tried one after the other.

A worker keeps its database until a run that was cut short may have left something in it.
"""

import os
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg2
import pytest

from benchmarks.mutants import Mutant
from benchmarks.mutation_trials import Trials, wait_for

CHECKOUT = Path(__file__).resolve().parents[1]
RUN = os.getpid()
ARGUMENTS = ["-q", "--reuse-db", "--nomigrations", "-m", "not browser", "-p", "no:cacheprovider", "-p", "no:xdist",
             "-W", "ignore::pytest.PytestAssertRewriteWarning", "-o", "console_output_style=classic"]  # fmt: skip


class Answer(NamedTuple):
    """How a run ended, and the test that ended it."""

    code: int
    text: str
    seconds: float


@dataclass
class Worker:
    """A copy of the checkout with a database and a number in the broker, in which one fault at a time is tried."""

    number: int
    folder: Path
    url: str
    is_dirty: bool = True

    @property
    def database(self) -> str:
        return f"test_mutations_{RUN}_{self.number}"

    def run(self, tests: str, *, seconds: float) -> Answer:
        if self.is_dirty:
            renew_database(self.url, self.database)
        answer = self.ask_pytest(["-x", *tests.split()], database=self.database, seconds=seconds)
        self.is_dirty = answer.code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}
        return answer

    def branch(self, path: str, mutants: Sequence[Mutant], tests: str) -> dict[int, tuple[int, str]]:
        """By number the exit code of each fault and what noticed it; -1 stands for the module without any."""
        if self.is_dirty:
            renew_database(self.url, self.database)
        heard, note = self.folder.with_suffix(".heard"), self.folder.with_suffix(".note")
        heard.write_text("")
        trials = Trials(
            path,
            [mutant.source for mutant in mutants],
            note=note,
            renew=lambda: renew_database(self.url, self.database),
            heard=heard,
        )
        answer = self.ask_pytest(tests.split(), database=self.database, seconds=1200, plugins=[trials])
        self.is_dirty = answer.code != pytest.ExitCode.OK
        if not heard.read_text().startswith("-1\t0\t"):
            raise RuntimeError(
                f"{path}: the tests do not pass without any fault\n{heard.read_text()}\n{answer.text[-3000:]}"
            )
        rows = [line.split("\t", 2) for line in heard.read_text().splitlines()]
        return {int(number): (int(code), why) for number, code, why in rows}

    def ask_pytest(
        self, arguments: list[str], *, database: str, seconds: float, plugins: Sequence[object] = ()
    ) -> Answer:
        started, output = time.monotonic(), self.folder.with_suffix(".out")
        pid = os.fork()
        if pid == 0:
            self._run_as_child(arguments, database, output, plugins)
        code = wait_for(pid, seconds=seconds)
        return Answer(code, output.read_text(errors="replace"), time.monotonic() - started)

    def _run_as_child(self, arguments: list[str], database: str, output: Path, plugins: Sequence[object]) -> None:
        code = 70
        try:
            os.setpgid(0, 0)
            with output.open("w") as stream:
                os.dup2(stream.fileno(), 1)
                os.dup2(stream.fileno(), 2)
            address = self.url.replace("/sgbc?", f"/{database.removeprefix('test_')}?")
            os.environ |= {"DATABASE_URL": address, "PYTEST_XDIST_WORKER": f"gw{self.number}"}
            self._enter()
            code = pytest.main([*ARGUMENTS, *arguments], plugins=plugins)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _enter(self) -> None:
        """Let this process see the copy, and nothing of the checkout it was started from."""
        os.chdir(self.folder)
        sys.path[:] = [str(self.folder), *(place for place in sys.path if place not in {"", str(CHECKOUT)})]
        for name in list(sys.modules):
            if name.partition(".")[0] in {"sgbc", "benchmarks"}:
                del sys.modules[name]
        sys.dont_write_bytecode = True  # what is compiled now belongs to a fault


def template(url: str) -> str:
    return f"test_{urlsplit(url).path.strip('/')}_mutations_{RUN}"


@contextmanager
def _administration(url: str) -> Iterator[psycopg2.extensions.cursor]:
    connection = psycopg2.connect(url.replace("/sgbc?", "/postgres?"))
    connection.autocommit = True
    try:
        yield connection.cursor()
    finally:
        connection.close()


def drop_database(url: str, name: str) -> None:
    with _administration(url) as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def renew_database(url: str, name: str) -> None:
    """A database with all tables and no rows but those that migrations write."""
    drop_database(url, name)
    with _administration(url) as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template(url)}"')


def make_template(worker: Worker) -> None:
    """By the migrations, as every run of the tests does it."""
    arguments = ["--create-db", "--migrations", "tests/matching/test_permissions.py"]
    answer = worker.ask_pytest(arguments, database=template(worker.url), seconds=300)
    if answer.code != 0:
        raise SystemExit(f"The tests of an unchanged checkout do not pass.\n{answer.text}")
