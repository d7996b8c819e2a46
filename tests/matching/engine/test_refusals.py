"""Refusals in four languages, by a list of which one half was never looked at while the rules were written."""

from pathlib import Path

import pytest

from matching.engine.refusals import is_refusal, split_at_refusals

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("refusals.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def refuses(text, language):
    return any(is_refusal(clause, language) for clause in split_at_refusals(text, language))


def test_the_list_is_long_enough_in_each_language():
    counts = {language: sum(row[0] == language for row in ROWS) for language in ("ko", "en", "fr", "de")}

    assert len(ROWS) >= 150
    assert min(counts.values()) >= 40


@pytest.mark.parametrize("part", ["seen", "kept"])
def test_refusals_are_told_from_wishes(part):
    rows = [row for row in ROWS if row[2] == part]
    found = [text for language, kind, _part, text in rows if kind == "refusal" and refuses(text, language)]
    wrong = [text for language, kind, _part, text in rows if kind == "wish" and is_refusal(text, language)]

    assert len(found) / (len(found) + len(wrong)) >= 0.97, wrong
    assert len(found) / sum(row[1] == "refusal" for row in rows) >= 0.9


def test_clauses_are_the_sentence_again():
    for language, _kind, _part, text in ROWS:
        assert "".join("".join(split_at_refusals(text, language)).split()) == "".join(text.split())
