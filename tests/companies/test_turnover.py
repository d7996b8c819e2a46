"""A turnover has its currency whoever writes it, also the version of the portal that knew euros alone."""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from companies.models import Company
from companies.templatetags.own_companies import stored_words
from tests.factories import CompanyFactory
from values.money.amounts import Money

pytestmark = pytest.mark.django_db


def write(statement: str, *values: object) -> None:
    """As a version does whose model has the column in euros and none beside it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def euros_in(company: Company) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT turnover_eur FROM companies_company WHERE id = %s", [company.pk])
        found: int | None = cursor.fetchone()[0]
    return found


@pytest.mark.parametrize(("amount", "currency"), [(5, ""), (None, "EUR"), (5, "USD")])
def test_amount_and_currency_go_together(amount: int | None, currency: str) -> None:
    with pytest.raises(IntegrityError, match="companies_company_turnover"):
        CompanyFactory(turnover=amount, turnover_currency=currency)


@pytest.mark.parametrize(("money", "euros"), [(Money(5, "EUR"), 5), (Money(5, "KRW"), None)])
def test_column_in_euros_follows_what_is_stated(money: Money, euros: int | None) -> None:
    company = CompanyFactory(turnover=money.amount, turnover_currency=money.currency)
    assert (company.turnover_eur, euros_in(company)) == (euros, euros)

    Company.objects.update(turnover=7, turnover_currency="EUR")
    assert euros_in(company) == 7

    Company.objects.update(turnover=None, turnover_currency="")
    assert euros_in(company) is None


def test_what_the_version_before_writes_is_stated_in_euros() -> None:
    company = CompanyFactory(turnover=5, turnover_currency="KRW")

    write("UPDATE companies_company SET turnover_eur = 9")
    assert Company.objects.get().stated_turnover == Money(9, "EUR")

    write("UPDATE companies_company SET employees = 3, turnover_eur = %s", euros_in(company))
    assert Company.objects.get().stated_turnover == Money(9, "EUR")

    write("UPDATE companies_company SET turnover_eur = NULL")
    assert Company.objects.get().stated_turnover is None


def test_visitors_read_the_sum_as_stated_and_beside_it_what_it_is_worth(client: Client, settings: Any) -> None:
    company = CompanyFactory(turnover=3_100_000_000, turnover_currency="KRW")
    path = f"/companies/{company.public_id}/"

    settings.EXCHANGE_RATE_EUR_KRW = ""
    alone = client.get(path).content.decode()
    settings.EXCHANGE_RATE_EUR_KRW = "1480@2026-11-27"
    beside = client.get(path).content.decode()

    assert "<dd>₩3,100,000,000</dd>" in alone
    assert "<dd>₩3,100,000,000 (about €2.1 million at 1,480 won to the euro on 27 November 2026)</dd>" in beside


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("turnover", "3100000000", "3,100,000,000"),
        ("turnover_currency", "KRW", "won"),
        ("turnover_eur", "4200000", "€4,200,000"),
        ("turnover", "", ""),
    ],
)
def test_history_says_in_words_what_was_stated(field: str, text: str, words: str) -> None:
    assert stored_words(text, field) == words
