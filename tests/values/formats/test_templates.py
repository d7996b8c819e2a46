"""Templates leave the writing of values to the one place that knows how each language does it."""

import re

import pytest

from tests.structure import ROOT

CONSENTS = ROOT / "templates" / "partnerships" / "consents"  # what people agreed to is never edited
HOME_MADE = re.compile(
    r"floatformat|intcomma|\|date:\"(?!\w*_FORMAT)[^\"]*\"|\.city\b|(company|other)\.name_local\b|company\.name\b"
    r"|EUR \{\{|\}\} ?(%(?!\})|EUR|€)"
    r"|\{\{ [\w.]+\.(count|total|length) \}\}|count count=(?!failure)[\w.]+\.(count|total)\b(?!.*\|number)"
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


BLOCK = re.compile(r"\{% blocktranslate\b.*?\{% endblocktranslate %\}", re.DOTALL)
UNREAD = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<(script|style)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[a-z/][^<>]*>", re.IGNORECASE)
SPOKEN = re.compile(
    r"\b(?:aria-label|alt|title|placeholder|content|data-label)=\"(?P<text>(?:\{\{.*?\}\}|\{%.*?%\}|[^\"])*)\""
)
SAID = r"(?:\}\}|\{% (?:translate|trans|endblocktranslate)\b[^%]*%\})"
LOOSE = re.compile(
    rf"{SAID}\s*(?:\{{%[^%]*%\}}\s*)?[:,;.!?)\]](?![\w/])"  # a mark behind a word or value
    rf"|(?:^|[\s>}}])[(\[]\s*(?=\{{)"  # a bracket before one
    rf"|{SAID} +[–—] +(?=\{{)"  # a dash between two
)


def test_templates_set_no_punctuation_by_themselves() -> None:
    loose = [
        f"{path.relative_to(ROOT)}: …{text[max(0, found.start() - 40) : found.end() + 20]}…"
        for path in sorted((ROOT / "templates").rglob("*.*"))
        if path.suffix in {".html", ".txt"} and CONSENTS not in path.parents
        for text in texts_outside_messages(path.read_text("utf-8"))
        for found in LOOSE.finditer(text)
    ]

    assert loose == [], "write it inside the message, or with the filters labelled, with_colon, in_brackets and listed"


@pytest.mark.parametrize(
    "template",
    [
        '{% translate "Registration number" %}: {{ number }}',
        "<strong>{{ label }}:</strong> {{ text }}",
        "<strong>{{ label }}</strong>: {{ text }}",
        "{{ town }}, {{ country }}",
        "{% for one in all %}{{ one }}{% if not forloop.last %}, {% endif %}{% endfor %}",
        '<span> ({% translate "reached" %})</span>',
        "<p>{% blocktranslate %}a{% endblocktranslate %}: b</p>",
        "<div aria-label=\"{% translate 'Table' %}: {{ title }}\"></div>",
        '{% translate "Remove" %}<span class="visually-hidden">: {{ name }}</span>',
        "{{ field }} – {{ error }}",
    ],
)
def test_loose_punctuation_is_found(template: str) -> None:
    assert any(LOOSE.search(text) for text in texts_outside_messages(template))


@pytest.mark.parametrize(
    "template",
    [
        "{% blocktranslate %}{{ stage }}: {{ why }}{% endblocktranslate %}",
        "{{ town }} · {{ country }}",
        "{{ korean }} × {{ luxembourger }}",
        '<p class="{{ a }}" style="width: {{ b }}; x: 1">{{ c|default:"–" }}</p>',
        "<script>f({{ a }}, {{ b }})</script>",
        "{{ site_url }}/{{ path }}",
    ],
)
def test_signs_that_every_language_writes_alike_are_left(template: str) -> None:
    assert not any(LOOSE.search(text) for text in texts_outside_messages(template))


def texts_outside_messages(template: str) -> list[str]:
    """What is read or spoken of a template, without its elements, where it is in no message."""
    bare = BLOCK.sub("{% endblocktranslate %}", UNREAD.sub("", template))
    return [TAG.sub("", bare), *(found["text"] for found in SPOKEN.finditer(bare))]
