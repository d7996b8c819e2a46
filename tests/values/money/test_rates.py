from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from values.money.amounts import Money
from values.money.rates import Rate, check_rate, convert, read_rate


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("", None),
        ("1480@2026-11-27", Rate(Decimal(1480), date(2026, 11, 27))),
        (
            "1480.25 @ 2026-11-27 @ European Central Bank",
            Rate(Decimal("1480.25"), date(2026, 11, 27), "European Central Bank"),
        ),
    ],
)
def test_rate_has_its_day_and_source(text: str, rate: Rate | None) -> None:
    assert read_rate(text) == rate


@pytest.mark.parametrize(
    "text", ["1480", "@2026-11-27", "0@2026-11-27", "-1@2026-11-27", "NaN@2026-11-27", "1480@27.11.2026"]
)
def test_portal_does_not_start_with_a_rate_that_is_none(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EXCHANGE_RATE_EUR_KRW"):
        check_rate(text)


def test_nothing_is_converted_without_a_rate(settings: Any) -> None:
    settings.EXCHANGE_RATE_EUR_KRW = ""

    assert convert(Money(3_100_000_000, "KRW"), "EUR") is None
    assert convert(Money(5, "EUR"), "EUR") == Money(5, "EUR")


def test_both_ways_at_the_rate(settings: Any) -> None:
    settings.EXCHANGE_RATE_EUR_KRW = "1480@2026-11-27"

    assert convert(Money(3_100_000_000, "KRW"), "EUR") == Money(2_094_595, "EUR")
    assert convert(Money(2_000_000, "EUR"), "KRW") == Money(2_960_000_000, "KRW")
