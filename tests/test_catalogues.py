"""The three translated languages are complete, compiled, and keep every placeholder."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.structure import APPS, ROOT, name_of, sources, tree_of

LANGUAGES = ("de", "fr", "ko")
ONE_MEANING = Path(__file__).resolve().parent / "one_meaning.txt"
WORDS_WITHOUT_A_SENTENCE = 2
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def catalogue(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    messages = polib.pofile(str(catalogue(language)))

    assert [entry.msgid for entry in messages.untranslated_entries() + messages.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_every_placeholder(language: str) -> None:
    wrong = []
    for entry in polib.pofile(str(catalogue(language))):
        allowed = {frozenset(PLACEHOLDER.findall(text)) for text in (entry.msgid, entry.msgid_plural) if text}
        translations = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        wrong += [entry.msgid for text in translations if frozenset(PLACEHOLDER.findall(text)) not in allowed]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_source(language: str) -> None:
    source = {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in polib.pofile(str(catalogue(language)))}
    compiled = polib.mofile(str(catalogue(language).with_suffix(".mo")))

    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled} == source


GETTEXT_CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "pgettext",
    "pgettext_lazy",
    "ngettext",
    "ngettext_lazy",
}


def texts_of(call: ast.Call) -> list[ast.expr]:
    """What a call of gettext is given to translate, without its context or its number."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    return call.args[1:2] if name.startswith("p") else call.args[: 2 if name.startswith("n") else 1]


def test_what_the_code_asks_to_be_translated_is_found_by_the_extractor() -> None:
    """A text in brackets of its own is a text to Python and nothing to xgettext: it would stay English, in silence."""
    known = {text for entry in polib.pofile(str(catalogue("fr"))) for text in (entry.msgid, entry.msgid_plural)}
    lost = [
        f"{name_of(path)}:{call.lineno}"
        for path in sources()
        for call in ast.walk(tree_of(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in GETTEXT_CALLS
        for text in texts_of(call)
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and text.value not in known
    ]

    assert lost == []


@pytest.fixture(scope="module")
def messages_of_the_code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues as they are made anew of the code, with the files each message is in."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext's xgettext is not on this machine")
    folder = tmp_path_factory.mktemp("code")
    for name in (*APPS, "templates", "locale", "manage.py"):
        source, target = ROOT / name, folder / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--all",
        "--add-location=file",
        "--no-wrap",
        "--no-obsolete",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "locale"


@pytest.mark.processes
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogues_hold_the_messages_of_the_code_and_no_others(messages_of_the_code: Path, language: str) -> None:
    fresh = polib.pofile(str(messages_of_the_code / language / "LC_MESSAGES" / "django.po"))

    of_the_code = {(entry.msgctxt or "", entry.msgid) for entry in fresh}
    known = {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(catalogue(language)))}

    assert (sorted(of_the_code - known), sorted(known - of_the_code)) == ([], [])


@pytest.mark.processes
def test_a_short_message_of_several_files_has_one_meaning(messages_of_the_code: Path) -> None:
    """Two meanings of one English word are two words elsewhere: `Open` the adjective is not `Open` the verb."""
    fresh = polib.pofile(str(messages_of_the_code / "de" / "LC_MESSAGES" / "django.po"))
    shared = {entry.msgid for entry in fresh if not entry.msgctxt and is_short_and_shared(entry)}
    judged = set(ONE_MEANING.read_text("utf-8").splitlines())

    assert sorted(shared - judged) == [], (
        "if these mean the same in every file, add them to tests/one_meaning.txt; "
        "else give them a context by pgettext or `context`"
    )
    assert sorted(judged - shared) == [], "these are in one file only or have a context: take them off the list"


def is_short_and_shared(entry: polib.POEntry) -> bool:
    return len(entry.msgid.split()) <= WORDS_WITHOUT_A_SENTENCE and len({file for file, _line in entry.occurrences}) > 1
