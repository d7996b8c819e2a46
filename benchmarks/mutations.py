"""Puts small faults into the code whose failure would cost most, and counts how many of them the tests notice.

    python -m benchmarks.mutations [--only jobs/leases.py ...] [--share 1.0] [--workers 2] [--log FILE]

Each fault is one edit in a copy of the checkout, chosen by a fixed seed; `benchmarks/mutation_plan.py` says how many
for each file and which tests are asked, the quickest first. A run that fails or does not end in time has noticed.
Faults are tried in branches of one run for each file (`benchmarks/mutation_trials.py`); a survivor is tried again in a
run of its own before it is called one. What nobody can notice is not counted. The exit code is 1 when fewer than 95 %
were noticed.
"""

import argparse
import importlib
import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path

from benchmarks.mutants import Mutant, mutants_of
from benchmarks.mutation_plan import EQUIVALENT, FURTHER, PLAN
from benchmarks.mutation_workers import CHECKOUT, Worker, drop_database, make_template, template
from sgbc.embedded.keeper import kept_servers

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
