"""What was seen of a match travels as text, and what has changed since is said in words."""

import dataclasses
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from matching.errors import SeenUnreadableError
from matching.seen import Seen, changes_between, read_seen, seen_of
from tests.factories import CompanyFactory, MatchFactory, ProjectFactory

SEEN = Seen(round=1, score=0.8, korean="a" * 16, luxembourg="b" * 16, reasons="c" * 16)
DIGESTS = st.text("0123456789abcdef", min_size=16, max_size=16)


@given(
    st.builds(
        Seen,
        round=st.integers(1, 32767),
        score=st.floats(0, 1, allow_subnormal=False).map(abs),
        korean=DIGESTS,
        luxembourg=DIGESTS,
        reasons=DIGESTS,
    )
)
def test_what_was_seen_is_read_back_as_it_was_written(seen: Seen) -> None:
    assert read_seen(str(seen)) == seen
    assert changes_between(read_seen(str(seen)), seen) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        f"{SEEN}:",
        f"0{SEEN}",
        f" {SEEN}",
        f"{SEEN}\n",
        str(SEEN).upper(),
        str(SEEN).replace("0.8", "nan"),
        str(SEEN).replace("0.8", "inf"),
        str(SEEN).replace("1:", "١:"),
    ],
)
def test_anything_else_is_no_account_of_what_was_seen(text: str) -> None:
    with pytest.raises(SeenUnreadableError):
        read_seen(text)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"round": 2}, [("round", "The pair was proposed again.")]),
        ({"korean": "d" * 16}, [("korean_project", "The Korean project was edited.")]),
        ({"luxembourg": "d" * 16}, [("luxembourg_project", "The Luxembourg project was edited.")]),
        ({"score": 0.32}, [("score", "The score has changed from 80 to 32 out of 100.")]),
        ({"score": 0.801}, [("reasons", "The reasons were recalculated.")]),
        ({"reasons": "d" * 16}, [("reasons", "The reasons were recalculated.")]),
        (
            {"round": 2, "score": 0.32, "reasons": "d" * 16},
            [("round", "The pair was proposed again."), ("score", "The score has changed from 80 to 32 out of 100.")],
        ),
    ],
)
def test_each_change_is_told_in_words(change: dict[str, Any], told: list[tuple[str, str]]) -> None:
    changes = changes_between(SEEN, dataclasses.replace(SEEN, **change))

    assert [tuple(difference) for difference in changes] == told


@pytest.mark.parametrize(
    "change", [{"round": 2}, {"score": 0.3}, {"korean": "d" * 16}, {"luxembourg": "d" * 16}, {"reasons": "d" * 16}]
)
def test_the_digest_changes_with_everything_seen(change: dict[str, Any]) -> None:
    assert dataclasses.replace(SEEN, **change).digest != SEEN.digest
    assert dataclasses.replace(SEEN).digest == SEEN.digest


@pytest.mark.django_db
def test_what_is_seen_does_not_depend_on_the_readers_language() -> None:
    match = MatchFactory()

    with translation.override("ko"):
        korean = seen_of(match)

    assert seen_of(match) == korean


@pytest.mark.django_db
def test_two_projects_of_one_wording_are_seen_alike_and_an_edit_is_not() -> None:
    company = CompanyFactory()
    one, same, edited = (
        MatchFactory(korean_project=ProjectFactory(company=company, title="Glass line", offer=offer))
        for offer in ("A line for glass.", "A line for glass.", "A line for silver.")
    )

    assert seen_of(one).korean == seen_of(same).korean
    assert seen_of(one).korean != seen_of(edited).korean
