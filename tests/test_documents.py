"""What the documents name exists: files, links, pages, commands, settings, packages."""

import os
import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from sgbc.environment import REQUIRED, REQUIRED_IN_PRODUCTION
from tests.structure import APPS, ROOT

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "demonstration/data/*.md")
    for path in ROOT.glob(pattern)
)
SKIPPED = {".git", ".venv", "var", "staticfiles"}
ENDINGS = "py|md|txt|toml|yaml|html|css|js|tsv|json|jsonl|png"
A_FILE = re.compile(rf"[\w./-]+\.(?:{ENDINGS})")
PLACEHOLDER = re.compile(r"[A-Z]{2,}")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`]+)`")
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
A_TEST = re.compile(r"(tests/[\w/]+\.py)::(test_\w+)")
MAKE = re.compile(r"\bmake ([a-z]+)")
MANAGE = re.compile(r"\bmanage\.py ([a-z_]+)")
MODULE = re.compile(r"\bpython -m ([\w.]+)|\bfrom (benchmarks\.[a-z_]+) import")
TARGET = re.compile(r"^([a-z]+):.*## ", re.MULTILINE)
ROW = re.compile(r"^\| (.+?) \|", re.MULTILINE)
A_VARIABLE = re.compile(r"`([A-Z][A-Z_]{2,})`")
LARGEST_PICTURE = 200_000


def read(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def spans_of(text: str) -> list[str]:
    """What stands in backticks, and every line of a block of code."""
    lines = [line for block in FENCE.findall(text) for line in block.splitlines()]
    return SPAN.findall(FENCE.sub("", text)) + lines


def first_cells(text: str) -> str:
    return "\n".join(ROW.findall(text))


def section(document: str, title: str) -> str:
    """What stands under a heading of the second order, up to the next."""
    return read(document).split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


@cache
def files() -> frozenset[str]:
    """Every file and folder of the repository, from its root."""
    found: set[str] = set()
    for place, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in SKIPPED]
        found |= {Path(place, name).relative_to(ROOT).as_posix() for name in (*folders, *names)}
    return frozenset(found)


def is_there(path: str) -> bool:
    """Whether a path from the root, or the end of one such as `services/partners.py`, is that of a file or folder."""
    plain = path.rstrip("/")
    return plain in files() or (bool(A_FILE.fullmatch(path)) and any(name.endswith(f"/{plain}") for name in files()))


def looks_like_a_path(word: str) -> bool:
    if PLACEHOLDER.match(word) and word not in files():
        return False  # FILE.jsonl stands for a file of the reader's
    is_from_the_root = "/" in word and word.partition("/")[0] in files()
    return is_from_the_root or bool(A_FILE.fullmatch(word))


