"""What an import refuses, and what it costs the lines beside it."""

from io import BytesIO

import pytest
from django.db import connection

from companies.models import Company
from exchange.profiles.reading import InvalidLine
from exchange.services.imports import ImportOptions, import_companies
from tests.exchange.profile_lines import company_line, project_line
from tests.exchange.services.test_imports import Announced, counts, import_lines
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def test_one_bad_project_refuses_the_whole_company_and_no_other(announced: Announced) -> None:
    bad = company_line(id="kr-02", projects=[project_line(id="a"), project_line(id="b", trl=0)])

    report = import_lines(company_line(), bad, company_line(id="kr-03"))

    assert counts(report) == (2, 0, 0, 1, 2)
    assert report.invalid_lines == [
        InvalidLine(
            2, ("project 2, trl: must be a whole number from 1 to 9; correct it.",), "kr-02", "Hanbit Cycle Co., Ltd."
        )
    ]
    assert sorted(Company.objects.values_list("source_id", flat=True)) == ["kr-01", "kr-03"]


def test_registration_number_of_another_company_is_refused() -> None:
    CompanyFactory(registration_number="124-81-00998")
    reason = (
        "registration_number: this number already belongs to another company. Check for a typing "
        "error or a company listed twice."
    )

    report = import_lines(
        company_line(registration_number="124-81-00998"),
        company_line(id="kr-02", registration_number="116-82-00276"),
        company_line(id="kr-03", registration_number="116-82-00276"),
    )

    assert report.invalid_lines == [InvalidLine(1, (reason,), "kr-01"), InvalidLine(3, (reason,), "kr-03")]


def test_company_cannot_move_to_the_other_country() -> None:
    import_lines(company_line())

    report = import_lines(company_line(country="LU"))

    assert report.invalid_lines == [
        InvalidLine(
            1,
            (
                (
                    "country: this company is already stored with the country KR, which cannot be changed; "
                    "import it under a new ID."
                ),
            ),
            "kr-01",
        )
    ]


def test_two_companies_that_swap_their_numbers_cost_no_other_line() -> None:
    first, second = (
        company_line(registration_number="124-81-00998"),
        company_line(id="kr-02", registration_number="116-82-00276"),
    )
    import_lines(first, second)

    report = import_lines(
        first | {"registration_number": "116-82-00276"},
        second | {"registration_number": "124-81-00998"},
        company_line(id="kr-03"),
    )

    assert counts(report) == (1, 0, 0, 2, 1)


def test_what_the_database_alone_refuses_costs_its_own_line_only() -> None:
    import_lines(company_line(), company_line(id="kr-02"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or the rows just written would bar the next line
        cursor.execute("ALTER TABLE companies_company ADD CONSTRAINT no_busan CHECK (city <> 'Busan')")

    report = import_lines(company_line(city="Busan"), company_line(id="kr-02", city="Seoul"), company_line(id="kr-03"))

    assert counts(report) == (1, 1, 0, 1, 1)
    assert [(invalid.number, invalid.source_id) for invalid in report.invalid_lines] == [(1, "kr-01")]
    assert Company.objects.get(source_id="kr-01").city == "Daejeon"


def test_refusals_beyond_a_thousand_are_counted_only() -> None:
    report = import_companies(BytesIO(b"?\n" * 1100), options=ImportOptions())

    assert (report.refused, len(report.invalid_lines)) == (1100, 1000)
