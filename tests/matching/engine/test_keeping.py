"""Compiled loops that are kept between processes: of these sources alone, and only where something can be written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from matching.engine.fast.keeping import PREFIX, bring_folder, digest_of

ROOT = Path(__file__).resolve().parents[3]
FAST = Path("matching/engine/fast")
LOOPS = """
from typing import NamedTuple
from matching.engine.fast.compiled import compiled
class Numbers(NamedTuple):
    first: int
    second: int
@compiled
def add(numbers: Numbers) -> int:
    return numbers.first + numbers.second
if __name__ != "__main__":
    print(add(Numbers(1, 2)), sum(add.stats.cache_hits.values()))
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What compiles and keeps loops, and a small one to compile."""
    package = tmp_path / "checkout" / FAST
    package.mkdir(parents=True)
    for name in ("compiled.py", "keeping.py"):
        shutil.copy2(ROOT / FAST / name, package)
    (package / "tried.py").write_text(LOOPS)
    return tmp_path / "checkout"


def add_up(checkout: Path, **environment: str) -> str:
    """What a new process says: the sum, and how many loops it found compiled."""
    command = [sys.executable, "-c", "import matching.engine.fast.tried"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    answer = subprocess.run(
        command, cwd=checkout, env=kept | environment, capture_output=True, text=True, check=False, timeout=120
    )
    return answer.stdout.strip() or answer.stderr


def folders(place: Path) -> list[Path]:
    return sorted(place.rglob(f"{PREFIX}*"))


@pytest.mark.processes
def test_a_class_of_the_engine_may_be_renamed_although_loops_were_kept(checkout: Path) -> None:
    module = checkout / FAST / "tried.py"
    heard = [add_up(checkout), add_up(checkout)]
    before = folders(checkout)

    module.write_text(LOOPS.replace("Numbers", "Summands"))
    heard.append(add_up(checkout))

    assert heard == ["3 0", "3 1", "3 0"]
    assert len(before) == len(folders(checkout)) == 1
    assert before != folders(checkout)


@pytest.mark.processes
def test_loops_of_a_checkout_that_is_only_read_are_kept_in_the_users_cache_or_not_at_all(
    checkout: Path, tmp_path: Path
) -> None:
    (checkout / FAST / "__pycache__").write_text("no folder can be made here, whoever asks for it")
    cache = tmp_path / "cache"

    heard = [add_up(checkout, XDG_CACHE_HOME=str(cache)) for _time in range(2)]
    nowhere = add_up(checkout, XDG_CACHE_HOME="/dev/null")

    assert (heard, nowhere) == (["3 0", "3 1"], "3 0")
    assert [folder.parent for folder in folders(tmp_path)] == [cache / "sgbc"]


@pytest.mark.processes
def test_who_names_a_folder_for_numba_gets_the_loops_there(checkout: Path, tmp_path: Path) -> None:
    named = tmp_path / "named"

    heard = add_up(checkout, NUMBA_CACHE_DIR=str(named))

    assert heard == "3 0"
    assert [folder.parent for folder in folders(tmp_path)] == [named]


def test_the_digest_tells_any_change_of_the_sources(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "a.py").write_text("1\n")
    digests = [digest_of(tmp_path)]

    (tmp_path / "a.py").write_text("2\n")
    digests.append(digest_of(tmp_path))
    (tmp_path / "a.py").rename(tmp_path / "part" / "a.py")
    digests.append(digest_of(tmp_path))
    (tmp_path / "notes.txt").write_text("no source")

    assert len(set(digests)) == 3
    assert digest_of(tmp_path) == digests[-1]


def test_a_new_folder_deletes_those_of_other_digests_and_one_that_was_there_deletes_none(tmp_path: Path) -> None:
    (tmp_path / "module.pyc").write_text("")
    for digest in ("a", "b"):
        (tmp_path / f"{PREFIX}{digest}").mkdir()

    bring_folder([tmp_path], "a")
    afterwards = folders(tmp_path)
    bring_folder([tmp_path], "c")

    assert [folder.name for folder in afterwards] == [f"{PREFIX}a", f"{PREFIX}b"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{PREFIX}c", "module.pyc"]
