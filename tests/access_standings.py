"""Who may open what in a standing that is not the usual one: what differs from the row of `tests.access`, written down.

A route that is not named here gives each of these people what `LIKE` says.
"""

from tests.access import DONE, FORBIDDEN, MISSING, OK, SIGN_IN

LIKE = {"suspended": "member", "removed": "outsider", "unconfirmed": "visitor"}
"""Somebody of the company concerned, which staff have just suspended; who was removed from it; who has an account and
the right password, and never confirmed the address."""

UNPROCESSABLE, CONFLICT = "422", "409"
NOT_NOW = {"suspended": CONFLICT}
"""The page again with what was typed and why nothing was done."""
GONE = {"suspended": MISSING}
THEIR_OWN_ROW = {"removed": OK}
THEIR_OWN_WORK = {"removed": DONE}
"""Belongs to the person, whichever company they act for."""

EXCEPTIONS: dict[str, dict[str, str]] = {
    # Between companies: nothing is done while one of them is suspended.
    "partnerships:request_accept": NOT_NOW,
    "partnerships:request_decline": NOT_NOW,
    "partnerships:stage_move": NOT_NOW,
    "partnerships:action_set": NOT_NOW,
    "partnerships:message_post": {"suspended": UNPROCESSABLE},
    "companies:own_invite": {"suspended": UNPROCESSABLE},
    "events:offer_accept": NOT_NOW,
    "meetings:meeting_request_accept": NOT_NOW,
    "meetings:meeting_request_decline": NOT_NOW,
    # Nothing of it is there: suggestions are retired, cases and times to meet hidden, nobody finds the company to join.
    "matching:suggestion_detail": GONE,
    "matching:suggestion_answer": GONE,
    "partnerships:introduction_calendar": GONE,
    "partnerships:case_detail": GONE,
    "companies:own_join_ask": GONE,
    # A person's own things stay theirs.
    "companies:own_draft_discard": THEIR_OWN_WORK,
    "accounts:token_revoke": THEIR_OWN_WORK,
    "directory:saved_search_edit": THEIR_OWN_ROW,
    "directory:saved_search_pause": THEIR_OWN_WORK,
    "directory:saved_search_resume": THEIR_OWN_WORK,
    "directory:saved_search_delete": THEIR_OWN_WORK,
    # Who has just given the right password may ask for the link again.
    "accounts:link_send_again": {"unconfirmed": DONE},
}

CONSENTS = ("nobody agreed", "one agreed", "both agreed", "withdrawn", "one suspended")
BY_CONSENT: dict[str, dict[str, tuple[str, ...]]] = {
    "partnerships:introduction_detail": {
        "member": (OK,) * 5,
        "outsider": (MISSING,) * 5,
        "reviewer": (OK,) * 5,
    },
    "partnerships:introduction_calendar": {
        "visitor": (SIGN_IN,) * 5,
        "member": (MISSING, MISSING, OK, MISSING, MISSING),
        "outsider": (MISSING,) * 5,
        "reviewer": (MISSING,) * 5,
    },
    "partnerships:introduction_contacts": {
        "visitor": (SIGN_IN,) * 5,
        "member": (FORBIDDEN,) * 5,
        "outsider": (FORBIDDEN,) * 5,
        "reviewer": (DONE, DONE, OK, DONE, DONE),  # led back to the page, which says why, unless both agree
    },
}
"""What each gets of an introduction in each of CONSENTS: before and after, withdrawn, and one side suspended."""
