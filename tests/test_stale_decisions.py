"""Every form that decides names what was seen; stale, it decides nothing, says what changed and keeps all typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import User
from matching.models import Match
from tests.access import TABLE
from tests.access_arguments import arguments
from tests.sent_forms import BrowserForm, form_at, forms_of
from tests.stale_cases import TYPED, Case, Maker, cases
from tests.test_access import match as match  # noqa: PLC0414 - fixtures of the same world
from tests.test_access import people as people  # noqa: PLC0414

pytestmark = pytest.mark.django_db
TRIED_ELSEWHERE = {
    "matching:match_review": "seen",
    "matching:match_review_bulk": "chosen",
    "matching:suggestion_answer": "round_seen",
    "partnerships:consent_give": "seen",
    "partnerships:stage_move": "from_stage",
    "partnerships:case_approve": "version",
    "companies:company_decide": "read_at",
    "companies:project_decide": "read_at",
    "companies:company_claim": "seen",
    "companies:company_change_check": "last_id",
    "companies:project_change_check": "last_id",
    "companies:own_member_role": "seen",
    "events:event_publish": "seen",
    "events:registration_decide": "chosen",
    "meetings:schedule_publish": "seen",
    "meetings:meeting_move": "seen",
    "meetings:meeting_swap": "seen",
    "meetings:meeting_cancel": "seen",
    "events:attendee_undo": "seen",
}
"""The decisions that have their own tests of a stale page, with the field that names what was seen."""
ON_OTHER_PAGES = {
    *("companies:company_change_check", "companies:project_change_check", "companies:own_member_role"),
    *("matching:match_review_bulk", "partnerships:case_approve", "events:attendee_undo"),
}
"""Whose forms stand on a page that is not above the address they are sent to."""
TICKED = {"events:registration_decide"}
"""Whose field is the value of boxes, sent once they are ticked."""
DECIDES_ON_NOTHING_READ = {
    # one's own, taken back or put away: whatever changed, that is wanted
    *("matching:block_lift", "partnerships:request_withdraw", "partnerships:consent_withdraw"),
    *("partnerships:case_withdraw", "companies:own_project_withdraw", "companies:own_project_archive"),
    *("companies:own_project_requests", "companies:own_draft_discard", "companies:own_invitation_withdraw"),
    *("companies:own_member_remove", "accounts:token_revoke", "accounts:kept_form_drop"),
    *(f"directory:saved_search_{step}" for step in ("pause", "resume", "delete")),
    *("events:registration_cancel", "meetings:meeting_request_withdraw", "events:intention_drop"),
    # of which nothing that was read can change: a request for a meeting is never edited, a kept place is a place
    *("meetings:meeting_request_accept", "meetings:meeting_request_decline", "events:offer_accept"),
    # written anew
    *("companies:own_join_ask", "companies:own_invite", "partnerships:message_post", "accounts:token_create"),
    *("notifications:webhook_create", "partnerships:action_set", "partnerships:action_finish"),
    # looked at, or done again by a machine
    *(
        "events:zone_set",
        "events:event_close",
        "events:event_reopen",
        "meetings:schedule_compute",
        "meetings:meeting_pin",
    ),
    # what somebody sees before them on the day, and what stands when it is written twice
    *("events:attendee_check_in", "meetings:absence_report", "meetings:meeting_missed", "meetings:meeting_settle"),
    "meetings:meeting_link",
    *("companies:company_contact", "partnerships:introduction_contacts", "partnerships:request_nudge"),
    *("matching:run_start", "notifications:email_resolve", "notifications:email_resend", "notifications:resubscribe"),
    *(f"notifications:webhook_{step}" for step in ("pause", "resume", "test", "delete", "secret")),
    *("notifications:delivery_retry", "accounts:link_send_again", "accounts:language_set"),
    "partnerships:collaboration_take",
    # refused when what was foretold has changed, whatever the form says
    *("exchange:import_confirm", "exchange:import_discard"),
    # foretells anew, and decides on nothing
    "exchange:import_read",
}
CASES = list(cases())


def test_every_form_is_known_as_one_that_decides_or_does_not() -> None:
    sent = {route for route, row in TABLE.items() if row.data is not None}
    decides = TRIED_ELSEWHERE.keys() | {route for route, _name, _case in CASES}

    assert sent - decides - DECIDES_ON_NOTHING_READ == set()
    assert decides & DECIDES_ON_NOTHING_READ == set()


def opened(client: Client, case: Case) -> BrowserForm:
    client.force_login(case.person)
    return form_at(client.get(case.page).content.decode(), case.address, base=case.page)


def sent(client: Client, case: Case, form: BrowserForm) -> Any:
    return client.post(case.address, {**form.data(), **case.typed}, follow=True)


@pytest.mark.parametrize(("route", "name", "make"), CASES, ids=[f"{route} {name}" for route, name, _make in CASES])
def test_a_stale_page_decides_nothing_and_says_why(client: Client, route: str, name: str, make: Maker) -> None:
    case = make()
    form = opened(client, case)
    assert form.values("seen") != [""]
    case.change()
    before = case.state()

    late = sent(client, case, form)

    page = late.content.decode()
    assert case.state() == before
    assert escape(case.told) in page
    assert "Nothing was saved: something has changed since you opened the page." in page
    for text in case.typed.values():
        assert text in page
    again = sent(client, case, form_at(page, case.address, base=case.page))
    assert again.status_code == 200
    assert case.state() != before


@pytest.mark.parametrize("route", sorted({route for route, _name, _make in CASES}))
def test_a_form_that_does_not_say_what_was_seen_decides_nothing(client: Client, route: str) -> None:
    case = next(make for known, _name, make in CASES if known == route)()
    form, before = opened(client, case), case.state()

    for strange in ("", "0" * 12, "a.b.c.d.e.f", "\u200b", "x" * 5000):
        client.post(case.address, {**form.data(), **case.typed, "seen": strange})

    assert case.state() == before


@pytest.mark.parametrize("route", sorted(TRIED_ELSEWHERE))
def test_the_other_deciding_forms_carry_their_field(route: str, match: Match, people: dict[str, User | None]) -> None:
    """Whatever page of its rightful reader shows the form."""
    address = reverse(route, args=arguments(route, match, people))

    found = _forms_leading_to(address, match, people)

    assert bool(found) == (route not in ON_OTHER_PAGES)
    assert route in TICKED or all(form.values(TRIED_ELSEWHERE[route]) for form in found)


def _forms_leading_to(address: str, match: Match, people: dict[str, User | None]) -> list[BrowserForm]:
    parent = address.rstrip("/").rpartition("/")[0] + "/"
    found: list[BrowserForm] = []
    for role in ("member", "reviewer", "administrator"):
        client = Client()
        client.force_login(people[role])  # type: ignore[arg-type]
        shown = client.get(parent)
        if shown.status_code == 200:
            found += [form for form in forms_of(shown.content.decode(), base=parent) if form.address == address]
    return found


@pytest.mark.parametrize("route", ["companies:own_translation_edit", "partnerships:request_decline"])
def test_what_was_typed_before_signing_in_again_is_as_stale_as_its_page_was(client: Client, route: str) -> None:
    case = next(make for known, _name, make in CASES if known == route)()
    form = opened(client, case)
    client.logout()
    kept = client.post(
        case.address, {**form.data(), **case.typed}, headers={"Referer": f"http://testserver{case.page}"}
    )
    assert kept.headers["Location"].startswith("/accounts/login/")
    case.change()
    before = case.state()

    again = opened(client, case)
    late = client.post(case.address, again.data())

    assert TYPED in [text for _name, text in again.entries()]
    assert (late.status_code, case.state()) == (409, before)
    assert TYPED in late.content.decode()
