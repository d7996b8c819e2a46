"""Hints on texts in the four languages; each good text gets none."""

import pytest

from companies.hints import HintCode, count_words, find_hints

GOOD = {
    "en": {
        "title": "Recycling line for photovoltaic glass",
        "summary": "A line that separates the glass of photovoltaic modules without breaking it.",
        "offer": "The company offers a container-sized line that separates the glass of 60 modules an hour. It has run "
        "for two years at a plant near Daejeon and comes with training and spare parts.",
        "seek": "A collector of photovoltaic modules in Luxembourg with a permit and a site is sought, in order to "
        "operate a first plant together: the partner provides the modules, the company the line and the training.",
    },
    "fr": {
        "title": "Ligne de recyclage du verre photovoltaïque",
        "summary": "Une ligne qui sépare le verre des modules photovoltaïques sans le casser.",
        "offer": "L'entreprise propose une ligne qui sépare le verre de soixante modules par heure. Elle fonctionne "
        "depuis deux ans près de Daejeon et comprend la formation ainsi que les pièces de rechange.",
        "seek": "Un collecteur de modules photovoltaïques au Luxembourg, avec un permis et un site, est recherché afin "
        "d'exploiter ensemble une première usine : le partenaire fournit les modules et l'entreprise la ligne.",
    },
    "de": {
        "title": "Recyclinganlage für Photovoltaikglas",
        "summary": "Eine Anlage, die das Glas von Photovoltaikmodulen unbeschädigt abtrennt.",
        "offer": "Das Unternehmen bietet eine Anlage in Containergröße, die das Glas von sechzig Modulen in der Stunde "
        "abtrennt. Sie läuft seit zwei Jahren bei Daejeon; Schulung und Ersatzteile gehören dazu.",
        "seek": "Gesucht wird ein Sammler von Photovoltaikmodulen in Luxemburg mit Genehmigung und Standort, um "
        "gemeinsam eine erste Anlage zu betreiben: Der Partner liefert die Module, das Unternehmen die Technik.",
    },
    "ko": {
        "title": "폐태양광 모듈 유리 분리 설비",
        "summary": "유리를 깨지 않고 분리하는 연속 라인입니다.",
        "offer": "해당 기업은 시간당 모듈 육십 장의 유리를 깨지 않고 분리하는 컨테이너 크기의 설비를 공급하며, "
        "대전 인근 공장에서 이 년간 운영한 자료와 교육, 예비 부품을 함께 제공합니다.",
        "seek": "허가와 부지를 갖춘 룩셈부르크의 폐모듈 수거 기업을 찾습니다. 첫 공장을 함께 운영하기 위해 "
        "파트너는 모듈을 공급하고 해당 기업은 설비와 교육을 제공합니다.",
    },
}


@pytest.mark.parametrize("language", GOOD)
def test_a_good_text_gets_no_hint(language: str) -> None:
    assert find_hints(GOOD[language], language) == []


@pytest.mark.parametrize(
    ("language", "field", "text", "code", "found"),
    [
        ("en", "offer", "We offer a line.", HintCode.FIRST_PERSON, "We"),
        ("de", "title", "Glas aus unserer Recyclinganlage", HintCode.FIRST_PERSON, "unserer"),
        ("fr", "summary", "Nous offrons une ligne.", HintCode.FIRST_PERSON, "Nous"),
        ("de", "seek", "Unsere Firma sucht Partner.", HintCode.FIRST_PERSON, "Unsere"),
        ("ko", "offer", "저희는 설비를 공급합니다.", HintCode.FIRST_PERSON, "저희는"),
        ("ko", "offer", "당사는 설비를 공급합니다.", HintCode.FIRST_PERSON, "당사는"),
        ("ko", "seek", "자사 제품의 유통사를 찾습니다.", HintCode.FIRST_PERSON, "자사"),
        ("ko", "summary", "부산 본사에서 설비를 만듭니다.", HintCode.FIRST_PERSON, "본사에서"),
        ("ko", "summary", "본 기업은 설비를 만듭니다.", HintCode.FIRST_PERSON, "본 기업은"),
        ("ko", "offer", "우리의 설비를 공급합니다.", HintCode.FIRST_PERSON, "우리의"),
        ("en", "offer", "The best line there is.", HintCode.SUPERLATIVE, "best"),
        ("fr", "offer", "La meilleure ligne.", HintCode.SUPERLATIVE, "meilleure"),
        ("de", "offer", "Eine einzigartige Anlage.", HintCode.SUPERLATIVE, "einzigartige"),
        ("ko", "summary", "세계 최초의 설비입니다.", HintCode.SUPERLATIVE, "세계 최초"),
    ],
)
def test_a_hint_quotes_the_word_it_is_about(language: str, field: str, text: str, code: HintCode, found: str) -> None:
    hints = find_hints(GOOD[language] | {field: text}, language)

    assert (code, field, found) in [(hint.code, hint.field, hint.found) for hint in hints]


@pytest.mark.parametrize(
    "words", ["우리나라에서는", "계약 당사자가", "담당사가", "투자사와", "본사업은", "해당 기업은", "일본 기업은"]
)
def test_a_korean_word_that_only_looks_like_the_first_person_gets_no_hint(words: str) -> None:
    assert find_hints(GOOD["ko"] | {"summary": f"{words} 설비를 만듭니다."}, "ko") == []


@pytest.mark.parametrize("language", GOOD)
def test_short_texts_are_hinted_at_with_their_number_of_words(language: str) -> None:
    hints = find_hints({"title": "A", "summary": "", "offer": "one two", "seek": ""}, language)

    assert [(hint.code, hint.found) for hint in hints] == [
        (HintCode.TITLE, ""),
        (HintCode.OFFER_LENGTH, "2"),
        (HintCode.SEEK_LENGTH, "0"),
    ]


def test_a_search_without_why_and_how_is_hinted_at() -> None:
    hints = find_hints(GOOD["en"] | {"seek": "A good company in Luxembourg."}, "en")

    assert {hint.code for hint in hints} == {HintCode.SEEK_LENGTH, HintCode.WHY, HintCode.HOW}


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("one two-three 4.5", 3), ("폐태양광 모듈을 재활용", 3), ("l'eau – pure", 2)]
)
def test_words_are_counted(text: str, count: int) -> None:
    assert count_words(text) == count
