"""What nobody uses any more: code, context, templates, styles, icons and messages. `make lint` fails on any of it."""

import ast
import keyword
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import polib
from django.conf import global_settings
from vulture import Vulture
from vulture.config import make_config
from vulture.core import Item

from tests.structure import APPS, ROOT, sources, tree_of

TEMPLATES = ROOT / "templates"
STYLES = ROOT / "static" / "css"
SCRIPTS = ROOT / "static" / "js"
ICONS = ROOT / "static" / "img" / "icons.svg"
LANGUAGES = ("de", "fr", "ko")

WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)
NAME = re.compile(r"[\w-]+")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SQL = re.compile(r"\b(SELECT|UPDATE|INSERT|DELETE|RETURNING|WHERE|IF)\b")
READING_CALLS = {"filter", "exclude", "get", "Q", "get_object_or_404"}

TEMPLATES_OF_PACKAGES = ("account/", "django/", "drf_spectacular/", "400", "403", "404", "500")
"""Packages ask for these by their names."""
CLASSES_OF_PACKAGES = {"errorlist", "htmx-request"}
"""Django and htmx write these into pages."""
KEYS_OF_PACKAGES = {"private"}
"""Keyword arguments of packages that a view makes up as a dictionary."""


@cache
def templates() -> dict[Path, str]:
    """Every template with its text, those of mail too."""
    paths = (path for path in TEMPLATES.rglob("*") if path.is_file())
    return {path: path.read_text("utf-8") for path in sorted(paths)}


@cache
def texts_of_code() -> tuple[str, ...]:
    """Every text of the product's code that is not a docstring."""
    return tuple(text for path in sources() for text in _texts_of(tree_of(path)))


def _texts_of(tree: ast.AST) -> Iterator[str]:
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@cache
def words_of_templates() -> frozenset[str]:
    """The names that templates ask for."""
    return frozenset(word for text in templates().values() for tag in TAG.findall(text) for word in WORD.findall(tag))


def _named_by_text() -> set[str]:
    """What code names by its text: columns of a look-up or of SQL, attributes, dotted paths; prose names nothing."""
    texts = [text for text in texts_of_code() if " " not in text.strip() or "[" in text or SQL.search(text)]
    return {part for text in texts for word in WORD.findall(text) for part in (word, *word.split("__"))}


def _named_by_meaning() -> Iterator[str]:
    """Columns that a look-up asks for, members of enumerations, and what serializers read."""
    for path in sources():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and _last_name(node.func) in READING_CALLS:
                yield from (part for word in node.keywords for part in (word.arg or "").split("__"))
            if isinstance(node, ast.ClassDef) and ("serializers" in path.stem + path.parent.name or _is_enum(node)):
                yield from (name.id for name in ast.walk(node) if isinstance(name, ast.Name))


