from hypothesis import given
from hypothesis import strategies as st

from directory.search.highlighting import cut, find_themes, find_words, mark
from directory.search.question import read_question


def marked(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in find_words(text, read_question(query, "en"))]


def test_words_are_marked_in_whatever_form_they_stand() -> None:
    assert marked("Recycling, recycled and upcycled", "recycle") == ["Recycling", "recycled"]
    assert marked("L'Énergie des marées", "energie") == ["Énergie"]
    assert marked("태양광 패널을 재활용하는 태양광패널 회사", "태양광패널") == ["태양광", "패널", "태양광패널"]
    assert marked("Art of the cart", "art") == ["Art"]


def test_themes_are_marked_in_another_language() -> None:
    text = "Nous installons des pompes à chaleur."

    assert [text[start:end] for start, end in find_themes(text, "fr", ("heat.pump",))] == ["pompes à chaleur"]


@given(st.text(), st.text())
def test_pieces_are_the_text(text: str, query: str) -> None:
    spans = find_words(text, read_question(query, "en"))

    assert "".join(piece for piece, _is_marked in mark(text, spans)) == text


@given(st.text(min_size=1), st.text())
def test_cutting_keeps_the_first_place(around: str, before: str) -> None:
    text = f"{before} electrolyser {around}"

    pieces = cut(text, find_words(text, read_question("electrolyser", "en")))

    assert next(piece for piece, is_marked in pieces if is_marked).lower().startswith("electrolyser")


def test_long_text_is_cut_between_words_around_the_place() -> None:
    text = "word " * 60 + "electrolyser " + "other " * 60

    pieces = cut(text, find_words(text, read_question("electrolyser", "en")))

    whole = "".join(piece for piece, _is_marked in pieces)
    assert whole.startswith("… word ")
    assert whole.endswith("other …")
    assert len(whole) < 220
