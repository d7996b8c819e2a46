"""Explanations in words, in the reader's language."""

import pytest
from django.utils import translation
from django.utils.html import conditional_escape, strip_tags

from matching.reasons import explain_match, label_concepts, mark_passages, shorten
from taxonomy.concepts import load_taxonomy
from tests.factories import explanation


def with_concepts(*concepts: tuple[str, str]) -> dict[str, object]:
    return explanation() | {"concepts": [{"direction": direction, "code": code} for direction, code in concepts]}


def test_what_each_side_finds_is_named() -> None:
    told = explain_match(with_concepts(("korean_seeks", "solar.pv"), ("luxembourg_seeks", "wind.offshore")))

    assert told.korean_concepts == label_concepts(["solar.pv"])


@pytest.mark.parametrize("language", ["en", "fr", "de", "ko"])
def test_reasons_speak_the_readers_language(language: str) -> None:
    with translation.override("en"):
        english = explain_match(explanation()).criteria[0].label
    with translation.override(language):
        told = explain_match(explanation())

    assert (told.criteria[0].label == english) == (language == "en")


def test_a_gap_does_not_contradict_what_was_found() -> None:
    stored = explanation()
    stored["criteria"] = [
        *stored["criteria"],
        {"name": "languages", "verdict": "GAP", "korean_seeks": 0.0, "luxembourg_seeks": 0.0, "contribution": -0.01},
    ]

    assert explain_match(stored).sentence == explain_match(explanation()).sentence


def test_a_condition_that_is_met_costs_nothing() -> None:
    stored = explanation()
    stored["criteria"] = [
        {"name": "maturity", "verdict": "MATCH", "korean_seeks": 1.0, "luxembourg_seeks": 1.0, "contribution": 0.0}
    ]

    assert explain_match(stored).criteria[0].costs_nothing


def test_a_concept_the_taxonomy_lost_is_left_out() -> None:
    assert label_concepts(["no.such.concept"]) == []


def test_marked_parts_are_the_text_again_and_mark_each_passage_once() -> None:
    text = "We offer a line. It is mobile. We train people."

    parts = mark_passages(text, ["It is mobile.", "We train people.", "It was edited."])

    assert "".join(part.text for part in parts) == text
    assert [part.text for part in parts if part.is_marked] == ["It is mobile.", "We train people."]


def test_a_text_without_passages_is_one_plain_part() -> None:
    assert [(part.text, part.is_marked) for part in mark_passages("Plain.", [])] == [("Plain.", False)]


def test_technologies_are_named_before_what_partners_of_any_field_look_for() -> None:
    taxonomy = load_taxonomy()
    general = next(code for code in taxonomy.codes if "capability" in taxonomy.roots(code) and code != "capability")

    assert label_concepts([general, "solar.pv"])[0] == taxonomy.label("solar.pv", "en")


def test_the_sentence_is_the_wish_that_is_met_and_what_meets_it() -> None:
    with translation.override("en"):
        staff, seeker, giver = (explain_match(explanation(), reader=reader).sentence for reader in ("", "KR", "LU"))

    assert staff == (
        'The Korean side seeks: “<span lang="en">A collector of photovoltaic modules with a permit.</span>” '
        "The Luxembourg side offers: "
        '“<span lang="fr">Un hall agréé et mille six cents tonnes de modules par an.</span>”'
    )
    assert strip_tags(seeker).startswith("You seek: “A collector")
    assert strip_tags(giver).startswith("They seek: “A collector")


def test_what_is_quoted_is_no_markup_of_ours() -> None:
    (passage, *_others) = explanation()["passages"]
    hostile = passage | {"seek_text": "<script>alert(1)</script> 100 %(seek)s"}

    sentence = explain_match(explanation() | {"passages": [hostile]}).sentence

    assert "&lt;script&gt;" in sentence
    assert "<script" not in sentence
    assert "100 %(seek)s" in sentence
    assert conditional_escape(sentence) == sentence, "a page shows it as the markup it is"


def test_without_passages_nothing_is_claimed() -> None:
    with translation.override("en"):
        assert "read both" in explain_match(explanation() | {"passages": []}).sentence


def test_a_long_passage_ends_at_a_word_with_an_ellipsis() -> None:
    assert shorten("Word " * 80).endswith("Word…")
    assert shorten("Short.") == "Short."
    assert shorten("with an app for two languages,") == "… with an app for two languages…"


@pytest.mark.parametrize(
    ("likelihood", "band", "words"),
    [
        (0.91, "very_good", "about 9 in 10 such pairs are worth an introduction"),
        (0.5, "good", "about 5 in 10 such pairs are worth an introduction"),
        (0.32, "worth_a_look", "about 3 in 10 such pairs are worth an introduction"),
        (0.1, "", ""),
    ],
)
def test_a_likelihood_is_told_in_words_and_tens(likelihood: float, band: str, words: str) -> None:
    with translation.override("en"):
        told = explain_match(explanation() | {"likelihood": likelihood})

    assert (told.band, told.band_words) == (band, words)
