"""A translation says the same numbers and units, however its language writes them."""

import pytest

from translation.figures import different_figures

SAME = [
    ("국내 23개 지자체, 관로 4,800km에 설치", "ko", "in 23 municipalities along 4,800 km of mains", "en"),
    ("1억 5,000만 원 규모", "ko", "worth 150 million won", "en"),
    ("매출 31억 원, 직원 29명", "ko", "3,1 milliards de wons, 29 salariés", "fr"),
    ("평균 위치 오차는 0.9m", "ko", "der mittlere Fehler beträgt 0,9 m", "de"),
    ("1.2 million euros a year", "en", "1,2 Million Euro im Jahr", "de"),
    ("Rund 1.250 Tonnen", "de", "environ 1 250 tonnes", "fr"),
    ("3 pilot sites", "en", "trois sites pilotes", "fr"),
    ("두 명의 엔지니어", "ko", "2 engineers", "en"),
    ("CO2 falls by 12.5 %", "en", "Das CO₂ sinkt um 12,5 %", "de"),
    ("40~300mm 플라스틱관", "ko", "plastic pipes of 40 to 300 mm", "en"),
    ("a 30 kW unit at 80 °C", "en", "une unité de 30 kW à 80 °C", "fr"),
    ("ISO 14001 and B2B", "en", "ISO 14001 et B2B", "fr"),
    ("2 billion euros", "en", "2 milliards d’euros", "fr"),
    ("6개월간 10,000천 원", "ko", "10 million won over 6 months", "en"),
]
CHANGED = [
    ("관로 4,800km", "ko", "along 480 km of mains", "en"),
    ("3 pilot sites", "en", "cinq sites pilotes", "fr"),
    ("3 pilot sites", "en", "5 sites pilotes", "fr"),
    ("0.9 m", "en", "9 m", "fr"),
    ("30 kW", "en", "30 MW", "fr"),
    ("1.2 million euros", "en", "1,2 milliard d’euros", "fr"),
    ("no figure at all", "en", "aucun chiffre, sauf 17", "fr"),
    ("17 tonnes", "en", "des tonnes", "fr"),
    ("매출 31억 원", "ko", "31 million won", "en"),
]


@pytest.mark.parametrize(("original", "source", "translation", "target"), SAME)
def test_the_same_figures(original: str, source: str, translation: str, target: str) -> None:
    assert different_figures(original, source, translation, target) == ""


@pytest.mark.parametrize(("original", "source", "translation", "target"), CHANGED)
def test_other_figures(original: str, source: str, translation: str, target: str) -> None:
    assert different_figures(original, source, translation, target)
