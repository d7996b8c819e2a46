import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from values.formats.numbers import write_money, write_number
from values.money.amounts import Money, MoneyError
from values.money.reading import currency_in, read_money, unit_of


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("31억 원", 3_100_000_000),
        ("31억원", 3_100_000_000),
        ("약 31억 원", 3_100_000_000),
        ("일금 31억 원정", 3_100_000_000),
        ("3억 5천만원", 350_000_000),
        ("12억3,000만 원", 1_230_000_000),
        ("1조 2,000억원", 1_200_000_000_000),
        ("1.5억원", 150_000_000),
        ("1.234억 원", 123_400_000),
        ("5천2백만원", 52_000_000),
        ("3,100백만원", 3_100_000_000),
        ("4,200천원", 4_200_000),
        ("천만 원", 10_000_000),
        ("4200000원", 4_200_000),
        ("₩3,100,000,000", 3_100_000_000),
        ("￦３,１００,０００,０００", 3_100_000_000),
        ("\\3,100,000,000", 3_100_000_000),
        ("KRW 3.1 billion", 3_100_000_000),
        ("3.1bn won", 3_100_000_000),
        ("3,100 Mio. KRW", 3_100_000),
        ("3,1 Mrd. Won", 3_100_000_000),
        ("3,1 milliards de wons sud-coréens", 3_100_000_000),
        ("420만 원", 4_200_000),
        ("0원", 0),
    ],
)
def test_won_are_read_as_people_write_them(text: str, won: int) -> None:
    assert read_money(text) == Money(won, "KRW")


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("3,1 Mio. €", 3_100_000),
        ("1,2 M€", 1_200_000),
        ("EUR 300k", 300_000),
        ("300 T€", 300_000),
        ("TEUR 300", 300_000),
        ("€1.2 million", 1_200_000),
        ("€1.2m", 1_200_000),
        ("environ 1,2 million d’euros", 1_200_000),
        ("ca. 2 Millionen Euro", 2_000_000),
        ("1.250 Mio. EUR", 1_250_000_000),
        ("1,250 Mio. EUR", 1_250_000),
        ("€1,250 thousand", 1_250_000),
        ("1.200.000,50 €", 1_200_000),
        ("4 200 000,00 €", 4_200_000),
        ("4\u202f200\u202f000 €", 4_200_000),
        ("4’200’000 Euro", 4_200_000),
        ("EUR 4,200,000.00", 4_200_000),
        ("250.000 €", 250_000),
        ("250,000 EUR", 250_000),
        ("４２０００００ 유로", 4_200_000),
        ("420만 유로", 4_200_000),
        ("1200000,5 EUR", 1_200_000),
    ],
)
def test_euros_are_read_as_people_write_them(text: str, euros: int) -> None:
    assert read_money(text) == Money(euros, "EUR")


@pytest.mark.parametrize(
    "text", ["250.000", "250,000", "250 000", "250000", "250.000,00", "250,000.00", "250k", "25만"]
)
@pytest.mark.parametrize("currency", ["EUR", "KRW"])
def test_currency_of_the_list_counts_where_the_text_names_none(text: str, currency: str) -> None:
    assert read_money(text, currency=currency) == Money(250_000, currency)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.250 M€", "This amount can mean 1250000 or 1250000000. Write all its digits."),
        ("1,250k €", "This amount can mean 1250 or 1250000. Write all its digits."),
        ("3억 5천원", "This amount can mean 300005000 or 350000000. Write all its digits."),
        ("€3.1", "Is this the whole amount? Write all its digits, or add the unit, for example 3.1 million."),
        ("$3,000,000", "Only euros and won can be entered. Convert the amount to one of them."),
        ("3백만 달러", "Only euros and won can be entered. Convert the amount to one of them."),
        ("-5 €", "The amount cannot be below 0. Correct it."),
        ("250000", "Add the currency of the amount: EUR for euros or KRW for won."),
        ("€2000000000000", "Enter an amount from 0 to 1000000000000."),
    ],
)
def test_what_means_two_things_or_none_says_what_to_type(text: str, words: str) -> None:
    with pytest.raises(MoneyError) as refused:
        read_money(text)

    assert str(refused.value) == words


@pytest.mark.parametrize(
    "text",
    [
        "many",
        "10-20억원",
        "1–2 Mio. €",
        "12,34,567 €",
        "1,2,3 €",
        "€5 원",
        "5만 3억원",
        "1.2.3,4 €",
        "0.500 €",
        "€" * 90,
        "€",
    ],
)
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(MoneyError, match="cannot be read"):
        read_money(text)


def test_two_currencies_are_not_guessed_between() -> None:
    with pytest.raises(MoneyError, match="The amount is in won, but you have chosen euros"):
        read_money("31억 원", currency="EUR")


@pytest.mark.parametrize("language", ["fr", "de"])
def test_billion_is_asked_about_where_it_is_a_thousand_times_more(language: str) -> None:
    with translation.override(language), pytest.raises(MoneyError) as refused:
        read_money("3,1 billion EUR")

    assert "3100000000" in str(refused.value)
    assert "3100000000000" in str(refused.value)


@pytest.mark.parametrize(
    ("words", "factor"),
    [
        ("백만원", 10**6),
        ("단위: 천원", 10**3),
        ("k€", 10**3),
        ("in Mio. EUR", 10**6),
        ("원", 1),
        ("EUR", 1),
        ("억원", 10**8),
    ],
)
def test_units_at_the_head_of_a_column_are_known(words: str, factor: int) -> None:
    unit = unit_of(words)

    assert unit is not None
    assert read_money("12", currency=currency_in(words), unit=unit).amount == 12 * factor


@pytest.mark.parametrize("words", ["name", "USD", "last year"])
def test_other_words_at_the_head_of_a_column_are_no_unit(words: str) -> None:
    assert unit_of(words) is None


@given(st.integers(0, 10**12), st.sampled_from(["EUR", "KRW"]), st.sampled_from(["en", "fr", "de", "ko"]))
def test_what_we_write_reads_back_in_every_language(amount: int, currency: str, language: str) -> None:
    with translation.override(language):
        assert read_money(write_money(amount, currency)) == Money(amount, currency)
        assert read_money(write_number(amount), currency=currency) == Money(amount, currency)


@given(st.text(alphabet="0123456789.,'’ -억만천조백십원€kKmMuroeE", max_size=20))
def test_nothing_but_a_sum_or_a_refusal_comes_of_any_text(text: str) -> None:
    try:
        amount = read_money(text, currency=currency_in(text) or "EUR").amount
    except MoneyError:
        return

    assert amount >= 0
