from typing import Any

import pytest
from django.utils.translation import override

from values.formats.money import write_roughly, write_stated
from values.money.amounts import Money

WON, EUROS = Money(3_100_000_000, "KRW"), Money(4_200_000, "EUR")


@pytest.mark.parametrize(
    ("language", "won", "euros"),
    [
        ("en", "₩3,100,000,000", "€4,200,000"),
        ("fr", "3\u202f100\u202f000\u202f000\u00a0₩", "4\u202f200\u202f000\u00a0€"),
        ("de", "3.100.000.000\u00a0₩", "4.200.000\u00a0€"),
        ("ko", "31억 원", "420만 유로"),
    ],
)
def test_sums_stand_as_they_were_stated_while_no_rate_is_set(
    settings: Any, language: str, won: str, euros: str
) -> None:
    settings.EXCHANGE_RATE_EUR_KRW = ""

    with override(language):
        assert (write_stated(WON), write_stated(EUROS)) == (won, euros)


@pytest.mark.parametrize(
    ("language", "won", "euros"),
    [
        (
            "en",
            "₩3,100,000,000 (about €2.1 million at 1,480 won to the euro on 27 November 2026)",
            "€4,200,000",
        ),
        (
            "fr",
            (
                "3\u202f100\u202f000\u202f000\u00a0₩, soit environ 2,1 millions d’euros"
                " (au cours de 1\u202f480 wons pour un euro le 27 novembre 2026)"
            ),
            "4\u202f200\u202f000\u00a0€",
        ),
        (
            "de",
            "3.100.000.000\u00a0₩, etwa 2,1 Millionen Euro (zum Kurs von 1.480 Won je Euro am 27. November 2026)",
            "4.200.000\u00a0€",
        ),
        ("ko", "31억 원", "420만 유로, 약 62억 원(2026년 11월 27일 기준 1유로당 1,480원)"),
    ],
)
def test_readers_of_the_other_currency_see_about_what_it_is_worth_on_which_day(
    settings: Any, language: str, won: str, euros: str
) -> None:
    settings.EXCHANGE_RATE_EUR_KRW = "1480@2026-11-27"

    with override(language):
        assert (write_stated(WON), write_stated(EUROS)) == (won, euros)


def test_source_of_the_rate_is_named(settings: Any) -> None:
    settings.EXCHANGE_RATE_EUR_KRW = "1480.25@2026-11-27@ECB"

    assert write_stated(WON).endswith("at 1,480.25 won to the euro on 27 November 2026, ECB)")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "€0"),
        (845_123, "€850,000"),
        (1_049_000, "€1 million"),
        (12_345_678, "€12 million"),
        (1_260_000_000, "€1.3 billion"),
    ],
)
def test_what_is_worth_about_has_two_figures(amount: int, text: str) -> None:
    assert write_roughly(Money(amount, "EUR")) == text
