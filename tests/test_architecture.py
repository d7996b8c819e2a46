"""The rules of the house that a linter of imports does not know; the order of apps and layers is in pyproject.toml."""

import ast
import re
import sys
import tomllib
from itertools import pairwise

from tests.structure import (
    APPS,
    ROOT,
    checks,
    count_any,
    count_lines,
    functions_written_twice,
    imports_of,
    lines_by_app,
    name_of,
    sources,
    tree_of,
)

OPEN_TO_LATER_APPS = {
    *("signals", "errors", "models", "queries", "permissions", "reasons", "seen", "services", "adapters"),
    *("endpoints", "resubmission", "records", "serializers", "profiles", "tables", "features", "calendars"),
    *("insights", "charts", "figures", "texts", "showing", "markup"),
}
"""Rooms of an app that a later one may enter; `taxonomy`, `values`, `jobs` and `rest` are open as they stand."""
OPEN_APPS = {"taxonomy", "values", "jobs", "rest"}
ENGINE = "matching.engine"
ENGINE_MAY_IMPORT = {"numpy"} | sys.stdlib_module_names - {"time", "datetime", "random"}
SCHEDULING = "meetings.scheduling"
SCHEDULING_MAY_IMPORT = ENGINE_MAY_IMPORT | {"ortools"}
FAST_ENGINE = "matching.engine.fast"
FAST_ENGINE_MAY_IMPORT = ENGINE_MAY_IMPORT | {"numba", "onnxruntime"}
SEEN_FROM_SGBC = {"models", "services", "urls", "api", "templatetags"}
MOST_LINES = 320
TEMPLATE_WIDTH = 160
LARGEST_SHARE = 0.20
MOST_ANY = 137
SHORTEST_COPY = 36  # parts of syntax: three or four lines


def room_of(name: str) -> str:
    return ([*name.split("."), ""])[1]


def test_a_later_app_enters_only_rooms_that_are_open() -> None:
    closed = [
        f"{name_of(path)} -> {imported}"
        for path in sources()
        for imported in imports_of(path)
        if (other := imported.partition(".")[0]) in APPS
        and other not in {name_of(path).partition(".")[0], *OPEN_APPS}
        and room_of(imported) not in OPEN_TO_LATER_APPS | (SEEN_FROM_SGBC if path.parts[-2] == "sgbc" else set())
    ]

    assert closed == []


def is_inside(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def test_the_engine_needs_arrays_and_the_standard_library_alone() -> None:
    foreign = [
        f"{name} -> {imported}"
        for path in sources()
        if is_inside(name := name_of(path), ENGINE)
        for imported in imports_of(path)
        if not is_inside(imported, ENGINE)
        and imported.partition(".")[0]
        not in (FAST_ENGINE_MAY_IMPORT if is_inside(name, FAST_ENGINE) else ENGINE_MAY_IMPORT)
    ]

    assert foreign == []


def test_scheduling_needs_its_solver_and_the_standard_library_alone() -> None:
    foreign = [
        f"{name_of(path)} -> {imported}"
        for path in sources()
        if is_inside(name_of(path), SCHEDULING)
        for imported in imports_of(path)
        if not is_inside(imported, SCHEDULING) and imported.partition(".")[0] not in SCHEDULING_MAY_IMPORT
    ]

    assert foreign == []


def test_the_engine_works_without_its_fast_part() -> None:
    leaning = [
        f"{name_of(path)} -> {imported}"
        for path in sources()
        if not is_inside(name_of(path), FAST_ENGINE)
        for imported in imports_of(path)
        if is_inside(imported, FAST_ENGINE)
    ]

    assert leaning == []


def test_imports_are_absolute_and_at_the_top() -> None:
    relative = [name_of(path) for path in sources() for imported in imports_of(path) if imported.startswith(".")]
    inside = [
        f"{name_of(path)}:{node.lineno}"
        for path in sources()
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert (relative, inside) == ([], [])


def test_a_status_is_assigned_in_services_alone() -> None:
    guilty = [
        f"{name_of(path)}:{node.lineno}"
        for path in sources()
        if room_of(name_of(path)) not in {"services", "models"}
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign)
        and any(isinstance(target, ast.Attribute) and target.attr == "status" for target in node.targets)
    ]

    assert guilty == []


def test_no_app_and_no_file_grows_too_large() -> None:
    lines = lines_by_app()

    assert [app for app, count in lines.items() if count > LARGEST_SHARE * lines.total()] == []
    assert [name_of(path) for path in (*sources(), *checks()) if count_lines(path) > MOST_LINES] == []


def test_types_say_something() -> None:
    """`Any` is left for values a schema has checked and for libraries that say no more; it gets no other name."""
    renamed = [
        f"{name_of(path)}:{node.lineno}"
        for path in sources()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Name) and node.value.id == "Any"
    ]

    assert renamed == []
    assert sum(map(count_any, sources())) <= MOST_ANY


def test_no_function_is_written_twice() -> None:
    assert functions_written_twice(least=SHORTEST_COPY) == []


def test_migrations_of_an_app_are_numbered_without_a_gap() -> None:
    for app in {path.parent for path in sources() if path.name == "apps.py"}:
        numbers = sorted(int(path.name[:4]) for path in (app / "migrations").glob("[0-9]*.py"))

        assert all(later == earlier + 1 for earlier, later in pairwise([0, *numbers]))


def test_lines_of_templates_are_read_without_scrolling() -> None:
    consents = ROOT / "templates" / "partnerships" / "consents"  # what people agreed to is never edited
    templates = (path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})
    wide = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in templates
        if not path.is_relative_to(consents)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(line) > TEMPLATE_WIDTH
    ]

    assert wide == []


def test_the_linter_of_templates_knows_how_wide_they_are() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["djlint"]

    assert settings["max_line_length"] == TEMPLATE_WIDTH


def test_browser_tests_wait_for_what_they_see() -> None:
    impatient = re.compile(r"\.is_(?:visible|hidden)\(\)|by_role\([^)]*\)\.all\(\)")

    files = sorted((ROOT / "tests" / "browser").glob("*.py"))

    assert [file.name for file in files if impatient.search(file.read_text())] == []
