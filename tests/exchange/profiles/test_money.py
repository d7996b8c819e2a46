"""A turnover in a line: with its currency, as people write it, or in euros by its first name."""

import json
from typing import Any

import pytest

from exchange.errors import ProfileRefusedError
from exchange.profiles.reading import read_company
from tests.exchange.profile_lines import company_line


def reasons_for(line: dict[str, Any]) -> list[str]:
    with pytest.raises(ProfileRefusedError) as refused:
        read_company(json.dumps(line))
    return list(refused.value.reasons)


@pytest.mark.parametrize(
    ("said", "money"),
    [
        ({"turnover_eur": 4_200_000}, (4_200_000, "EUR")),
        ({"turnover_eur": None, "turnover": {"amount": 3_100_000_000, "currency": "KRW"}}, (3_100_000_000, "KRW")),
        ({"turnover_eur": None, "turnover": {"amount": "31억", "currency": "KRW"}}, (3_100_000_000, "KRW")),
        ({"turnover_eur": None, "turnover": "3,1 Mio. €"}, (3_100_000, "EUR")),
        ({"turnover_eur": 5, "turnover": {"amount": 5, "currency": "EUR"}}, (5, "EUR")),
        ({"turnover_eur": None, "turnover": None}, (None, "")),
    ],
)
def test_turnover_has_its_currency(said: dict[str, Any], money: tuple[int | None, str]) -> None:
    record = read_company(json.dumps(company_line(**said)))

    assert (record.fields["turnover"], record.fields["turnover_currency"]) == money


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            {"turnover_eur": 5, "turnover": {"amount": 6, "currency": "EUR"}},
            "turnover: the value contradicts “turnover_eur”; keep one of the two.",
        ),
        (
            {"turnover": {"amount": 6}},
            "turnover: an amount has the two keys “amount” and “currency”; correct the value.",
        ),
        ({"turnover": "31"}, "turnover: Add the currency of the amount: EUR for euros or KRW for won."),
        (
            {"turnover": {"amount": 10**13, "currency": "EUR"}},
            "turnover: Enter an amount from 0 to 1000000000000.",
        ),
        ({"turnover": 31}, "turnover: expected an object, found a number; correct the value."),
    ],
)
def test_wrong_turnover_is_refused_with_its_reason(said: dict[str, Any], reason: str) -> None:
    assert reasons_for(company_line(**{"turnover_eur": None} | said)) == [reason]


def test_digest_of_a_line_in_euros_is_what_it_was_before_there_was_a_currency() -> None:
    digests = [read_company(json.dumps(company_line(**said))).digest() for said in ({}, {"turnover_eur": None})]

    assert digests == [
        "0800cceb79f003306114f33c8ba7fdf9a6eadc23e509ac99a78da165d9c190bd",
        "d9822191d645a0cdf65f987c1a4acc525704cdee718e3cb5f8eeb2d6e14f1b30",
    ]
