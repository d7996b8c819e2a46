"""Puts small faults into the code whose failure would cost most, and counts how many of them the tests notice.

    python -m benchmarks.mutations [--only jobs/leases.py ...] [--share 1.0] [--workers 2] [--log FILE]

Each fault is one edit in a copy of the checkout, chosen by a fixed seed; PLAN says how many for each file and which
tests are asked, the quickest first. A run that fails or does not end in time has noticed. Faults are tried in branches
of one run for each file (`benchmarks/mutation_trials.py`); a survivor is tried again in a run of its own before it is
called one. A worker keeps its database until a run that was cut short may have left something in it. What nobody can
notice is in EQUIVALENT with the reason, and not counted. The exit code is 1 when fewer than 95 % were noticed.
"""

import argparse
import importlib
import os
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg2
import pytest

from benchmarks.mutants import Mutant, mutants_of
from benchmarks.mutation_trials import Trials, wait_for
from sgbc.embedded.keeper import kept_servers

CHECKOUT = Path(__file__).resolve().parents[1]
RUN = os.getpid()
SEED = 2026
ENOUGH = 0.95
ALONE = 400.0  # seconds that a run of its own may need on a busy machine
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "var", "docs", "*.log", ".mypy_cache", ".ruff_cache", ".hypothesis"
)
# What takes most of the time in which a run starts, loaded once before the runs branch off.
COMMON = (
    "django.test", "django.contrib.postgres.search", "django.core.mail", "psycopg2.extras", "numpy", "numba", "celery",
    "kombu", "redis", "ortools.graph.python.min_cost_flow", "PIL.Image", "openpyxl", "css_inline", "holidays",
    "aiosmtpd.controller", "http.server", "phonenumbers", "jsonschema", "yaml", "time_machine",
)  # fmt: skip

