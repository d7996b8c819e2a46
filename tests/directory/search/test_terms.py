import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.search.terms import lexemes_of, read_terms


def meets(text: str, query: str) -> bool:
    """Whether what is stored for the text meets every word of the query in one of its alternatives."""
    stored = lexemes_of(text)
    return all(
        any(
            all(
                any(kept.startswith(lexeme) for kept in stored) if entry.is_prefix else lexeme in stored
                for lexeme in entry.lexemes
            )
            for entry in term.alternatives
        )
        for term in read_terms(query)
    )


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("태양광 패널을 재활용합니다", "태양광패널"),
        ("태양광패널을 재활용합니다", "태양광 패널"),
        ("태양광패널 재활용", "태양광 패널 재활용"),
        ("폐기물 선별 로봇을 공급합니다", "폐기물선별로봇"),
        ("폐기물선별로봇", "폐기물 선별 로봇"),
        ("폐태양광 모듈의 회수", "태양광"),
        ("빗물저류시설", "빗물 저류 시설"),
        ("Énergies renouvelables", "energie renouvelable"),
        ("Wärmepumpen für Gebäude", "Waermepumpe"),
        ("Wärmepumpen für Gebäude", "warmepumpe"),
        ("We recycled glass", "recycling of glass"),
        ("Traitement des eaux usées", "eau usée"),
        ("Solaranlagen", "solar"),
        ("CO₂-neutral", "CO2"),
        ("Hanbit Cycle Co., Ltd.", "hanbit cycle"),
        ("한빛사이클(주)", "㈜한빛사이클"),
        ("Eaux du Plateau S.à r.l.", "Eaux du Plateau SARL"),
        ("AI기반 예측", "AI 예측"),
    ],
)
def test_text_is_met_whatever_the_spacing_accents_endings_and_legal_form(text: str, query: str) -> None:
    assert meets(text, query)


@pytest.mark.parametrize(("text", "query"), [("태양광 모듈", "풍력"), ("water", "fire")])
def test_text_about_something_else_is_not_met(text: str, query: str) -> None:
    assert not meets(text, query)


def test_legal_forms_and_grammar_leave_no_lexeme() -> None:
    assert lexemes_of("㈜ (주) 주식회사 Co., Ltd. S.à r.l. GmbH the und des") == frozenset()


@given(st.text())
def test_every_text_meets_itself_as_a_query(text: str) -> None:
    assert meets(text, text)


@given(st.text())
def test_places_of_the_words_lie_in_the_text(text: str) -> None:
    assert all(0 <= term.start < term.end <= len(text) for term in read_terms(text))
