"""One label for one thing: the choices of forms are named by the taxonomy, as the authorities name them."""

import pytest
from django.utils.translation import override

from exchange.tables.cells import convert_cell
from taxonomy.concepts import load_taxonomy
from taxonomy.vocabulary import DigitalTechnology, GreenObjective


@pytest.mark.parametrize("language", ["en", "fr", "de", "ko"])
def test_choices_are_called_as_their_concept(language: str) -> None:
    with override(language):
        named = {choice.value: str(choice.label) for choice in [*GreenObjective, *DigitalTechnology]}

    assert named == {code: load_taxonomy().label(code, language) for code in named}


def test_objectives_bear_the_official_korean_names() -> None:
    with override("ko"):
        names = [str(objective.label) for objective in GreenObjective]

    assert names == [
        *("온실가스 감축", "기후변화 적응", "물의 지속가능한 보전", "순환경제로의 전환", "오염 방지 및 관리"),
        "생물다양성 보전",
    ]


def test_a_file_may_call_them_by_a_shorter_name() -> None:
    assert convert_cell("green_objectives", "Biodiversität; 순환경제; Water and marine resources") == [
        *("biodiversity", "circular_economy", "water")
    ]
    assert convert_cell("digital", "IoT; künstliche Intelligenz") == ["iot", "ai"]
