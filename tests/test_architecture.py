"""Who may import what: the order of the apps and of the layers inside an app."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["accounts", "notifications", "companies", "matching", "partnerships"]
LAYERS = [
    # What needs none of our models:
    {
        "signals",
        "errors",
        "languages",
        "smtp",
        "outgoing",
        "completeness",
        "hints",
        "rubric",
        "diffs",
        "figures",
        "charts",
        "suppression",
    },
    {"registration", "taxonomy", "places", "calendars"},
    {"search"},
    {"names"},
    {"models"},
    {"records", "links", "embeddings"},  # values made of them
    {"queries", "desk", "exchange", "features", "assignment", "messages", "project_rows", "rendering", "room"},
    {"permissions", "reasons", "insights"},
    {"services"},
    {"wakeups", "backends", "forms", "serializers"},
    {"rest", "stash"},  # what the endpoints and the forms of every app are made of
    {"tasks"},
    {"receivers"},
    {"views", "api", "admin", "management", "middleware", "templatetags"},
    {"urls"},
    {"apps"},
]
ROW = {module: row for row, modules in enumerate(LAYERS) for module in modules}
OPEN_TO_LATER_APPS = {
    "signals",
    "errors",
    "taxonomy",
    "search",
    "models",
    "queries",
    "permissions",
    "reasons",
    "services",
    "exchange",
    "rest",
    "stash",
    "wakeups",
}
FOREIGN_TO_THE_ENGINE = {
    *(set(APPS) - {"matching"}),
    "django",
    "celery",
    "psycopg2",
    "redis",
    "time",
    "datetime",
    "random",
}
SOURCES = sorted(
    path for app in [*APPS, "sgbc"] for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            names += [f"{base}.{alias.name}" for alias in node.names]
    return names


def role_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else ""


def is_allowed(importer: str, imported: str) -> bool:
    app, other = importer.partition(".")[0], imported.partition(".")[0]
    if other not in [*APPS, "sgbc"]:
        return True
    if app == "sgbc":
        return other == "sgbc" or role_of(imported) in {"models", "services", "rest", "urls", ""}
    if other == "sgbc":
        return False
    if other != app:
        return APPS.index(other) < APPS.index(app) and role_of(imported) in OPEN_TO_LATER_APPS
    if importer.startswith("matching.engine") or imported.startswith("matching.engine"):
        return imported.startswith("matching.engine") and (
            importer.startswith("matching.engine") or ROW[role_of(importer)] >= ROW["features"]
        )
    same_package = role_of(importer) == role_of(imported)
    return same_package or ROW[role_of(imported)] < ROW[role_of(importer)]


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_module_imports_only_what_lies_below_it(path: Path) -> None:
    name = name_of(path)

    forbidden = [imported for imported in imports_of(path) if not is_allowed(name, imported)]

    assert forbidden == []


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_module_has_a_known_role(path: Path) -> None:
    app, role = name_of(path).split(".")[0], role_of(name_of(path))

    assert app == "sgbc" or role in {*ROW, "", "engine"}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_are_absolute_and_at_the_top(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    inside = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert inside == []
    assert [name for name in imports_of(path) if name.startswith(".")] == []


@pytest.mark.parametrize("path", sorted((ROOT / "matching" / "engine").glob("*.py")), ids=name_of)
def test_engine_needs_only_numpy_and_the_standard_library(path: Path) -> None:
    outside = [
        name
        for name in imports_of(path)
        if name.partition(".")[0] in FOREIGN_TO_THE_ENGINE
        or (name.startswith("matching") and not name.startswith("matching.engine"))
    ]

    assert outside == []


def test_no_module_is_part_of_an_import_cycle() -> None:
    modules = {name_of(path): path for path in SOURCES}
    graph = {
        name: {module for imported in imports_of(path) if (module := _module(imported, modules)) not in ("", name)}
        for name, path in modules.items()
    }

    assert _cycle(graph) == []


def _module(imported: str, modules: dict[str, Path]) -> str:
    """The module an imported name lives in; a name inside a package counts for its own module."""
    for candidate in (imported, imported.rpartition(".")[0]):
        if candidate in modules:
            return candidate
    return ""


def _cycle(graph: dict[str, set[str]]) -> list[str]:
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for target in sorted(graph[name]):
            if found := visit(target, [*path, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := visit(name, []))), [])


def test_status_is_assigned_in_services_alone() -> None:
    guilty = []
    for path in SOURCES:
        if role_of(name_of(path)) in {"services", "models"}:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            targets = node.targets if isinstance(node, ast.Assign) else []
            if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
                guilty.append(f"{name_of(path)}:{node.lineno}")

    assert guilty == []
