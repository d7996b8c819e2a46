import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy.concepts import LANGUAGES
from taxonomy.recognition import ConceptHit, find_concepts

SENTENCES = list(
    csv.DictReader((Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines(), delimiter="\t")
)


def codes_in(text: str, language: str) -> set[str]:
    return {hit.code for hit in find_concepts(text, language)}


def surfaces_of(code: str, text: str, language: str) -> list[str]:
    return [hit.surface for hit in find_concepts(text, language) if hit.code == code]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["code"])
def test_a_sentence_speaks_of_the_same_concept_in_every_language(row: dict[str, str], language: str) -> None:
    assert row["code"] in codes_in(row[language], language)


def test_a_hit_gives_the_passage_as_the_text_has_it() -> None:
    hits = find_concepts("Wir suchen PV-Module.", "de")

    assert hits == (ConceptHit(11, 20, "solar.pv", "PV-Module"),)


def test_the_longest_phrase_wins() -> None:
    assert find_concepts("a membrane bioreactor", "en") == (ConceptHit(2, 21, "water.mbr", "membrane bioreactor"),)


@pytest.mark.parametrize(
    ("text", "language", "absent"),
    [
        ("PVC pipes of clean air", "en", {"solar.pv", "ai"}),
        ("an essential process", "en", {"storage"}),
        ("An idiot riot, a patriot.", "en", {"iot"}),
        ("We reach and lead all ages.", "en", {"pollution.chemicals", "building.lighting"}),
        ("a step and a car", "en", {"storage.mechanical", "mobility.ev"}),
        ("J'ai un mes amis et une formation d'air.", "fr", {"ai", "iot.industrial"}),
        ("Il sort de la commission et va charger le camion.", "fr", {"waste.sorting", "mobility.charging"}),
        ("Une solution commune pour transformer le portail.", "fr", {"grid.power_electronics", "mobility.ports"}),
        ("Wir wollen kaufen und ess zu Hause.", "de", {"waste.textile", "capability.procurement", "storage"}),
        ("Die Erwartung und die Verlagerung der Oberfläche", "de", {"capability.maintenance", "capability.site"}),
        ("Streifen im Verbrauch", "de", {"mobility.tyres", "data.open_science"}),
        ("이 방식은 본질적으로 감사한 공정수립 사례입니다.", "ko", {"water.reuse", "capability.consulting"}),
        ("시공사례와 패널은 회수 대상입니다.", "ko", {"circular.metal_recovery", "water.sludge"}),
        ("PVC와 AIR 그리고 LESS", "ko", {"solar.pv", "ai", "storage"}),
    ],
)
def test_letters_that_happen_to_agree_are_no_concept(text: str, language: str, absent: set[str]) -> None:
    assert codes_in(text, language) & absent == set()


@pytest.mark.parametrize(
    "text",
    ["wind, turbine", "wind. Turbine", "wind (turbine)", "wind – turbine", "wind\n\nturbine", "wind; turbine"],
)
def test_a_phrase_does_not_reach_over_punctuation(text: str) -> None:
    assert surfaces_of("wind", text, "en") == []


@pytest.mark.parametrize("text", ["wind turbines", "Wind-Turbine", "wind\nturbine", "WIND TURBINE", "wind  turbine’s"])
def test_a_phrase_may_be_hyphenated_wrapped_or_in_capitals(text: str) -> None:
    assert codes_in(text, "en") == {"wind"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("EVs and an EV", "mobility.ev"),
        ("CO₂ capture", "ccus"),
        ("electrolyzers", "hydrogen.electrolysis"),
        ("electrolysers", "hydrogen.electrolysis"),
        ("decarbonization", "climate_mitigation"),
        ("biobased", "circular.biobased"),
        ("wood fibre insulations", "building.insulation"),
    ],
)
def test_english_spellings_and_plurals(text: str, code: str) -> None:
    assert code in codes_in(text, "en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("l'hydrogène", "hydrogen"),
        ("L’HYDROGENE", "hydrogen"),
        ("la qualite de l’eau", "water.quality"),
        ("recyclage de batteries", "battery.recycling"),
        ("le recyclage des batteries", "battery.recycling"),
        ("réseaux électriques intelligents et locaux", "grid"),
        ("une énergie renouvelable", "energy.renewable"),
        ("matières recyclées", "circular.recycling"),
        ("de\u0301carbonation", "climate_mitigation"),
        ("bois d'oeuvre", "building.materials"),
    ],
)
def test_french_accents_elisions_and_agreement(text: str, code: str) -> None:
    assert code in codes_in(text, "fr")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mit Photovoltaikmodulen", "solar.pv"),
        ("mit Photovoltaik-Modulen", "solar.pv"),
        ("des Photovoltaiksystemherstellers", "solar.pv"),
        ("in Drucksensoren", "iot.sensor"),
        ("der Abwasserbehandlungsanlagen", "water.wastewater"),
        ("eines Wasserstoffspeichers", "hydrogen.storage"),
        ("des grünen Wasserstoffs", "hydrogen"),
        ("Altbatterierecyclinganlage", "battery.recycling"),
        ("biologisch abbaubaren Folien", "waste.bioplastics"),
        ("KI-gestützte Prognosen", "ai"),
        ("Naturschutzmassnahmen", "biodiversity"),
        ("Lithium-Ionen-Batterien", "battery"),
        ("Lithiumionenbatterien", "battery"),
    ],
)
def test_german_compounds_and_case_endings(text: str, code: str) -> None:
    assert code in codes_in(text, "de")


