import pytest

from companies.completeness import NAMED, NEEDED, WEIGHTS, Situation, Step, assess

EVERYTHING = frozenset(WEIGHTS)


def situation(status: str = "verified", parts: frozenset[Step] = EVERYTHING, **changes: object) -> Situation:
    return Situation(**{"status": status, "parts": parts, "project_counts": {"published": 1}} | changes)  # type: ignore[arg-type]


def test_weights_come_to_a_hundred() -> None:
    assert NAMED + sum(WEIGHTS.values()) == 100
    assert assess(situation()).percent == 100
    assert assess(situation(parts=frozenset())).percent == NAMED


def test_missing_parts_are_named_heaviest_first() -> None:
    assessed = assess(situation(parts=EVERYTHING - {Step.LOGO, Step.BUSINESS}))

    assert assessed.missing == (Step.BUSINESS, Step.LOGO)
    assert assessed.percent == 100 - WEIGHTS[Step.BUSINESS] - WEIGHTS[Step.LOGO]


@pytest.mark.parametrize("index", range(len(NEEDED)))
def test_a_draft_is_completed_part_by_part_and_then_submitted(index: int) -> None:
    there = frozenset(NEEDED[:index])

    assert assess(situation("draft", there)).next_step == NEEDED[index]
    assert assess(situation("draft", frozenset(NEEDED))).next_step == Step.SUBMIT_COMPANY


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"open_requests": 1, "status": "draft"}, Step.ANSWER_REQUESTS),
        ({"status": "returned", "project_counts": {"returned": 1}}, Step.IMPROVE_COMPANY),
        ({"project_counts": {"returned": 1, "draft": 1}}, Step.IMPROVE_PROJECT),
        ({"is_expiring": True}, Step.RENEW_PROJECT),
        ({"project_counts": {"expired": 1}}, Step.RENEW_PROJECT),
        ({"project_counts": {"published": 1, "draft": 1}}, Step.SUBMIT_PROJECT),
        ({"project_counts": {}}, Step.WRITE_PROJECT),
        ({"project_counts": {"withdrawn": 1, "archived": 2}}, Step.WRITE_PROJECT),
        ({"project_counts": {"submitted": 1}}, Step.WAIT),
        ({"status": "submitted"}, Step.WAIT),
        ({"parts": EVERYTHING - {Step.LOGO}}, Step.LOGO),
        ({"parts": EVERYTHING - {Step.LOGO, Step.CONTACT}}, Step.CONTACT),
        ({}, Step.NOTHING),
    ],
)
def test_the_next_step_is_what_helps_most(changes: dict[str, object], expected: Step) -> None:
    assert assess(situation(**changes)).next_step == expected  # type: ignore[arg-type]
