"""Any number of matches with what became of them, written by the database itself in seconds.

Twenty matches a project on either side, a project and a half a company; seven in ten are approved, one in ten comes
back for a second round, six in ten of the companies asked answer. Requests are a tenth of the matches, half of them
accepted. Where both want to meet they are introduced, and a third of these agree. Two years of it.
"""

from django.db import connection

from taxonomy.vocabulary import GreenObjective

TABLES = (
    *("partnerships_collaboration", "partnerships_introduction", "partnerships_partnershiprequest"),
    *("matching_response", "matching_review", "matching_match"),
    *("companies_cooperation", "companies_project", "companies_company"),
)
_LUCK = "hashint4extended({}, {})::numeric / 18446744073709551616 + 0.5"
_POPULATE = (
    """
INSERT INTO companies_company (id, public_id, source, source_id, source_digest, name, name_local, name_keys, country,
    city, website, languages, nace, summary, registration_number, status, return_reason, created_at, updated_at)
SELECT id, 'c' || id, '', '', '', 'Company ' || id, '', '{}', CASE id %% 2 WHEN 0 THEN 'KR' ELSE 'LU' END, 'City', '',
    '{en}', CASE id %% 7 WHEN 0 THEN '{}'::text[] ELSE ARRAY[lpad((id * 37 %% 97 + 1)::text, 2, '0') || '.10',
    lpad((id * 53 %% 97 + 1)::text, 2, '0') || '.20'] END, 'Works.', '', 'verified', '', now(), now()
FROM generate_series(0, %(companies)s - 1) AS id;

INSERT INTO companies_project (id, public_id, company_id, source_id, language, title, summary, offer, seek,
    green_objectives, digital, concepts, trl, status, return_reason, is_open_for_requests, created_at, updated_at,
    published_at, expires_at)
SELECT id, 'p' || id, (id / 2 * 2 / 3 * 2 + id %% 2) %% %(companies)s, '', 'en', 'Project ' || id, 'Sums up.',
    'Offers.', 'Seeks.', (%(objectives)s::text[])[1 + id %% 5 : 1 + id %% 5 + id / 5 %% 2], '{}', '{}', 5,
    'published', '', true, now(), now(), now() - make_interval(days => id %% 700), now() + interval '1 year'
FROM generate_series(0, 2 * %(projects)s - 1) AS id;

INSERT INTO companies_cooperation (project_id, type, role)
SELECT DISTINCT id, type, role FROM companies_project JOIN (VALUES
    (0, 'technology_transfer', 'provider'), (1, 'technology_transfer', 'seeker'), (2, 'joint_research', 'peer'),
    (3, 'joint_research', 'peer'), (4, 'joint_venture', 'peer')) AS way (number, type, role)
ON number IN (id %% 5, id / 5 %% 5);

INSERT INTO matching_match (id, public_id, korean_project_id, luxembourg_project_id, round, status, score, explanation,
    weights_version, korean_digest, luxembourg_digest, proposed_at, updated_at)
SELECT id, 'm' || id, korean, luxembourger, CASE id %% 10 WHEN 0 THEN 2 ELSE 1 END, 'stale', 0.5, '{}', 'test', '', '',
    now(), now()
FROM (SELECT id, 2 * (id %% %(projects)s) AS korean,
    2 * ((id %% %(projects)s + id / %(projects)s * 7 + 1) %% %(projects)s) + 1 AS luxembourger
    FROM generate_series(0, %(matches)s - 1) AS id) AS pair;

INSERT INTO matching_review (id, match_id, round, reviewer_id, decision, reason, comment, evidence, weights_version,
    created_at)
SELECT 10 * match.id + number, match.id, number,
    (SELECT id FROM accounts_user ORDER BY id OFFSET (match.id + number) %% 2 LIMIT 1),
    CASE WHEN luck < 0.7 THEN 'approve' ELSE 'reject' END,
    CASE WHEN luck < 0.7 THEN '' ELSE 'known' END, '', '{}', 'test',
    now() - make_interval(days => (700 - match.id %% 600 + 30 * number)::int)
FROM matching_match match CROSS JOIN LATERAL generate_series(1, match.round) AS number
CROSS JOIN LATERAL (SELECT """
    + _LUCK.format("match.id::int", "number")
    + """ AS luck) AS chance;

INSERT INTO matching_response (match_id, round, company_id, answer, reason, comment, created_at)
SELECT match.id, review.round, project.company_id, CASE WHEN luck < 0.45 THEN 'interested' ELSE 'declined' END,
    CASE WHEN luck < 0.45 THEN '' ELSE 'no_fit' END, '', review.created_at + make_interval(secs => (luck * 1e6)::int)
FROM matching_review review JOIN matching_match match ON match.id = review.match_id
JOIN companies_project project ON project.id IN (match.korean_project_id, match.luxembourg_project_id)
CROSS JOIN LATERAL (
    SELECT """
    + _LUCK.format("(10 * match.id + review.round)::int", "project.id %% 2 + 7")
    + """ AS luck)
    AS chance
WHERE review.decision = 'approve' AND luck < 0.6;

INSERT INTO partnerships_partnershiprequest (id, public_id, sender_id, sender_project_id, receiver_id,
    receiver_project_id, cooperation, pitch, question, language, status, sent_at, due_at, reminders_sent, answered_at,
    decline_reason, comment, updated_at)
SELECT number, 'r' || number, mine.company_id, mine.id, theirs.company_id, theirs.id, 'joint_research',
    repeat('Asks. ', 30), '', 'en', ending, sent_at, sent_at + interval '21 days', 0,
    CASE WHEN ending IN ('accepted', 'declined') THEN sent_at + make_interval(hours => number::int %% 500) END,
    CASE ending WHEN 'declined' THEN 'no_fit' ELSE '' END, '', now()
FROM generate_series(0, %(matches)s / 10 - 1) AS number
JOIN companies_project mine ON mine.id = 2 * (number %% %(projects)s) + number / 7 %% 2
JOIN companies_project theirs ON theirs.id = 2 * ((number * 3 + 5) %% %(projects)s) + 1 - number / 7 %% 2
CROSS JOIN LATERAL (SELECT (
    ARRAY['accepted', 'accepted', 'declined', 'expired', 'withdrawn'])[1 + number %% 5] AS ending,
    now() - make_interval(days => number::int %% 650) AS sent_at) AS fate;

INSERT INTO partnerships_introduction (public_id, korean_company_id, luxembourg_company_id, korean_project_id,
    luxembourg_project_id, match_id, request_id, created_at, updated_at, meeting_times)
SELECT 'i' || row_number() OVER (), korean.company_id, luxembourger.company_id, korean.id, luxembourger.id, match_id,
    request_id, now(), now(), '{}'
FROM (SELECT DISTINCT ON (korean_id, luxembourger_id) * FROM (
    SELECT match.korean_project_id AS korean_id, match.luxembourg_project_id AS luxembourger_id, match.id AS match_id,
        NULL::bigint AS request_id
    FROM matching_match match JOIN matching_response answer ON answer.match_id = match.id AND answer.round = match.round
    WHERE answer = 'interested' GROUP BY match.id HAVING count(*) = 2
    UNION ALL
    SELECT least_even, greatest_odd, NULL, id FROM (SELECT id,
        CASE sender_project_id %% 2 WHEN 0 THEN sender_project_id ELSE receiver_project_id END AS least_even,
        CASE sender_project_id %% 2 WHEN 0 THEN receiver_project_id ELSE sender_project_id END AS greatest_odd
        FROM partnerships_partnershiprequest WHERE status = 'accepted') AS request
    ) AS wish ORDER BY korean_id, luxembourger_id, match_id NULLS LAST) AS pair
JOIN companies_project korean ON korean.id = korean_id
JOIN companies_project luxembourger ON luxembourger.id = luxembourger_id;

INSERT INTO partnerships_collaboration (introduction_id, public_id, stage, agreement_type, end_reason, stage_changed_at,
    agreed_at, created_at, updated_at)
SELECT id, 'k' || id, CASE id %% 3 WHEN 0 THEN 'agreed' ELSE 'introduced' END,
    CASE id %% 3 WHEN 0 THEN 'licence' ELSE '' END, '', now(), CASE id %% 3 WHEN 0 THEN now() END, now(), now()
FROM partnerships_introduction;
"""
)


def populate(matches: int) -> dict[str, int]:
    """Replace everything by this many matches and their consequences; how many rows there are of each table."""
    projects = max(matches // 20, 10)
    arguments = {
        "matches": matches,
        "projects": projects,
        "companies": 4 * projects // 3 // 2 * 2,
        "objectives": [*GreenObjective.values],
    }
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")
        cursor.execute(_POPULATE, arguments)
        cursor.execute("ANALYZE")
        return {table: _count(cursor, table) for table in reversed(TABLES)}


def _count(cursor: object, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")  # type: ignore[attr-defined]
    return int(cursor.fetchone()[0])  # type: ignore[attr-defined]
