"""How complete a company's profile is, and the one thing that is most useful to do next. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

FEWEST_WORDS = 12
"""Below, a summary says hardly more than the name."""


class Step(StrEnum):
    """What may be next, most useful first; the pages say it in words."""

    ANSWER_REQUESTS = "answer_requests"
    IMPROVE_COMPANY = "improve_company"
    BUSINESS = "business"
    NUMBERS = "numbers"
    CONTACT = "contact"
    LANGUAGES = "languages"
    REGISTRATION = "registration"
    SUBMIT_COMPANY = "submit_company"
    IMPROVE_PROJECT = "improve_project"
    RENEW_PROJECT = "renew_project"
    WRITE_PROJECT = "write_project"
    SUBMIT_PROJECT = "submit_project"
    LOGO = "logo"
    WAIT = "wait"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a company: its status, the parts of its profile that are there, its projects by status."""

    status: str
    parts: Collection[Step]
    project_counts: Mapping[str, int]
    is_expiring: bool = False
    open_requests: int = 0


@dataclass(frozen=True, slots=True)
class Completeness:
    """`percent` of the profile in [0, 100] by WEIGHTS; `next_step` is never empty; `missing` parts, heaviest first."""

    percent: int
    next_step: Step
    missing: tuple[Step, ...]


WEIGHTS: Mapping[Step, int] = {
    Step.BUSINESS: 25,
    Step.CONTACT: 20,
    Step.REGISTRATION: 15,
    Step.LANGUAGES: 15,
    Step.NUMBERS: 10,
    Step.LOGO: 5,
}
NAMED = 10
"""Percent for being there with a name and a place."""
NEEDED = (Step.BUSINESS, Step.CONTACT, Step.REGISTRATION, Step.LANGUAGES, Step.NUMBERS)
"""Parts that staff need in order to verify a company, in the order they are asked for."""


def assess(situation: Situation) -> Completeness:
    """The completeness and the next step of a company in this situation."""
    missing = tuple(step for step in sorted(WEIGHTS, key=lambda step: -WEIGHTS[step]) if step not in situation.parts)
    percent = NAMED + sum(WEIGHTS[step] for step in WEIGHTS if step in situation.parts)
    return Completeness(percent, _next_step(situation), missing)


def _next_step(situation: Situation) -> Step:
    if situation.open_requests:
        return Step.ANSWER_REQUESTS
    if situation.status == "returned":
        return Step.IMPROVE_COMPANY
    if situation.status == "draft":
        return next((step for step in NEEDED if step not in situation.parts), Step.SUBMIT_COMPANY)
    return _next_project_step(situation)


def _next_project_step(situation: Situation) -> Step:
    counts = situation.project_counts
    if counts.get("returned"):
        return Step.IMPROVE_PROJECT
    if situation.is_expiring or counts.get("expired"):
        return Step.RENEW_PROJECT
    if counts.get("draft"):
        return Step.SUBMIT_PROJECT
    if not counts.get("published") and not counts.get("submitted"):
        return Step.WRITE_PROJECT
    if situation.status == "submitted" or counts.get("submitted"):
        return Step.WAIT
    return next((step for step in (*NEEDED, Step.LOGO) if step not in situation.parts), Step.NOTHING)
