"""Templates leave the writing of values to the one place that knows how each language does it."""

import re

from tests.structure import ROOT

CONSENTS = ROOT / "templates" / "partnerships" / "consents"  # what people agreed to is never edited
HOME_MADE = re.compile(
    r"floatformat|intcomma|\|date:\"(?!\w*_FORMAT)[^\"]*\"|\.city\b|(company|other)\.name_local\b|company\.name\b"
    r"|EUR \{\{|\}\} ?(%(?!\})|EUR|€)"
)


def test_templates_write_no_value_by_themselves() -> None:
    written = [
        f"{path.relative_to(ROOT)}:{number} {found[0]}"
        for path in sorted((ROOT / "templates").rglob("*.*"))
        if path.suffix in {".html", ".txt"} and CONSENTS not in path.parents
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (found := HOME_MADE.search(line))
    ]

    assert written == []
