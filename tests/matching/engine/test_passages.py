import pytest

from matching.engine.passages import Passage, split_passages
from matching.engine.refusals import is_refusal
from tests.matching.engine.builders import profile


def seek_texts(text, language="en"):
    return [
        passage.text for passage in split_passages(profile(seek=text, language=language)) if passage.field == "seek"
    ]


def test_passages_come_field_by_field_in_reading_order():
    project = profile(
        title="Pumps", summary="One. Two.", offer="Three!", seek="Four? We do not want five.", language="en"
    )

    passages = split_passages(project)

    assert passages == (
        Passage("title", "Pumps", is_excluded=False),
        Passage("summary", "One.", is_excluded=False),
        Passage("summary", "Two.", is_excluded=False),
        Passage("offer", "Three!", is_excluded=False),
        Passage("seek", "Four?", is_excluded=False),
        Passage("seek", "We do not want five.", is_excluded=True),
    )


def test_an_empty_text_has_no_passage():
    assert seek_texts("  \n ") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Units of 1.5 MW. They run.", ["Units of 1.5 MW.", "They run."]),
        ("Partner gesucht, z. B. ein Labor. Wir zahlen ca. 3 Mio. Euro.", None),
        ("A grower; a coater; a brand.", ["A grower;", "a coater;", "a brand."]),
        ("- first line\n- second line", ["- first line", "- second line"]),
        ("1. A maker. 2. A reseller.", ["1. A maker.", "2. A reseller."]),
        ("Partners from TRL 7. We pay.", ["Partners from TRL 7.", "We pay."]),
        ("Wir treffen uns am 3. März. Danach nicht.", ["Wir treffen uns am 3. März.", "Danach nicht."]),
        ("대리점은 안 됨. 시험소를 찾습니다.", ["대리점은 안 됨.", "시험소를 찾습니다."]),
        ("시험소를 찾습니다.대리점은 제외.", ["시험소를 찾습니다.", "대리점은 제외."]),
        ("Resellers: no. A laboratory is wanted.", ["Resellers: no.", "A laboratory is wanted."]),
        ("Nr. 4 wird gesucht. Gern.", ["Nr. 4 wird gesucht.", "Gern."]),
        ("A laboratory for state of the art. Near us.", ["A laboratory for state of the art.", "Near us."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert seek_texts(text) == (expected or ["Partner gesucht, z. B. ein Labor.", "Wir zahlen ca. 3 Mio. Euro."])


def test_a_long_sentence_is_cut_at_its_pauses():
    part = "a maker of pumps for the treatment of water in small towns"
    text = ", ".join([part] * 6) + "."

    passages = seek_texts(text)

    assert " ".join(passages) == text
    assert [len(passage) for passage in passages] == [179, 179]


@pytest.mark.parametrize(("language", "longest"), [("ko", 110), ("de", 220), ("en", 220), ("fr", 220)])
def test_a_sentence_is_cut_only_when_it_is_longer_than_its_language_allows(language, longest):
    text = f"{'x' * 60}, {'y' * (longest - 63)}."

    assert (len(text), seek_texts(text, language)) == (longest, [text])
    assert seek_texts(f"x{text}", language) == [f"{'x' * 61},", f"{'y' * (longest - 63)}."]


@pytest.mark.parametrize(("length", "is_together"), [(108, True), (109, False)])
def test_neighbouring_parts_stay_together_while_both_fit(length, is_together):
    first, second, last = f"{'x' * 109},", f"{'y' * length},", f"{'z' * 10}."

    passages = seek_texts(f"{first} {second} {last}")

    assert passages == ([f"{first} {second}", last] if is_together else [first, f"{second} {last}"])


def test_korean_sentences_are_cut_shorter_than_others():
    text = ", ".join(["유럽의 수거 사업자와 설비 운영사를 함께 찾고"] * 6)

    assert len(seek_texts(text, "ko")) == 2
    assert len(seek_texts("여" + text, "en")) == 2, "the text's own language counts, not the one that was ticked"


def test_a_long_sentence_without_pauses_stays_whole():
    text = "word " * 80 + "end."

    assert seek_texts(text) == [text]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We do not want resellers."),
        ("en", "Software is out of scope."),
        ("en", "Makers of similar machines cannot take part."),
        ("en", "No prototypes, please."),
        ("fr", "Nous ne cherchons pas de logiciel."),
        ("fr", "Pas de prototypes."),
        ("fr", "Ni machines, ni matériaux."),
        ("de", "Sensorik brauchen wir nicht."),
        ("de", "Kein Vertrieb, keine Händler."),
        ("ko", "판매 대리점은 찾지 않습니다."),
        ("ko", "설비 개발사는 대상이 아닙니다."),
        ("ko", "소량 거래 제안은 사양합니다."),
        ("ko", "데이터 호스팅은 필요 없습니다."),
    ],
)
def test_what_is_not_wanted_is_told_in_each_language(language, text):
    assert is_refusal(text, language) is True


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A reseller in Europe."),
        ("en", "A firm that cannot use its residue."),
        ("en", "A leasing partner, because couriers do not buy."),
        ("en", "The region does not matter."),
        ("fr", "Un fabricant de pompes."),
        ("fr", "Une entreprise qui ne sait pas traiter ses résidus."),
        ("de", "Hersteller, die ihre Reste nicht verwerten können, und Händler."),
        ("de", "Nicht nur Händler sind willkommen."),
        ("ko", "유럽의 운영사를 찾습니다."),
        ("ko", "통신이 닿지 않는 구간을 맡을 사업자도 필요합니다."),
        ("ko", "사양서를 함께 쓸 회사를 찾습니다."),
        ("lb", "Keng Händler."),
    ],
)
def test_a_wish_is_not_mistaken_for_a_refusal(language, text):
    assert is_refusal(text, language) is False


