"""What a native editor would mark in a catalogue, as far as a rule can find it."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from rest.messages import FRAMEWORK
from tests.test_catalogues import LANGUAGES, PLACEHOLDER, catalogue

HERE = Path(__file__).resolve().parent
VALUE = "⟨⟩"
"""What stands for a placeholder while a text is looked at."""
ELEMENT = re.compile(r"<[^>]*>")
CODE = re.compile(r"https?://(?:\S*\w)?|`[^`]*`|\b[A-Z][\w-]+: Bearer \S+|0x%\(\w+\)02X")
DETACHED = r" (?:을|를|이|가|은|는|과|와|으로|로|의|에|에서|에게|까지|부터|보다|처럼|마다)(?=[\s.,;:!?)]|$)"
CHANGING = r"(?:을|를|은|는|과|와|으로|이|가|라고|이라고)(?=[\s.,;:!?)]|$)"
RULES: dict[str, dict[str, str]] = {
    "en": {
        "one final mark": r"([,;:!?])\1|(?<!\.)\.\.(?!\.)|…\.",
        "single spaces": r"\S  +\S",
        "the apostrophe ’": r"(?<=[^\W\d_])'(?=[^\W\d_])",
        "“quotation marks”": r'"',
    },
    "fr": {
        "one final mark": r"([,;:!?])\1|(?<!\.)\.\.(?!\.)|…\.",
        "single spaces": r"\S  +\S",
        "a no-break space before : ; ? ! » %": r"[ \t][;:?!»%](?!\w)"
        r"|(?<=[^\s\u00a0\u202f(«“;:?!»%])[;:?!»%](?=[\s.,)»”]|$)",
        "a no-break space after «": r"«(?![\u00a0\u202f])",
        "the apostrophe ’": r"(?<=[^\W\d_])'(?=[^\W\d_])",
        "« guillemets »": r'"|„',
    },
    "de": {
        "one final mark": r"([,;:!?])\1|(?<!\.)\.\.(?!\.)|…\.",
        "single spaces": r"\S  +\S",
        "a no-break space before %": r"(?<=[^\u00a0\u202f])%",
        "Sie, never du": r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e[mnrs]?)?|[Ee]uch|[Ee]uer|[Ee]ure[mnrs]?)\b",
        "„quotation marks“": r'"|”|„[^“]*(?:„|$)|(?:^|“)[^„]*“',
        "no apostrophe before letters": r"(?<=[^\W\d_])'(?=[^\W\d_])",
    },
    "ko": {
        "one final mark": r"([,;:!?])\1|(?<!\.)\.\.(?!\.)|…\.",
        "single spaces": r"\S  +\S",
        "no particle that stands apart": rf"(?<={VALUE}){DETACHED}|(?<=[”’)]){DETACHED}",
        "no particle that depends on how a value ends": rf"{VALUE}[”’]?{CHANGING}",
        "one particle, not a choice of two": r"[을를이가은는와과]\([을를이가은는와과]\)|\(으\)로(?!\w)|\(이\)(?:라|나)",
        "no 당신": "당신",
        "“quotation marks”": r'"|「|」',
    },
}
STOP = re.compile(r"[.!?…](?=[”“»’)\]\u00a0]*$)")
AN_EXAMPLE = re.compile(r"예: [^:]*$")
"""Korean puts an example behind its sentence, without a full stop."""


def texts_of(language: str) -> Iterator[tuple[str, str]]:
    """(msgid, one text of it) over the catalogue; of English the message itself, if it is ours."""
    for entry in polib.pofile(str(catalogue("de" if language == "en" else language))):
        if language == "en":
            own = () if entry.msgid in FRAMEWORK else (entry.msgid, entry.msgid_plural)
            yield from ((entry.msgid, text) for text in own if text)
        else:
            yield from ((entry.msgid, text) for text in (entry.msgstr_plural.values() or [entry.msgstr]))


def shown(text: str) -> str:
    """The text without its elements, and with a stand-in for each value and each piece of code."""
    return PLACEHOLDER.sub(VALUE, CODE.sub("x", ELEMENT.sub("", text))).replace("%%", "%")


@pytest.mark.parametrize(("language", "rule"), [(language, rule) for language in RULES for rule in RULES[language]])
def test_a_catalogue_is_set_as_its_language_is(language: str, rule: str) -> None:
    wrong = [text for _msgid, text in texts_of(language) if re.search(RULES[language][rule], shown(text))]

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "rule", "faulty", "right"),
    [
        ("en", "one final mark", "Saved..", "Saved. Wait …"),
        ("en", "single spaces", "Saved.  Go on.", "Saved. Go on."),
        ("en", "the apostrophe ’", "It's here", "It’s here"),
        ("en", "“quotation marks”", 'Choose "Save"', "Choose “Save”"),
        ("fr", "a no-break space before : ; ? ! » %", "Titre : %(name)s", "Titre\u00a0: %(name)s"),
        ("fr", "a no-break space before : ; ? ! » %", "Titre: %(name)s", "à 14:30, https://a.example/?b=1"),
        ("fr", "a no-break space before : ; ? ! » %", "%(part)s %% de réponses", "%(part)s\u00a0%% de réponses"),
        ("fr", "a no-break space before : ; ? ! » %", "Pourquoi?", "Pourquoi\u00a0?"),
        ("fr", "a no-break space after «", "« a\u00a0»", "«\u00a0a\u00a0»"),
        ("fr", "the apostrophe ’", "l'offre", "l’offre"),
        ("fr", "« guillemets »", 'Choisissez "Enregistrer"', "«\u00a0Lire “a”\u00a0»"),
        ("de", "a no-break space before %", "%(part)s %% der Anfragen", "%(part)s\u00a0%% der Anfragen"),
        ("de", "Sie, never du", "Hier siehst du dein Profil", "Hier sehen Sie Ihr Profil"),
        ("de", "„quotation marks“", "Wählen Sie “Speichern”", "Wählen Sie „Speichern“"),
        ("de", "„quotation marks“", "Wählen Sie „Speichern„", "„A“ und „B“"),
        ("ko", "no particle that stands apart", "%(name)s 을 저장했습니다", "%(name)s 저장"),
        (
            "ko",
            "no particle that depends on how a value ends",
            "“%(name)s”를 저장했습니다",
            "%(name)s 기업을 저장했습니다",
        ),
        ("ko", "one particle, not a choice of two", "%(name)s을(를) 저장", "기업(한국)을 저장"),
        ("ko", "no 당신", "당신의 기업", "귀사"),
    ],
)
def test_a_rule_finds_its_fault_and_no_other(language: str, rule: str, faulty: str, right: str) -> None:
    found = [bool(re.search(RULES[language][rule], shown(text))) for text in (faulty, right)]

    assert found == [True, False]


@pytest.mark.parametrize(
    ("message", "translation", "is_wrong"),
    [
        ("Saved.", "Gespeichert", True),
        ("Saved", "Gespeichert.", True),
        ("Saved:", "Gespeichert", True),
        ("Saved ", "Gespeichert", True),
        ("“Saved.”", "„Gespeichert.“", False),
        ("Why not?", "거절 사유", False),
        ("The year, for example 2015.", "연도를 입력해 주세요. 예: 2015", False),
    ],
)
def test_an_ending_is_compared(message: str, translation: str, is_wrong: bool) -> None:
    assert is_ending_otherwise(message, translation) is is_wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_ends_as_its_message_does(language: str) -> None:
    wrong = [(msgid, text) for msgid, text in texts_of(language) if is_ending_otherwise(msgid, text)]

    assert wrong == []


def is_ending_otherwise(message: str, translation: str) -> bool:
    """Whether one of the two ends with a stop, a colon or a space and the other does not; either may be a question."""
    ends = [text.rstrip() for text in (message, translation)]
    if any(len(text) - len(end) for text, end in zip((message, translation), ends, strict=True)):
        return message[len(ends[0]) :] != translation[len(ends[1]) :]
    if ends[0].endswith(":") != ends[1].endswith(":"):
        return True
    if any(re.search(r"\?[”“»’)\]]*$", end) for end in ends) or AN_EXAMPLE.search(translation):
        return False
    return bool(STOP.search(ends[0])) != bool(STOP.search(ends[1]))


def banned() -> list[tuple[str, str, str, str]]:
    """(language, pattern, what to write instead, of which English messages; of all when empty): words of the glossary
    that are never used for what we mean."""
    with (HERE / "banned_words.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [(row["language"], row["pattern"], row["instead"], row["of"]) for row in rows]


@pytest.mark.parametrize(("language", "pattern", "instead", "of"), banned())
def test_no_message_uses_a_banned_word(language: str, pattern: str, instead: str, of: str) -> None:
    judged = [text for msgid, text in texts_of(language) if re.search(of, msgid, re.IGNORECASE)]

    wrong = [text for text in judged if re.search(pattern, text, re.IGNORECASE)]

    assert wrong == [], f"write “{instead}”"