A, C, M, N, P = "tests/accounts", "tests/companies", "tests/matching", "tests/notifications", "tests/partnerships"
ENGINE = f"{M}/engine"
PLAN: dict[str, tuple[int, str]] = {
    "matching/engine/criteria.py": (14, f"{ENGINE}/test_criteria.py {ENGINE}/test_scoring.py"),
    "matching/engine/scoring.py": (9, f"{ENGINE}/test_scoring.py"),
    "matching/engine/weights.py": (4, f"{ENGINE}/test_weights.py {ENGINE}/test_scoring.py"),
    "matching/engine/candidates.py": (5, f"{ENGINE}/test_candidates.py"),
    "matching/engine/evaluation.py": (6, f"{ENGINE}/test_evaluation.py"),
    "matching/engine/exposure.py": (4, f"{ENGINE}/test_exposure.py"),
    "matching/engine/centring.py": (6, f"{ENGINE}/test_centring.py {ENGINE}/test_arrays.py"),
    "matching/engine/passages.py": (6, f"{ENGINE}/test_passages.py"),
    "accounts/permissions.py": (5, f"{A}/test_permissions.py"),
    "accounts/scopes.py": (5, "tests/api/test_access.py"),
    "companies/permissions.py": (11, f"{C}/test_permissions.py {C}/views"),
    "matching/permissions.py": (3, f"{M}/test_permissions.py"),
    "notifications/permissions.py": (6, f"{N}/test_permissions.py {N}/test_webhook_views.py"),
    "partnerships/permissions.py": (10, f"{P}/test_permissions.py {P}/views/test_rooms.py {P}/views/test_requests.py"),
    "rest/permissions.py": (2, "tests/api/test_access.py tests/api/test_directory.py"),
    "jobs/leases.py": (14, "tests/jobs/test_leases.py"),
    "jobs/enqueueing.py": (5, "tests/jobs/test_enqueueing.py"),
    "partnerships/services/consents.py": (
        14,
        f"{P}/services/test_consents.py {P}/services/test_consent_times.py",
    ),
    "partnerships/services/consent_times.py": (8, f"{P}/services/test_consent_times.py"),
    "partnerships/services/introductions.py": (
        7,
        f"{P}/services/test_introductions.py {P}/test_receivers.py {P}/test_webhook_publishers.py",
    ),
    "notifications/services/outcomes.py": (
        12,
        f"{N}/services/test_outcomes.py {N}/services/test_sending.py",
    ),
    "notifications/services/sending.py": (10, f"{N}/services/test_sending.py"),
    "notifications/services/queueing.py": (
        9,
        f"{N}/services/test_queueing.py {N}/test_backends.py {P}/services/test_consents.py",
    ),
    "notifications/services/presend_checks.py": (
        6,
        f"{N}/services/test_sending.py {N}/services/test_choices.py",
    ),
    "notifications/smtp.py": (14, f"{N}/test_smtp.py"),
    "matching/services/reviews.py": (10, f"{M}/test_reviews.py {M}/test_stale_decisions.py"),
    "matching/services/responses.py": (9, f"{M}/test_reviews.py {M}/test_stale_decisions.py"),
    "matching/seen.py": (6, f"{M}/test_seen.py {M}/test_stale_decisions.py"),
}  # fmt: skip
# Asked of survivors alone: with processes and connections of their own, so they take long.
FURTHER = {
    "matching/engine/criteria.py": f"{ENGINE}/test_explanations.py",
    "notifications/smtp.py": f"{N}/services/test_sending.py",
    "partnerships/services/consents.py": f"{P}/test_confidential.py {P}/test_races.py",
    "partnerships/services/consent_times.py": f"{P}/test_races.py",
    "partnerships/services/introductions.py": f"{P}/test_races.py",
    "notifications/services/outcomes.py": f"{N}/services/test_crashes.py",
    "notifications/services/sending.py": f"{N}/services/test_crashes.py",
}
EQUIVALENT: dict[str, str] = {
    "notifications/services/sending.py: return False => return None": "its caller asks only whether it is true",
    "notifications/services/outcomes.py: once_only = handed_over.exclude(kind__in=REPEATABLE_KINDS) => "
    "once_only = handed_over.exclude()": "the loop before it left no repeatable mail in this state",
    "notifications/services/outcomes.py: @transaction.atomic => ": "of what it decorates one statement writes",
    "notifications/smtp.py: return 500 <= self.code < 600 => return 500 <= self.code < 601": (
        "no reply has a code from 600 on: `_reply` refuses it"
    ),
}


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


ARGUMENTS = ["-q", "--reuse-db", "--nomigrations", "-m", "not browser", "-p", "no:cacheprovider", "-p", "no:xdist",
             "-W", "ignore::pytest.PytestAssertRewriteWarning", "-o", "console_output_style=classic"]  # fmt: skip


@dataclass
class Tally:
    """What became of the faults in one file."""

    path: str
    noticed: int = 0
    survivors: list[Mutant] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.noticed + len(self.survivors)

    def __str__(self) -> str:
        return f"{self.path:45} {self.count:4} {self.noticed:4} {len(self.survivors):4}"


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
    arguments = ["--create-db", "--migrations", f"{M}/test_permissions.py"]
    answer = worker.ask_pytest(arguments, database=template(worker.url), seconds=300)
    if answer.code != 0:
        raise SystemExit(f"The tests of an unchanged checkout do not pass.\n{answer.text}")


def chosen(path: str, count: int) -> list[Mutant]:
    """The same ones each time, in the order of the file."""
    known = mutants_of(CHECKOUT, path)
    picked = random.Random(f"{SEED}:{path}").sample(known, min(count, len(known)))
    return sorted((mutant for mutant in picked if mutant.key not in EQUIVALENT), key=lambda mutant: mutant.line)


