"""Programs state a turnover with its currency; those that know euros alone go on as before."""

from collections.abc import Callable
from typing import Any

import pytest

from companies.models import Company
from tests.api.conftest import Program
from tests.factories import MembershipFactory
from values.money.amounts import Money

pytestmark = pytest.mark.django_db
WON = {"amount": 3_100_000_000, "currency": "KRW"}


class Editor:
    def __init__(self, program: Callable[..., Program]) -> None:
        member = MembershipFactory()
        self.program = program(member.user, "write")
        self.address = f"/me/companies/{member.company.public_id}/"

    def edit(self, **members: Any) -> Any:
        etag = self.program.get(self.address).headers["ETag"]
        return self.program.patch(self.address, members, **{"If-Match": etag})


@pytest.fixture
def editor(program: Callable[..., Program]) -> Editor:
    return Editor(program)


def said(answer: Any) -> tuple[Any, Any]:
    assert answer.status_code == 200, answer.content
    return answer.json()["turnover"], answer.json()["turnover_eur"]


def test_won_are_written_and_read_as_they_are(editor: Editor) -> None:
    assert said(editor.edit(turnover=WON)) == (WON, None)
    assert said(editor.program.get(editor.address)) == (WON, None)
    assert Company.objects.get().stated_turnover == Money(3_100_000_000, "KRW")


def test_euros_are_written_and_read_by_both_names(editor: Editor) -> None:
    euros = {"amount": 4_200_000, "currency": "EUR"}

    assert said(editor.edit(turnover_eur=4_200_000)) == (euros, 4_200_000)
    assert said(editor.edit(turnover=euros | {"amount": 5})) == (euros | {"amount": 5}, 5)
    assert said(editor.edit(turnover_eur=None)) == (None, None)


@pytest.mark.parametrize("turnover", [WON, {"amount": 5, "currency": "EUR"}, None])
def test_what_was_read_can_be_sent_back_whole(editor: Editor, turnover: Any) -> None:
    read = said(editor.edit(turnover=turnover))

    assert said(editor.edit(turnover=read[0], turnover_eur=read[1])) == read


def test_a_program_that_knows_euros_alone_does_not_empty_won(editor: Editor) -> None:
    editor.edit(turnover=WON)

    assert said(editor.edit(turnover_eur=None, employees=3)) == (WON, None)


def test_an_amount_may_be_a_text_as_people_write_it(editor: Editor) -> None:
    assert said(editor.edit(turnover={"amount": "31억", "currency": "KRW"})) == (WON, None)


def test_a_change_of_the_currency_alone_is_another_version(editor: Editor) -> None:
    etags = {editor.edit(turnover={"amount": 5, "currency": currency}).headers["ETag"] for currency in ("EUR", "KRW")}

    assert len(etags) == 2


@pytest.mark.parametrize(
    ("members", "pointer"),
    [
        ({"turnover": {"amount": 5}}, "/turnover/currency"),
        ({"turnover": {"currency": "EUR"}}, "/turnover/amount"),
        ({"turnover": {"amount": "3.1 pounds", "currency": "EUR"}}, "/turnover/amount"),
        ({"turnover": {"amount": "31억 원", "currency": "EUR"}}, "/turnover/amount"),
        ({"turnover": {"amount": 10**13, "currency": "EUR"}}, "/turnover/amount"),
        ({"turnover": {"amount": 5, "currency": "USD"}}, "/turnover/currency"),
        ({"turnover": {"amount": 5, "currency": "EUR", "year": 2025}}, "/turnover/year"),
        ({"turnover": 5}, "/turnover"),
        ({"turnover": WON, "turnover_eur": 5}, "/turnover_eur"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(editor: Editor, members: dict[str, Any], pointer: str) -> None:
    refused = editor.edit(**members)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"].startswith(pointer)
    assert Company.objects.get().stated_turnover is None