def test_the_passage_of_a_compound_is_the_whole_word() -> None:
    assert surfaces_of("solar.pv", "Dank Photovoltaiksystemtechnik sparen.", "de") == ["Photovoltaiksystemtechnik"]


@pytest.mark.parametrize(
    ("text", "code", "surface"),
    [
        ("태양광패널을 설치", "solar.pv", "태양광패널"),
        ("태양광 패널이 있다", "solar.pv", "태양광 패널"),
        ("폐 태양광 패널", "waste.pv_recycling", "폐 태양광 패널"),
        ("배터리를 재활용합니다", "battery.recycling", "배터리를 재활용"),
        ("배터리의 재활용", "battery.recycling", "배터리의 재활용"),
        ("탄소포집활용저장기술은", "ccus", "탄소포집활용저장"),
        ("건물일체형태양광모듈", "solar.bipv", "건물일체형태양광모듈"),
        ("ESS와 BIPV를", "storage", "ESS"),
        ("ESS와 BIPV를", "solar.bipv", "BIPV"),
        ("PEM수전해설비", "hydrogen.pem_electrolysis", "PEM수전해"),
        ("digital twin을 구축", "digital_twin", "digital twin"),
        ("LFP배터리팩", "battery.lfp", "LFP배터리"),
        ("AI기반 서비스", "ai", "AI기반"),
        ("생물다양성을", "biodiversity", "생물다양성"),
        ("수소연료전지차에", "mobility.hydrogen", "수소연료전지차"),
    ],
)
def test_korean_spacing_particles_and_abbreviations(text: str, code: str, surface: str) -> None:
    assert surfaces_of(code, text, "ko") == [surface]


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("ein Projekt zum digital product passport", "de", "circular.dpp"),
        ("un projet de smart metering", "fr", "grid.smart_meter"),
        ("uses 태양광 패널 here", "en", "solar.pv"),
        ("Eng Firma fir Photovoltaik", "lb", "solar.pv"),
        ("Een bedrijf voor smart grids", "nl", "grid"),
    ],
)
def test_loanwords_and_other_languages(text: str, language: str, code: str) -> None:
    assert code in codes_in(text, language)


def test_two_ideas_close_together_make_up_a_third() -> None:
    hits = find_concepts("We recycle end-of-life rotor blades of wind turbines.", "en")

    composed = [hit.surface for hit in hits if hit.code == "waste.blade_recycling"]

    assert composed == ["recycle end-of-life rotor blades", "recycle end-of-life rotor blades of wind turbines"]


@pytest.mark.parametrize(
    "text",
    [
        "We recycle. Wind turbines are inspected too.",
        "We recycle glass, wind turbines are inspected.",
        "We recycle for many clients of our region who also like wind turbines.",
        "recycling and wind turbines",
    ],
)
def test_ideas_of_two_clauses_or_far_apart_make_up_nothing(text: str) -> None:
    assert "waste.blade_recycling" not in codes_in(text, "en")


@pytest.mark.parametrize("language", [*LANGUAGES, "lb", ""])
def test_a_text_without_words_has_no_concepts(language: str) -> None:
    assert find_concepts("", language) == ()
    assert find_concepts(" \n…, 12 😀 \0", language) == ()


@given(
    text=st.lists(
        st.sampled_from(
            ["태양광", "패널을", "PV", "wind-", "turbines", "é", "ß", "İ", "l'eau", ",", "\n", "😀", "재활용하는"]
        )
        | st.text(max_size=5)
    ).map(" ".join),
    language=st.sampled_from([*LANGUAGES, "lb"]),
)
def test_hits_are_ordered_and_lie_in_the_text(text: str, language: str) -> None:
    hits = find_concepts(text, language)

    assert list(hits) == sorted(set(hits))
    assert [hit.surface for hit in hits] == [text[hit.start : hit.end] for hit in hits]
    assert all(hit.surface.strip() for hit in hits)
