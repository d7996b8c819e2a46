"""The three translated languages are complete, compiled, and keep every placeholder."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.structure import APPS, ROOT

LANGUAGES = ("de", "fr", "ko")
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


@pytest.mark.processes
@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext's xgettext is not on this machine")
def test_the_catalogues_hold_the_messages_of_the_code_and_no_others(tmp_path: Path) -> None:
    for name in (*APPS, "templates", "locale", "manage.py"):
        source, target = ROOT / name, tmp_path / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    command = [sys.executable, "-m", "django", "makemessages", "--all", "--no-location", "--no-wrap", "--no-obsolete"]

    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    for language in LANGUAGES:
        fresh = polib.pofile(str(tmp_path / "locale" / language / "LC_MESSAGES" / "django.po"))
        of_the_code = {(entry.msgctxt or "", entry.msgid) for entry in fresh}
        known = {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(catalogue(language)))}
        assert (sorted(of_the_code - known), sorted(known - of_the_code)) == ([], [])
