"""What a process started and what that started in turn: found, and ended with it."""

import ctypes
import os
import signal
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PROCESSES = Path("/proc")
SET_CHILD_SUBREAPER = 36  # of prctl(2)


class Process(NamedTuple):
    """A process id and when it began: an id is used again, both together are not."""

    pid: int
    began: str


def adopt_orphans() -> None:
    """Become the parent of whatever this process's descendants leave behind, so that it can be found."""
    with suppress(AttributeError, OSError):  # Linux alone can
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def descendants(pid: int, *, but: Collection[int] = ()) -> set[Process]:
    """Return all that `pid` started and that still runs, with what those started; `but` these and theirs."""
    parents = {process: parent for process, parent in _table() if process.pid not in but}
    return _offspring({pid}, parents)


def end_with_descendants(processes: Iterable[Process]) -> None:
    """Kill these and all they started, but for one whose id belongs to another by now; take note of one's own."""
    parents = dict(_table())
    alive = set(processes) & parents.keys()
    chosen = alive | _offspring({process.pid for process in alive}, parents)
    for process in chosen:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(process.pid, signal.SIGKILL)
    for process in chosen:
        with suppress(ChildProcessError):  # somebody else's child
            os.waitpid(process.pid, 0)


def _offspring(generation: set[int], parents: Mapping[Process, int]) -> set[Process]:
    found: set[Process] = set()
    while generation:
        born = {process for process, parent in parents.items() if parent in generation} - found
        found |= born
        generation = {process.pid for process in born}
    return found


def _table() -> Iterator[tuple[Process, int]]:
    """Yield every process that runs, with the id of its parent; none where the system does not tell."""
    for folder in PROCESSES.glob("[0-9]*"):
        if line := _text(folder / "stat"):
            state, parent, *fields = line.rpartition(")")[2].split()
            if state != "Z":
                yield Process(int(folder.name), fields[17]), int(parent)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:  # it ended meanwhile
        return ""
