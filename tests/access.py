"""Who may open what: for every route of the pages what each kind of person gets."""

from collections.abc import Callable
from dataclasses import dataclass

from companies.models import Company
from events.models import Registration
from matching.models import Match
from matching.seen import seen_of
from partnerships.models import CONSENT_TEXT, Introduction, PartnershipRequest
from partnerships.queries.introductions import consent_seen
from tests.factories import MatchFactory
from tests.meetings.schedule_access import cancelling, moving, publishing, swapping
from tests.seen import seen_by_receiver, seen_by_staff

ROLES = ("visitor", "member", "outsider", "reviewer", "administrator")
OK, SIGN_IN, FORBIDDEN, MISSING, DONE, REFUSED = "ok", "sign-in", "forbidden", "missing", "done", "refused"
PUBLIC = (OK,) * 5
SIGNED_IN = (SIGN_IN, OK, OK, OK, OK)
STAFF = (SIGN_IN, FORBIDDEN, FORBIDDEN, OK, OK)
STAFF_POST = (SIGN_IN, FORBIDDEN, FORBIDDEN, DONE, DONE)
CONSENT = {"items": "email", "is_agreed": "on", "text_version": CONSENT_TEXT, "language": "en"}
REVIEW = {"reason": "Say what the machine does.", "read_at": "2026-11-24T10:00:00+00:00"}
POOR_POINTS = {"advantages": "0", "clarity": "1", "cooperation": "1", "guidelines": "1"}
WEBHOOK = {"name": "CRM", "address": "http://localhost:1/", "events": "match.approved"}
SIGNED_IN_POST = (SIGN_IN, DONE, DONE, DONE, DONE)
NOT_STAFF = (SIGN_IN, OK, OK, DONE, DONE)
OWN = (SIGN_IN, OK, MISSING, MISSING, MISSING)
OWN_POST = (SIGN_IN, DONE, MISSING, MISSING, MISSING)
IN_THE_ROOM = (SIGN_IN, OK, MISSING, OK, OK)
IN_THE_ROOM_POST = (SIGN_IN, DONE, MISSING, DONE, DONE)
ADMINISTRATOR = (SIGN_IN, SIGN_IN, SIGN_IN, SIGN_IN, OK)


@dataclass(frozen=True)
class Row:
    """What each of ROLES gets; `data` makes it a POST."""

    expected: tuple[str, ...]
    data: dict[str, str] | Callable[[], dict[str, str]] | None = None

    def sent(self) -> dict[str, str] | None:
        """As whoever just read the thing concerned sends it."""
        return self.data() if callable(self.data) else self.data


def _seen_by_korea() -> str:
    introduction = Introduction.objects.latest("pk")
    return consent_seen(introduction, introduction.korean_company)


def _seen_by_receiver(typed: dict[str, str]) -> dict[str, str]:
    return typed | {"seen": seen_by_receiver(PartnershipRequest.objects.latest("pk"))}


def _seen_by_staff(typed: dict[str, str]) -> dict[str, str]:
    return typed | {"seen": seen_by_staff(Company.objects.latest("pk"))}


def _reject(match: Match) -> dict[str, str]:
    return {"decision": "reject", "reason": "known", "seen": str(seen_of(match))}


def _approve_ticked(match: Match) -> dict[str, str]:
    return {"decision": "approve", "chosen": f"{match.public_id}:{seen_of(match)}"}


def _confirm(registration: Registration) -> dict[str, str]:
    return {"decision": "confirm", "chosen": f"{registration.public_id}:requested"}


