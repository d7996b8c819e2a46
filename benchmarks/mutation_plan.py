"""How many faults go into each file, which tests are asked about them, and which faults nobody can notice."""

A, C, M, N, P = "tests/accounts", "tests/companies", "tests/matching", "tests/notifications", "tests/partnerships"
ENGINE = f"{M}/engine"
PLAN: dict[str, tuple[int, str]] = {
    "matching/engine/criteria.py": (14, f"{ENGINE}/test_criteria.py {ENGINE}/test_scoring.py"),
    "matching/engine/scoring.py": (9, f"{ENGINE}/test_scoring.py"),
    "matching/engine/weights.py": (4, f"{ENGINE}/test_weights.py {ENGINE}/test_scoring.py"),
    "matching/engine/candidates.py": (5, f"{ENGINE}/test_candidates.py"),
    "matching/engine/evaluation.py": (6, f"{ENGINE}/test_evaluation.py"),
    "matching/engine/exposure.py": (4, f"{ENGINE}/test_exposure.py"),
    "matching/engine/centring.py": (6, f"{ENGINE}/test_centring.py {ENGINE}/test_arrays.py"),
    "matching/engine/passages.py": (6, f"{ENGINE}/test_passages.py"),
    "accounts/permissions.py": (5, f"{A}/test_permissions.py"),
    "accounts/scopes.py": (5, "tests/api/test_access.py"),
    "companies/permissions.py": (11, f"{C}/test_permissions.py {C}/views"),
    "matching/permissions.py": (3, f"{M}/test_permissions.py"),
    "notifications/permissions.py": (6, f"{N}/test_permissions.py {N}/test_webhook_views.py"),
    "partnerships/permissions.py": (10, f"{P}/test_permissions.py {P}/views/test_rooms.py {P}/views/test_requests.py"),
    "rest/permissions.py": (2, "tests/api/test_access.py tests/api/test_directory.py"),
    "jobs/leases.py": (14, "tests/jobs/test_leases.py tests/jobs/test_holders.py"),
    "jobs/enqueueing.py": (5, "tests/jobs/test_enqueueing.py"),
    "partnerships/services/consents.py": (
        14,
        f"{P}/services/test_consents.py {P}/services/test_consent_times.py {P}/services/test_consent_locks.py",
    ),
    "partnerships/services/consent_times.py": (8, f"{P}/services/test_consent_times.py"),
    "partnerships/services/introductions.py": (
        7,
        f"{P}/services/test_introductions.py {P}/test_receivers.py {P}/test_webhook_publishers.py",
    ),
    "notifications/services/outcomes.py": (
        12,
        f"{N}/services/test_outcomes.py {N}/services/test_sending.py",
    ),
    "notifications/services/sending.py": (10, f"{N}/services/test_sending.py"),
    "notifications/services/queueing.py": (
        9,
        f"{N}/services/test_queueing.py {N}/test_backends.py {P}/services/test_consents.py",
    ),
    "notifications/services/presend_checks.py": (
        6,
        f"{N}/services/test_sending.py {N}/services/test_choices.py",
    ),
    "notifications/smtp.py": (14, f"{N}/test_smtp.py"),
    "matching/services/reviews.py": (10, f"{M}/test_reviews.py {M}/test_stale_decisions.py"),
    "matching/services/responses.py": (9, f"{M}/test_reviews.py {M}/test_stale_decisions.py"),
    "matching/seen.py": (6, f"{M}/test_seen.py {M}/test_stale_decisions.py"),
}  # fmt: skip
# Asked of survivors alone: with processes and connections of their own, so they take long.
FURTHER = {
    "accounts/permissions.py": f"{A}/test_signing_in.py",
    "matching/engine/criteria.py": f"{ENGINE}/test_explanations.py",
    "notifications/smtp.py": f"{N}/services/test_sending.py",
    "partnerships/services/consents.py": f"{P}/test_confidential.py {P}/test_races.py",
    "partnerships/services/consent_times.py": f"{P}/test_races.py",
    "partnerships/services/introductions.py": f"{P}/test_races.py",
    "notifications/services/outcomes.py": f"{N}/services/test_crashes.py",
    "notifications/services/sending.py": f"{N}/services/test_keys.py {N}/services/test_crashes.py",
}
EQUIVALENT: dict[str, str] = {
    "notifications/services/sending.py: return False => return None": "its caller asks only whether it is true",
    "notifications/services/outcomes.py: once_only = handed_over.exclude(kind__in=REPEATABLE_KINDS) => "
    "once_only = handed_over.exclude()": "the loop before it left no repeatable mail in this state",
    "notifications/services/outcomes.py: @transaction.atomic => ": "of what it decorates one statement writes",
    "notifications/smtp.py: return 500 <= self.code < 600 => return 500 <= self.code < 601": (
        "no reply has a code from 600 on: `_reply` refuses it"
    ),
}