def test_only_the_wish_has_excluded_passages():
    project = profile(summary="We do not sell.", offer="No fees.", seek="A partner.")

    assert [passage.is_excluded for passage in split_passages(project)] == [False] * 4


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Les robots de tri sont hors sujet.", "fr", True),
        ("Les fours sont ici hors de propos.", "fr", True),
        ("Luftkühler scheiden aus.", "de", True),
        ("Beteiligungen lehnen wir ab.", "de", True),
        ("Brokers are declined.", "en", True),
        ("Wir suchen einen Hersteller aus Korea.", "de", False),
        ("Wir sehen Chancen aus der Zusammenarbeit mit Gemeinden.", "de", False),
    ],
)
def test_a_refusal_need_not_be_a_negation(text, language, expected):
    assert is_refusal(text, language) is expected


def seek_passages(text, language="en"):
    passages = split_passages(profile(seek=text, language=language))
    return [(passage.text, passage.is_excluded) for passage in passages if passage.field == "seek"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Operators of greenhouses, not traders.",
            "en",
            [("Operators of greenhouses,", False), ("not traders.", True)],
        ),
        (
            "설비 개발사는 찾지 않으며, 시험소를 찾습니다.",
            "ko",
            [("설비 개발사는 찾지 않으며,", True), ("시험소를 찾습니다.", False)],
        ),
        ("Kein Vertrieb, keine Händler.", "de", [("Kein Vertrieb, keine Händler.", True)]),
        ("Un exploitant, pas de revendeur.", "fr", [("Un exploitant,", False), ("pas de revendeur.", True)]),
    ],
)
def test_a_sentence_that_wishes_and_refuses_is_cut_between_the_two(text, language, expected):
    assert seek_passages(text, language) == expected


def test_the_only_need_is_never_set_apart_for_a_negation_in_passing():
    need = "Farmers whose soils do not hold water in summer, as the last years have shown in every one of our villages."

    assert seek_passages(need) == [(need, False)]


def test_a_wish_that_only_refuses_stays_refused():
    assert seek_passages("We do not look for distributors.") == [("We do not look for distributors.", True)]


def test_passages_have_the_language_they_are_written_in():
    project = profile(language="ko", offer="We make pumps for the city.", seek="유럽의 운영사를 찾습니다.")

    languages = {passage.field: passage.language for passage in split_passages(project)}

    assert (languages["offer"], languages["seek"]) == ("en", "ko")
