"""Each pair of the demonstration has words of its own: nothing reads like a form letter."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from accounts.models import Language
from demonstration.texts import load_stories
from partnerships.models import PITCH_LENGTHS
from partnerships.models.collaborations import ACTION_LENGTH
from tests.demonstration.test_profiles import MISPRINTS

WRITTEN = {"text", "pitch", "question", "comment", "end_comment", "story", "outcome", "title"}
HANGUL = re.compile("[가-힣]")


def texts_in(value: Any, name: str = "") -> Iterator[str]:
    """All that people wrote, however deep it is."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from texts_in(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part, name)
    elif name in WRITTEN:
        yield value


def said_in(value: Any) -> Iterator[tuple[str, str]]:
    """The language and the text of every message, pitch and case."""
    if isinstance(value, dict):
        if "language" in value:
            yield from ((value["language"], text) for key, text in value.items() if key in WRITTEN)
        for key, part in value.items():
            yield from said_in({"language": key, **part} if key in Language.values else part)
    elif isinstance(value, list):
        for part in value:
            yield from said_in(part)


def sentences_of(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if sentence]


def test_no_two_texts_share_a_sentence() -> None:
    counts = Counter(sentence for text in texts_in(load_stories()) for sentence in sentences_of(text))

    assert [sentence for sentence, number in counts.items() if number > 1] == []
    assert len(counts) > 200


def test_the_way_people_are_heard_is_the_way_the_file_is_read() -> None:
    texts, said = list(texts_in(load_stories())), list(said_in(load_stories()))

    assert {text for _language, text in said} < set(texts)
    assert {language for language, _text in said} == set(Language.values)


@pytest.mark.parametrize("language", Language.values)
def test_texts_are_in_the_language_they_say_and_set_as_it_sets_them(language: str) -> None:
    texts = [text for spoken, text in said_in(load_stories()) if spoken == language]

    assert [text for text in texts if bool(HANGUL.search(text)) != (language == "ko")] == []
    assert [text for text in texts if re.search(MISPRINTS[language].replace("|'", ""), text)] == []


def test_pitches_and_actions_fit_their_fields() -> None:
    stories = load_stories()
    pitches = [story["pitch"] for story in stories["requests"]]
    actions = [
        story["room"]["action"]["text"]
        for kind in stories.values()
        for story in kind
        if "action" in story.get("room", {})
    ]

    assert [pitch for pitch in pitches if not PITCH_LENGTHS[0] <= len(pitch) <= PITCH_LENGTHS[1]] == []
    assert [action for action in actions if len(action) > ACTION_LENGTH] == []


def test_every_pair_is_told_once() -> None:
    stories = load_stories()
    pairs = [(story["korean"], story["luxembourg"]) for story in stories["suggestions"]]
    pairs += [tuple(sorted((story["sender"], story["receiver"]))) for story in stories["requests"]]

    assert len(set(pairs)) == len(pairs)
