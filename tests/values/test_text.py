import pytest

from values.text import clean_text, is_storable, replace_unstorable


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Han\0bit", "Hanbit"), ("\ud83d", ""), ("a\udc00b", "ab"), ("한빛 🌱 é\n\t", "한빛 🌱 é\n\t"), ("", "")],
)
def test_what_no_database_can_hold_is_left_out_and_all_else_stays(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept
    assert is_storable(clean_text(typed))


def test_an_address_keeps_a_sign_where_something_was() -> None:
    assert replace_unstorable("/companies/a\0b/") == "/companies/a\ufffdb/"