def leads_nowhere(address: str) -> bool:
    """Whether no page or endpoint answers; endpoints may be named without what all their addresses begin with."""
    path = re.sub(r"\{\w+\}", "abc", address)
    for candidate in (path, f"/api/v1{path}"):
        try:
            if resolve(candidate).url_name not in {"missing", "nothing_here"}:
                return False
        except Resolver404:
            continue
    return path != "/api/v1/"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_a_document_leads_to_a_file(document: str) -> None:
    folder = (ROOT / document).parent
    links = [link.partition("#")[0] for link in LINK.findall(read(document)) if "://" not in link]

    assert [link for link in links if link.startswith("/") or not (folder / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_a_document_names_is_there(document: str) -> None:
    words = {word.partition("::")[0].strip("(),;:…") for span in spans_of(read(document)) for word in span.split()}

    assert [word for word in sorted(words) if looks_like_a_path(word) and not is_there(word)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_of_our_code_in_a_document_is_there(document: str) -> None:
    lost = []
    for span in spans_of(read(document)):
        app, *inner = span.split(".")
        if app in APPS and inner and all(part.isidentifier() for part in inner):
            *folders, name = inner
            module = "/".join([app, *folders])
            homes = [path for path in (f"{module}.py", f"{module}/__init__.py") if path in files()]
            lost += [] if any(re.search(rf"\b{name}\b", read(home)) for home in homes) else [span]

    assert lost == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_page_a_document_names_answers(document: str) -> None:
    addresses = {span for span in spans_of(read(document)) if re.fullmatch(r"/[\w/{}-]*/", span)}

    assert [address for address in sorted(addresses) if leads_nowhere(address)] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_a_document_names_exists(document: str) -> None:
    spans = "\n".join(spans_of(read(document)))
    modules = {first or second for first, second in MODULE.findall(spans)} - {"django"}

    assert set(MAKE.findall(spans)) - set(TARGET.findall(read("Makefile"))) == set()
    assert set(MANAGE.findall(spans)) - get_commands().keys() == set()
    assert [name for name in sorted(modules) if f"{name.replace('.', '/')}.py" not in files()] == []


def test_the_readme_tells_of_every_app_in_its_order() -> None:
    told = re.findall(r"^\| `(\w+)/` \|", section("README.md", "Where things are"), re.MULTILINE)

    assert told == list(APPS)


def test_hooks_before_a_commit_run_targets_that_exist() -> None:
    assert set(MAKE.findall(read(".pre-commit-config.yaml"))) - set(TARGET.findall(read("Makefile"))) == set()


def test_every_command_of_ours_is_listed() -> None:
    ours = {name for name, app in get_commands().items() if app in APPS}
    listed = {span.split()[0] for span in spans_of(first_cells(section("docs/commands.md", "`manage.py`")))}
    targets = MAKE.findall(first_cells(section("docs/commands.md", "`make`")))

    assert listed == ours
    assert sorted(targets) == sorted(TARGET.findall(read("Makefile")))


def test_every_setting_is_listed_and_no_other() -> None:
    known = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', read("sgbc/settings.py"))) | {
        *REQUIRED,
        *REQUIRED_IN_PRODUCTION,
    }

    assert set(A_VARIABLE.findall(first_cells(section("docs/settings.md", "Of the portal")))) == known


def test_every_variable_of_the_makefile_is_listed_and_no_other() -> None:
    makefile = read("Makefile")
    own = set(re.findall(r"^([A-Z_]+) :=", makefile, re.MULTILINE)) | {"MAKE"}
    asked = set(re.findall(r"\$\(([A-Z_]+)\)|\$\(if \$\(([A-Z_]+)|^ifn?def ([A-Z_]+)", makefile, re.MULTILINE))
    listed = set(A_VARIABLE.findall(first_cells(section("docs/settings.md", "Of the commands"))))

    assert {name for names in asked for name in names if name} - own <= listed
    assert [name for name in sorted(listed) if not re.search(rf"\b{name}\b", makefile)] == []


def test_every_requirement_has_its_reason_and_no_other() -> None:
    for path in sorted(ROOT.glob("requirements*.txt")):
        pinned = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", path.read_text("utf-8"), re.MULTILINE))
        title = next(line[3:] for line in read("docs/dependencies.md").splitlines() if f"`{path.name}`" in line)
        reasons = ROW.findall(section("docs/dependencies.md", title).partition("|---|---|")[2])

        assert {name for cell in reasons for name in cell.split(", ")} == pinned, path.name


def test_pictures_are_small_and_each_is_shown() -> None:
    pictures = sorted((ROOT / "docs" / "images").iterdir())

    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []
    assert [path.name for path in pictures if f"(docs/images/{path.name})" not in read("README.md")] == []


def test_every_test_that_is_named_is_there_and_every_promise_names_one() -> None:
    named = [match for document in DOCUMENTS for match in A_TEST.findall(read(document))]
    missing = [f"{path}::{name}" for path, name in named if f"\ndef {name}(" not in read(path)]

    promises = [line for line in read("docs/security.md").splitlines() if line.startswith("| ")]
    untried = [line for line in promises if "promise | kept in" not in line and "`tests/" not in line.split(" | ")[-1]]

    assert (missing, untried) == ([], [])
    assert len(promises) > 30