def _last_name(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def _is_enum(node: ast.ClassDef) -> bool:
    return any(_last_name(base).endswith(("Enum", "Choices", "Flag")) for base in node.bases)


def unused_code() -> list[str]:
    """Names of the product that neither it nor a template uses: what its tests alone use counts as unused."""
    finder = _search(APPS)
    named = {*words_of_templates(), *_named_by_text(), *_named_by_meaning(), *dir(global_settings)} - {""}
    finder.scan("\n".join(f"_.{word}" for word in sorted(named) if not keyword.iskeyword(word)))
    return [_describe(item) for item in finder.get_unused_code(min_confidence=60)]


def unused_code_of_tests() -> list[str]:
    """Names of the tests that nothing uses."""
    unused = _search((*APPS, "tests", "benchmarks")).get_unused_code(min_confidence=60)
    return [_describe(item) for item in unused if ROOT / "tests" in item.filename.parents]


def _search(folders: Iterable[str]) -> Vulture:
    """The names of these folders, but for what pyproject.toml says that packages use."""
    config = make_config(["--config", str(ROOT / "pyproject.toml"), str(ROOT)])
    finder = Vulture(ignore_names=config["ignore_names"], ignore_decorators=config["ignore_decorators"])
    finder.scavenge([str(ROOT / folder) for folder in folders], exclude=["*/migrations/*"])
    return finder


def _describe(item: Item) -> str:
    return f"{Path(item.filename).relative_to(ROOT)}:{item.first_lineno} {item.typ} {item.name}"


def unused_context() -> list[str]:
    """Names that a view puts into its context and neither a template nor other code reads."""
    texts = texts_of_code()
    return [
        f"{path.relative_to(ROOT)}:{key.lineno} {key.value}"
        for path in sources()
        if "views" in path.relative_to(ROOT).with_suffix("").parts
        for node in ast.walk(tree_of(path))
        for key in (node.keys if isinstance(node, ast.Dict) else [])
        if isinstance(key, ast.Constant) and key.value not in {*words_of_templates(), *KEYS_OF_PACKAGES}
        if str(key.value).isidentifier() and texts.count(str(key.value)) == 1
    ]


def unused_templates() -> list[str]:
    """Templates that neither code nor another template names."""
    named = " ".join((*texts_of_code(), *templates().values()))
    names = [str(path.relative_to(TEMPLATES)) for path in templates()]
    return [
        name
        for name in names
        if not name.startswith(TEMPLATES_OF_PACKAGES) and not any(form in named for form in _forms_of(name))
        if not any(_is_composed(form) for form in _forms_of(name))
    ]


def _forms_of(name: str) -> list[str]:
    """How a template may be named: code names a mail without its folder and its ends."""
    is_mail = name.startswith("emails/")
    return [name, re.sub(r"(_subject)?\.\w+$", "", name.removeprefix("emails/"))] if is_mail else [name]


def _is_composed(name: str) -> bool:
    """Whether code or a template puts this name together: it says how the name begins, and the rest word by word."""
    return any(
        name.startswith(start) and all(word.isdigit() or word in _said() for word in NAME.findall(name[len(start) :]))
        for start in _begun()
    )


@cache
def _said() -> frozenset[str]:
    """Every word that is said in code or as an argument of a template's tag."""
    arguments = [tag for text in templates().values() for tag in TAG.findall(text)]
    return frozenset(word for text in (*texts_of_code(), *arguments) for word in NAME.findall(text)) | {"html", "txt"}


@cache
def _begun() -> tuple[str, ...]:
    """How names begin that are put together, such as `score--` of `score--{{ size }}`."""
    nodes = [node for path in sources() for node in ast.walk(tree_of(path)) if isinstance(node, ast.JoinedStr)]
    starts = [str(node.values[0].value) for node in nodes if isinstance(node.values[0], ast.Constant)]
    starts += [start for text in templates().values() for start in re.findall(r"([\w-]+--)\{\{", text)]
    starts += [start for text in templates().values() for start in re.findall(r"([\w-]+--[\w-]+-)\{\{", text)]
    return tuple({start for start in starts if re.fullmatch(r"[\w/-]{4,}[_/-]", start)})


@cache
def _styles() -> str:
    return COMMENT.sub("", "\n".join(path.read_text("utf-8") for path in sorted(STYLES.glob("*.css"))))


@cache
def _scripts() -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(SCRIPTS.glob("*.js")))


def unused_classes() -> list[str]:
    """Classes of the style sheets that no template, script or code gives to anything."""
    classes = set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", _styles())))
    given = {name for text in (*templates().values(), *texts_of_code(), _scripts()) for name in NAME.findall(text)}
    return sorted(name for name in classes - given - CLASSES_OF_PACKAGES if not _is_composed(name))


def unused_properties() -> list[str]:
    """Custom properties that are set and never read, and animations that nothing plays."""
    read = set(re.findall(r"var\(\s*(--[\w-]+)", " ".join((_styles(), _scripts(), *templates().values()))))
    played = {name for value in re.findall(r"animation(?:-name)?:([^;}]*)", _styles()) for name in NAME.findall(value)}
    unread = set(re.findall(r"[{;\s](--[\w-]+)\s*:", _styles())) - read
    return sorted(unread | set(re.findall(r"@keyframes ([\w-]+)", _styles())) - played)


def unused_icons() -> list[str]:
    """Symbols of the sheet of icons that nothing draws."""
    return sorted(set(re.findall(r'<symbol id="([\w-]+)"', ICONS.read_text("utf-8"))) - _said())


def unused_messages() -> list[str]:
    """Messages of the catalogues that the code does not have; none where xgettext is missing."""
    if shutil.which("xgettext") is None:
        return []
    catalogues = (ROOT / "locale" / language / "LC_MESSAGES" / "django.po" for language in LANGUAGES)
    known = {(entry.msgctxt or "", entry.msgid) for path in catalogues for entry in polib.pofile(str(path))}
    return [f"{text} ({context})" if context else text for context, text in sorted(known - _messages_of_code())]


def _messages_of_code() -> set[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        for name in (*APPS, "templates"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        (Path(folder) / "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale=de", "--no-location", "--no-wrap"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        entries = polib.pofile(str(Path(folder) / "locale" / "de" / "LC_MESSAGES" / "django.po"))
        return {(entry.msgctxt or "", entry.msgid) for entry in entries}


CHECKS: tuple[Callable[[], Iterable[str]], ...] = (
    *(unused_code, unused_code_of_tests, unused_context, unused_templates),
    *(unused_classes, unused_properties, unused_icons, unused_messages),
)


def main() -> int:
    found = [f"{check.__name__.replace('_', ' ')}: {name}\n" for check in CHECKS for name in check()]
    sys.stdout.write("".join(found))
    return len(found) > 0


if __name__ == "__main__":
    sys.exit(main())
