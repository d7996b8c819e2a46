import pytest

from values.text import clean_line, clean_paragraphs, clean_text, is_storable, replace_unstorable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Han\0bit", "Hanbit"), ("\ud83d", ""), ("a\udc00b", "ab"), ("한빛 🌱 é\n\t", "한빛 🌱 é\n\t"), ("", "")],
)
def test_what_no_database_can_hold_is_left_out_and_all_else_stays(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept
    assert is_storable(clean_text(typed))


def test_an_address_keeps_a_sign_where_something_was() -> None:
    assert replace_unstorable("/companies/a\0b/") == "/companies/a\ufffdb/"


@pytest.mark.parametrize(
    ("typed", "line", "paragraphs"),
    [
        ("Han\nbit\r\nCo\tLtd", "Han bit Co Ltd", "Han\nbit\nCo\tLtd"),
        ("Han\u2028bit\u2029Co\x85Ltd\v.", "Han bit Co Ltd .", "Han\nbit\nCo\nLtd\n."),
        ("\u202etiB\u202c \u2066n\u2069aH\u200e\u200f\u061c", "tiB naH", "tiB naH"),
        ("Han\u200bb\u2060it\ufeff\u00ad\U000e0041", "Hanbit", "Hanbit"),
        ("a\x00b\x1bc\x9bd", "abcd", "abcd"),
        ("  Hanbit\u00a0 Co. ", "Hanbit Co.", "  Hanbit\u00a0 Co. "),
        ("\u1112\u1161\u11ab", "한", "한"),
        ("e\u200b\u0301", "é", "é"),
        ("\u3164\uffa0 \u2800\u115f\u200b", "", ""),
        ("\u200d\ufe0f", "", ""),
        ("한\u3164빛 ☀\ufe0f", "한빛 ☀", "한빛 ☀\ufe0f"),
        ("👩\u200d🔬", "👩🔬", "👩\u200d🔬"),
        ("Société é 한빛 – „Glas“", "Société é 한빛 – „Glas“", "Société é 한빛 – „Glas“"),
    ],
)
def test_nothing_invisible_stays_in_a_line_or_in_paragraphs(typed: str, line: str, paragraphs: str) -> None:
    assert clean_line(typed) == line
    assert clean_paragraphs(typed) == paragraphs
