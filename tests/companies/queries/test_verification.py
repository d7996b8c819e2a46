from typing import Any

import pytest

from companies.models import Company
from companies.queries.verification import Finding, check_number, check_sme


def company(**fields: Any) -> Company:
    return Company(
        **{"country": "LU", "employees": 38, "turnover": 4_200_000, "turnover_currency": "EUR", "sme_year": 2026}
        | fields
    )


@pytest.mark.parametrize(
    ("country", "number", "finding"),
    [
        ("KR", "124-81-00998", Finding.FITS),
        ("KR", "124-81-00999", Finding.DOUBT),
        ("LU", "LU15027442", Finding.FITS),
        ("LU", "LU15027443", Finding.DOUBT),
        ("LU", "B123456", Finding.OPEN),
        ("LU", "", Finding.OPEN),
    ],
)
def test_number_is_judged_by_its_check_digits(country: str, number: str, finding: Finding) -> None:
    assert check_number(company(country=country, registration_number=number)).finding == finding


@pytest.mark.usefixtures("in_2026")
@pytest.mark.parametrize(
    ("fields", "findings"),
    [
        ({}, [Finding.OPEN]),
        ({"is_sme_eu": True}, [Finding.FITS]),
        ({"is_sme_eu": True, "employees": 249, "turnover": 50_000_000}, [Finding.FITS]),
        ({"is_sme_eu": True, "employees": 250}, [Finding.DOUBT]),
        ({"is_sme_eu": True, "turnover": 50_000_001}, [Finding.DOUBT]),
        ({"is_sme_eu": True, "turnover": None, "turnover_currency": ""}, [Finding.OPEN]),
        ({"is_sme_eu": True, "employees": None}, [Finding.OPEN]),
        ({"is_sme_eu": False}, [Finding.DOUBT]),
        ({"is_sme_eu": False, "employees": 250}, [Finding.FITS]),
        ({"is_sme_korea": True}, [Finding.OPEN]),
        ({"is_sme_eu": True, "is_sme_korea": False}, [Finding.FITS, Finding.OPEN]),
        ({"is_sme_eu": True, "sme_year": None}, [Finding.FITS, Finding.DOUBT]),
        ({"is_sme_eu": True, "sme_year": 2023}, [Finding.FITS, Finding.DOUBT]),
        ({"is_sme_eu": True, "sme_year": 2024}, [Finding.FITS]),
    ],
)
def test_declaration_is_held_against_the_figures(fields: dict[str, Any], findings: list[Finding]) -> None:
    assert [check.finding for check in check_sme(company(**fields))] == findings


@pytest.mark.usefixtures("in_2026")
@pytest.mark.parametrize(
    ("rate", "won", "finding"),
    [
        ("", 6_000_000_000, Finding.OPEN),
        ("1480@2026-11-27", 6_000_000_000, Finding.FITS),
        ("1480@2026-11-27", 75_000_000_000, Finding.DOUBT),
    ],
)
def test_won_are_held_against_the_limit_in_euros_only_at_a_rate(
    settings: Any, rate: str, won: int, finding: Finding
) -> None:
    settings.EXCHANGE_RATE_EUR_KRW = rate

    (check,) = check_sme(company(is_sme_eu=True, turnover=won, turnover_currency="KRW"))

    assert check.finding == finding
    assert ("no exchange rate" in check.words) == (rate == "")


def test_contradiction_is_said_in_words() -> None:
    (check, *_rest) = check_sme(company(is_sme_eu=True, employees=300))

    assert (
        check.words
        == "EU definition: declared as an SME, but the company has 300 employees and an SME must have fewer than 250."
    )
