"""What the house is made of: its apps, their lines, and who imports whom. `make structure` prints it."""

import ast
import sys
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    *("taxonomy", "values", "jobs", "rest", "accounts", "translation", "notifications", "companies"),
    *("exchange", "matching", "directory", "partnerships", "events", "meetings", "demonstration", "sgbc"),
)
"""In the order in which they may import one another; `pyproject.toml` holds the contracts."""


@cache
def sources() -> tuple[Path, ...]:
    """Every module of the product but the migrations."""
    paths = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return tuple(sorted(path for path in paths if "migrations" not in path.parts))


@cache
def checks() -> tuple[Path, ...]:
    """Every module that tries or measures the product."""
    return tuple(sorted(path for folder in ("tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    """Every name a module imports, with its module: `companies.models.Company`."""
    names: list[str] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            names += [f"{base}.{alias.name}" for alias in node.names]
    return tuple(names)


def count_lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def count_any(path: Path) -> int:
    """How often a module says `Any`, in annotations that are quoted too; importing it does not count."""
    nodes = [*ast.walk(tree_of(path))]
    quoted = [node.value for node in nodes if isinstance(node, ast.Constant) and "Any" in str(node.value)]
    nodes += [node for text in quoted for node in ast.walk(_annotation(text))]
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in nodes)


def _annotation(text: object) -> ast.AST:
    """The text as an expression; an empty module for one that is none, such as a docstring."""
    try:
        return ast.parse(str(text), mode="eval")
    except SyntaxError:
        return ast.Module([], [])


def functions_written_twice(*, least: int) -> list[list[str]]:
    """Where functions stand that say the same but for their names and docstrings; `least` parts of syntax or more."""
    places: dict[str, list[str]] = {}
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef) and sum(1 for _part in ast.walk(node)) >= least:
                body = node.body[ast.get_docstring(node) is not None :]
                said = " ".join(map(ast.dump, [node.args, *body]))
                places.setdefault(said, []).append(f"{name_of(path)}:{node.lineno}")
    return [found for found in places.values() if len(found) > 1]


def lines_by_app() -> Counter[str]:
    lines: Counter[str] = Counter()
    for path in sources():
        lines[name_of(path).partition(".")[0]] += count_lines(path)
    return lines


def imports_by_app() -> Counter[tuple[str, str]]:
    """How many names each app imports of each other one."""
    return Counter(
        (app, other)
        for path in sources()
        for imported in imports_of(path)
        if (other := imported.partition(".")[0]) in APPS and other != (app := name_of(path).partition(".")[0])
    )


def describe() -> str:
    """The apps in order with their lines and whom they import from, and the longest file."""
    lines, imports = lines_by_app(), imports_by_app()
    rows = []
    for app in APPS:
        others = ", ".join(f"{other} {imports[app, other]}" for other in APPS if imports[app, other])
        rows.append(f"{app:<14} {lines[app]:>6} lines {lines[app] / lines.total():>4.0%}  imports {others or 'none'}")
    longest = max(sources(), key=count_lines)
    rows.append(f"{'all':<14} {lines.total():>6} lines; the longest file: {name_of(longest)}, {count_lines(longest)}")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(f"{describe()}\n")
