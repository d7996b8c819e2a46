import pytest

from taxonomy.languages import guess_language, name_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("수명이 다한 태양광 모듈을 처리하는 기업입니다.", "ko"),
        ("We recycle the glass of photovoltaic modules for the building industry.", "en"),
        ("Nous collectons les modules en fin de vie dans la Grande Région.", "fr"),
        ("Wir sammeln Altgeräte und betreiben eine Anlage in der Großregion.", "de"),
        ("PV-Recycling 2030", ""),
    ],
)
def test_language_is_guessed_from_script_and_frequent_words(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_language_without_a_name_shows_its_code() -> None:
    assert (name_language("lb"), name_language("xh")) == ("Luxembourgish", "XH")
