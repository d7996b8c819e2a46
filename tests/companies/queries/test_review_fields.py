"""What a profile says, as those who review it read it."""

import pytest
from django.utils.translation import override

from companies.models import Company
from companies.queries.review_fields import company_rows


@pytest.mark.parametrize(
    ("language", "employees", "turnover"),
    [("en", "1,250", "€4,200,000"), ("de", "1.250", "4.200.000\u00a0€"), ("ko", "1,250", "420만 유로")],
)
def test_figures_are_written_as_the_language_of_the_reader_writes_them(
    language: str, employees: str, turnover: str
) -> None:
    with override(language):
        company = Company(
            country="LU", languages=[], nace=[], employees=1250, turnover=4_200_000, turnover_currency="EUR"
        )
        rows = {row.name: row.text for row in company_rows(company)}

    assert (rows["employees"], rows["turnover"]) == (employees, turnover)