def try_file(worker: Worker, path: str, mutants: Sequence[Mutant], tell: "Log") -> Tally:
    tests, tally = PLAN[path][1], Tally(path)
    try:
        heard = worker.branch(path, mutants, tests)
    except RuntimeError as error:
        tell(str(error))
        raise
    for number, mutant in enumerate(mutants):
        code, why = heard.get(number, (0, ""))
        is_noticed = bool(code)
        if not is_noticed:
            is_noticed, why = _try(worker, mutant, f"{tests} {FURTHER.get(path, '')}", seconds=ALONE)
        tally.noticed += is_noticed
        tally.survivors += [] if is_noticed else [mutant]
        tell(f"{'noticed ' if is_noticed else 'SURVIVED'} {mutant}\n  {why}")
    tell(str(tally))
    return tally


def _try(worker: Worker, mutant: Mutant, tests: str, *, seconds: float) -> tuple[bool, str]:
    place = worker.folder / mutant.path
    place.write_bytes(mutant.source)
    try:
        answer = worker.run(tests, seconds=seconds)
    finally:
        shutil.copy2(CHECKOUT / mutant.path, place)
    found = re.findall(r"^(?:FAILED|ERROR) .*$|^E  +.*$|^\w+Error\b.*$", answer.text, re.MULTILINE)
    return answer.code != 0, f"alone: {answer.code} in {answer.seconds:.0f} s: {found[-1][:200] if found else ''}"


class Log:
    """Prints, and keeps what it printed."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def __call__(self, text: str) -> None:
        print(text, flush=True)
        if self.path:
            with self.path.open("a") as stream:
                stream.write(text + "\n")


def _load_common() -> None:
    for name in COMMON:
        importlib.import_module(name)


@contextmanager
def _workers(count: int) -> Iterator[SimpleQueue[Worker]]:
    """Copies with servers; nothing of them stays."""
    with ExitStack() as stack:
        urls = stack.enter_context(kept_servers(CHECKOUT / "var" / "test-services"))
        os.environ |= {"SGBC_MODE": "demonstration", "REDIS_URL": urls["REDIS_URL"]}
        places = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        free: SimpleQueue[Worker] = get_context("fork").SimpleQueue()
        stack.callback(drop_database, urls["DATABASE_URL"], template(urls["DATABASE_URL"]))
        for number in range(1, count + 1):
            shutil.copytree(CHECKOUT, places / str(number), ignore=NOT_COPIED)
            worker = Worker(number, places / str(number), urls["DATABASE_URL"])
            stack.callback(drop_database, worker.url, worker.database)
            if number == 1:
                make_template(worker)
            free.put(worker)
        yield free


def _try_all(paths: Sequence[str], *, share: float, workers: int, tell: Log) -> list[Tally]:
    """Workers are processes without threads, for a run that branches off a thread may wait for ever."""
    with _workers(workers) as free:
        context = get_context("fork")
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_take, initargs=(free,)) as pool:
            running = [pool.submit(_try_one, path, share, tell) for path in paths]
            return [future.result() for future in running]


_taken: list[Worker] = []


def _take(free: "SimpleQueue[Worker]") -> None:
    _taken.append(free.get())


def _try_one(path: str, share: float, tell: Log) -> Tally:
    return try_file(_taken[0], path, chosen(path, max(1, round(share * PLAN[path][0]))), tell)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", nargs="+", choices=PLAN, default=list(PLAN), metavar="FILE")
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--log", type=Path)
    options = parser.parse_args()
    _load_common()
    tell = Log(options.log)
    tallies = _try_all(options.only, share=options.share, workers=options.workers, tell=tell)
    count, noticed = sum(tally.count for tally in tallies), sum(tally.noticed for tally in tallies)
    tell("\n".join([f"{'file':45} made seen left", *map(str, tallies)]))
    for tally in tallies:
        tell("\n".join(map(str, tally.survivors)))
    tell(f"{noticed} of {count} faults were noticed: {noticed / count:.3f}")
    return 0 if noticed >= ENOUGH * count else 1


if __name__ == "__main__":
    sys.exit(main())