# Who may: visitor, member of the company concerned, member of another company, reviewer, administrator.
TABLE: dict[str, Row] = {
    "health": Row(PUBLIC),
    "security_txt": Row(PUBLIC),
    "translation:about": Row(PUBLIC),
    "translation:written_later": Row((MISSING,) * 5),  # without a key
    "matching:landing": Row(PUBLIC),
    "matching:home": Row((DONE,) * 5),
    "matching:match_queue": Row(STAFF),
    "matching:match_detail": Row(STAFF),
    "matching:match_review": Row(STAFF_POST, lambda: _reject(Match.objects.latest("pk"))),
    "matching:match_review_bulk": Row(STAFF_POST, lambda: _approve_ticked(MatchFactory())),
    "matching:run_detail": Row(STAFF),
    "matching:run_start": Row(STAFF_POST, {}),
    "matching:suggestion_list": Row(SIGNED_IN),
    "matching:suggestion_detail": Row((SIGN_IN, OK, MISSING, MISSING, MISSING)),
    "matching:suggestion_answer": Row(
        (SIGN_IN, DONE, MISSING, MISSING, MISSING), {"answer": "interested", "round_seen": "1"}
    ),
    "matching:block_lift": Row((SIGN_IN, DONE, MISSING, MISSING, MISSING), {}),
    "partnerships:request_list": Row(SIGNED_IN),
    "partnerships:request_create": Row(SIGNED_IN),
    "partnerships:request_detail": Row((SIGN_IN, OK, MISSING, OK, OK)),
    "partnerships:request_accept": Row(OWN_POST, lambda: _seen_by_receiver({})),
    "partnerships:request_decline": Row(OWN_POST, lambda: _seen_by_receiver({"reason": "no_fit"})),
    "partnerships:request_withdraw": Row(OWN_POST, {}),
    "partnerships:request_queue": Row(STAFF),
    "partnerships:request_nudge": Row(STAFF_POST, {}),
    "partnerships:introduction_list": Row(SIGNED_IN),
    "partnerships:introduction_detail": Row((SIGN_IN, OK, MISSING, OK, OK)),
    "partnerships:introduction_contacts": Row((SIGN_IN, FORBIDDEN, FORBIDDEN, OK, OK), {}),
    "partnerships:introduction_calendar": Row(OWN),
    "partnerships:consent_give": Row(OWN_POST, lambda: CONSENT | {"seen": _seen_by_korea()}),
    "partnerships:consent_withdraw": Row(OWN_POST, {}),
    **{
        f"events:{name}": Row(PUBLIC)
        for name in ("event_list", "calendar_ics", "event_detail", "event_ics", "event_picture")
    },
    "events:zone_set": Row((DONE,) * 5, {"zone": "Asia/Tokyo"}),
    "events:event_queue": Row(STAFF),
    "events:event_create": Row(STAFF),
    **{f"events:event_{page}": Row(STAFF) for page in ("manage", "edit", "programme", "places", "picture_edit")},
    **{f"events:event_{page}": Row(STAFF) for page in ("translate", "preview", "cancel", "duplicate")},
    **{f"events:event_{step}": Row(STAFF_POST, {}) for step in ("publish", "close", "reopen")},
    "events:own_events": Row(SIGNED_IN),
    "events:registration_create": Row(SIGNED_IN),
    "events:intention_drop": Row(SIGNED_IN_POST, {}),
    "events:registration_detail": Row((SIGN_IN, OK, MISSING, OK, OK)),
    "events:registration_cancel": Row((SIGN_IN, DONE, MISSING, DONE, DONE), {}),
    "events:offer_accept": Row(OWN_POST, {}),
    "events:registration_edit": Row(OWN),
    **{f"meetings:{page}": Row(OWN) for page in ("partner_list", "meeting_ask", "meeting_requests")},
    "meetings:meeting_request_accept": Row(OWN_POST, {}),
    "meetings:meeting_request_decline": Row(OWN_POST, {"reason": "full"}),
    "meetings:meeting_request_withdraw": Row(OWN_POST, {}),
    **{f"events:{page}": Row(STAFF) for page in ("registration_list", "registration_export", "invitation_list")},
    "events:registration_decide": Row(STAFF_POST, lambda: _confirm(Registration.objects.latest("pk"))),
    **{f"meetings:{page}": Row(OWN) for page in ("own_now", "own_calendar", "feedback_list", "feedback")},
    "meetings:absence_report": Row(OWN_POST, {}),
    "events:badge": Row((SIGN_IN, MISSING, MISSING, OK, OK)),
    **{f"events:event_{page}": Row(STAFF) for page in ("day", "print")},
    **{f"meetings:event_{page}": Row(STAFF) for page in ("tables", "screen", "outcomes")},
    **{f"meetings:event_{page}": Row(STAFF) for page in ("insights", "insights_download")},
    "events:walk_in": Row(STAFF),
    **{f"events:{step}": Row(STAFF_POST, {}) for step in ("attendee_check_in", "attendee_undo")},
    "meetings:meeting_missed": Row(STAFF_POST, {}),
    "directory:company_list": Row(PUBLIC),
    "directory:company_detail": Row(PUBLIC),
    "directory:company_map": Row(PUBLIC),
    "directory:project_list": Row(PUBLIC),
    "directory:saved_search_list": Row(SIGNED_IN),
    "directory:saved_search_create": Row(SIGNED_IN),
    "directory:saved_search_edit": Row((SIGN_IN, OK, MISSING, MISSING, MISSING)),
    "directory:saved_search_pause": Row((SIGN_IN, DONE, MISSING, MISSING, MISSING), {}),
    "directory:saved_search_resume": Row((SIGN_IN, DONE, MISSING, MISSING, MISSING), {}),
    "directory:saved_search_delete": Row((SIGN_IN, DONE, MISSING, MISSING, MISSING), {}),
    "directory:project_detail": Row(PUBLIC),
    "companies:company_queue": Row(STAFF),
    "companies:company_review": Row(STAFF),
    "companies:company_decide": Row(STAFF_POST, REVIEW | {"decision": "returned"}),
    "companies:company_contact": Row(STAFF, {}),
    "companies:company_claim": Row(STAFF_POST, {"decision": "accept", "seen": "2026-01-01T00:00:00+00:00"}),
    "companies:company_suspend": Row(STAFF_POST, lambda: _seen_by_staff({"reason": "Struck off."})),
    "companies:company_reinstate": Row(STAFF_POST, lambda: _seen_by_staff({"reason": "Back again."})),
    "companies:project_queue": Row(STAFF),
    "companies:project_review": Row(STAFF),
    "companies:project_decide": Row(STAFF_POST, REVIEW | POOR_POINTS | {"decision": "return"}),
    "companies:change_queue": Row(STAFF),
    "companies:company_change_check": Row(STAFF_POST, {"last_id": "1"}),
    "companies:project_change_check": Row(STAFF_POST, {"last_id": "1"}),
    "exchange:import_list": Row(STAFF),
    "exchange:import_template": Row(STAFF),
    "exchange:import_detail": Row(STAFF),
    "exchange:import_report": Row(STAFF),
    "exchange:import_read": Row(STAFF_POST, {}),
    "exchange:import_row": Row(STAFF),
    "exchange:import_confirm": Row(STAFF_POST, {}),
    "exchange:import_discard": Row(STAFF_POST, {}),
    "exchange:company_export": Row(STAFF),
    "exchange:een_export": Row(STAFF),
    "companies:company_logo": Row(PUBLIC),
    "companies:own_companies": Row(SIGNED_IN),
    "companies:own_draft_discard": Row(OWN_POST, {}),
    "companies:own_join": Row(NOT_STAFF),
    "companies:own_join_ask": Row(SIGNED_IN_POST, {"message": "I work there."}),
    "companies:own_join_queue": Row(STAFF),
    "companies:own_join_answer": Row(OWN_POST, {"answer": "decline"}),
    "companies:own_invitation": Row(SIGNED_IN),
    "companies:own_invite": Row(OWN_POST, {"email": "colleague@company.example", "role": "editor"}),
    "companies:own_invitation_withdraw": Row(OWN_POST, {}),
    "companies:own_members": Row(OWN),
    "companies:own_member_role": Row(OWN_POST, {"role": "editor", "seen": "owner"}),
    "companies:own_member_remove": Row(OWN_POST, {}),
    "companies:own_company_create": Row(NOT_STAFF),
    "companies:own_company_edit": Row(OWN),
    "companies:own_company_submit": Row(OWN_POST, {}),
    "companies:own_history": Row(OWN),
    "companies:own_logo": Row(OWN),
    "companies:own_project_create": Row(OWN),
    "companies:own_project_edit": Row(OWN),
    "companies:own_project_preview": Row(OWN),
    "exchange:own_project_een": Row(OWN),
    "companies:own_project_submit": Row(OWN_POST, {}),
    "companies:own_project_withdraw": Row(OWN_POST, {}),
    "companies:own_project_renew": Row(OWN),
    "companies:own_project_archive": Row(OWN_POST, {}),
    "companies:own_project_requests": Row(OWN_POST, {"open": "no"}),
    "companies:own_summaries": Row(OWN),
    "companies:own_translations": Row(OWN),
    "companies:own_translation_edit": Row(OWN),
    "partnerships:insights": Row(STAFF),
    "partnerships:insights_download": Row(STAFF),
    "partnerships:digest": Row(PUBLIC),
    "partnerships:digest_download": Row(PUBLIC),
    "partnerships:collaboration_list": Row(SIGNED_IN),
    "partnerships:collaboration_detail": Row(IN_THE_ROOM),
    "partnerships:message_post": Row(IN_THE_ROOM_POST, {"text": "Good morning", "language": "en"}),
    "partnerships:attachment": Row(IN_THE_ROOM),
    "partnerships:stage_move": Row(IN_THE_ROOM_POST, {"from_stage": "introduced", "to_stage": "nda"}),
    "partnerships:action_set": Row(IN_THE_ROOM_POST, {"text": "Call", "owner": "staff", "due_on": "2099-01-01"}),
    "partnerships:action_finish": Row(IN_THE_ROOM_POST, {}),
    "partnerships:collaboration_take": Row(STAFF_POST, {}),
    "partnerships:follow_up_answer": Row(OWN),
    "partnerships:case_edit": Row(IN_THE_ROOM),
    "partnerships:case_translate": Row(IN_THE_ROOM),
    "partnerships:case_preview": Row(IN_THE_ROOM),
    "partnerships:case_approve": Row(IN_THE_ROOM_POST, {"version": "1"}),
    "partnerships:case_withdraw": Row(IN_THE_ROOM_POST, {}),
    "partnerships:board": Row(STAFF),
    "partnerships:case_list": Row(PUBLIC),
    "partnerships:case_detail": Row(PUBLIC),
    "notifications:email_list": Row(STAFF),
    "notifications:email_detail": Row(STAFF),
    "notifications:email_html": Row(STAFF),
    "notifications:email_resolve": Row(STAFF_POST, {"answer": "arrived"}),
    "notifications:email_resend": Row(STAFF_POST, {"kind": "reminder"}),
    "notifications:preferences": Row(SIGNED_IN),
    "notifications:unsubscribe": Row(PUBLIC),
    "notifications:resubscribe": Row((OK,) * 5, {}),
    "notifications:webhook_list": Row(STAFF),
    "notifications:webhook_create": Row(STAFF, WEBHOOK),
    "notifications:webhook_detail": Row(STAFF),
    "notifications:webhook_edit": Row(STAFF),
    **{f"notifications:webhook_{step}": Row(STAFF_POST, {}) for step in ("pause", "resume", "test", "delete")},
    "notifications:webhook_secret": Row(STAFF, {}),
    "notifications:delivery_retry": Row(STAFF_POST, {}),
    "accounts:link_send_again": Row((SIGN_IN, DONE, DONE, DONE, DONE), {}),
    "accounts:kept_form_drop": Row((DONE,) * 5, {}),
    "accounts:token_list": Row(SIGNED_IN),
    "accounts:token_create": Row((SIGN_IN, OK, OK, OK, OK), {"name": "Sync", "scope": "read", "days": "30"}),
    "accounts:token_revoke": Row(OWN_POST, {}),
    "accounts:language_set": Row((DONE,) * 5, {"language": "fr"}),
    "account_confirm_login_code": Row((SIGN_IN, DONE, DONE, DONE, DONE)),
    "account_login": Row((OK, DONE, DONE, DONE, DONE)),
    "account_signup": Row((OK, DONE, DONE, DONE, DONE)),
    "account_logout": Row((DONE, OK, OK, OK, OK)),
    "account_inactive": Row(PUBLIC),
    "account_email_verification_sent": Row(PUBLIC),
    "account_confirm_email": Row(PUBLIC),
    "account_reset_password": Row(PUBLIC),
    "account_reset_password_done": Row(PUBLIC),
    "account_reset_password_from_key": Row(PUBLIC),
    "account_reset_password_from_key_done": Row(PUBLIC),
    "account_email": Row(SIGNED_IN),
    "account_change_password": Row(SIGNED_IN),
    "account_set_password": Row((SIGN_IN, DONE, DONE, DONE, DONE)),
    "account_reauthenticate": Row((SIGN_IN, OK, OK, OK, OK)),
    "meetings:schedule": Row(STAFF),
    "meetings:schedule_compute": Row(STAFF_POST, {}),
    "meetings:schedule_publish": Row(STAFF_POST, publishing),
    "meetings:meeting_place": Row(STAFF),
    "meetings:meeting_manage": Row(STAFF),
    "meetings:meeting_move": Row(STAFF_POST, moving),
    "meetings:meeting_swap": Row(STAFF_POST, swapping),
    "meetings:meeting_pin": Row(STAFF_POST, {"is_pinned": "1"}),
    "meetings:meeting_cancel": Row(STAFF_POST, cancelling),
    "meetings:meeting_link": Row(STAFF_POST, {"link": "https://meet.example/room"}),
    "meetings:meeting_settle": Row(STAFF_POST, {"outcome": "held"}),
}
