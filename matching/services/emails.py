"""The mail of matching: written into the outbox in the transaction of the decision it tells of."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils import translation

from accounts.models import User
from companies.models import Company, Project
from matching.models import Answer, Match
from matching.queries import people_of, responses_of_round
from matching.reasons import explain_match
from notifications.models import About, EmailKind
from notifications.services import queue_email


class SuggestionSide(NamedTuple):
    """A match as one of its two companies sees it."""

    mine: Project
    theirs: Project


def sides_of(match: Match) -> tuple[SuggestionSide, SuggestionSide]:
    return (
        SuggestionSide(match.korean_project, match.luxembourg_project),
        SuggestionSide(match.luxembourg_project, match.korean_project),
    )


def about_round(match: Match) -> About:
    """The match in its present round: proposed anew, it is written about anew."""
    return About(match, occasion=str(match.round))


def email_suggestion(match: Match) -> None:
    for side, person in _readers(match):
        _write(match, side, person, EmailKind.SUGGESTION, "suggestion")


def email_decline(match: Match, *, declined_by: Company) -> None:
    """Only who had said yes needs to hear of a no."""
    hopeful = set(responses_of_round(match).filter(answer=Answer.INTERESTED).values_list("company_id", flat=True))
    for side, person in _readers(match):
        if side.mine.company_id in hopeful - {declined_by.pk}:
            _write(match, side, person, EmailKind.RESPONSE_NEWS, "declined")


def _readers(match: Match) -> Iterator[tuple[SuggestionSide, User]]:
    for side in sides_of(match):
        for person in people_of(side.mine.company):
            yield side, person


def _write(match: Match, side: SuggestionSide, person: User, kind: EmailKind, topic: str) -> None:
    queue_email(
        person,
        kind=kind,
        about=about_round(match),
        topic=topic,
        template=f"match_{topic}",
        context=_context(match, side, person),
    )


def _context(match: Match, side: SuggestionSide, person: User) -> dict[str, object]:
    with translation.override(person.language):
        reasons = explain_match(match.explanation, reader=side.mine.company.country)
    is_korean = side.mine.pk == match.korean_project_id
    return {
        "person": person,
        "match": match,
        "mine": side.mine,
        "theirs": side.theirs,
        "reasons": reasons,
        "i_seek": reasons.korean_passages if is_korean else reasons.luxembourg_passages,
        "they_seek": reasons.luxembourg_passages if is_korean else reasons.korean_passages,
        "path": reverse("matching:suggestion_detail", args=[match.public_id]),
    }
