"""Whom a registration should meet, each with the reasons of the match engine in the reader's language."""

from dataclasses import dataclass

from companies.models import Project
from events.models import EventFit, Registration
from matching.reasons import Reasons, explain_match
from matching.services.fits import fits_of
from meetings.queries.fits import partners_of
from taxonomy.vocabulary import Country


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The other side, the two projects that fit best, and why."""

    registration: Registration
    ours: Project
    theirs: Project
    reasons: Reasons


def suggest_partners(registration: Registration, *, count: int) -> list[Suggestion]:
    """The best of those it may ask and has not asked yet; as many queries for one as for many."""
    fits = list(partners_of(registration)[:count])
    return _explain(registration, fits)


def explain_fit(registration: Registration, other: Registration) -> Suggestion | None:
    """Why these two should meet; None when nothing of theirs can be compared."""
    fits = list(partners_of(registration, other=other)[:1])
    return next(iter(_explain(registration, fits)), None)


def _explain(registration: Registration, fits: list[EventFit]) -> list[Suggestion]:
    pairs = [(fit.korean_project, fit.luxembourg_project) for fit in fits]
    matches = fits_of(pairs)
    is_korean = registration.company.country == Country.KOREA
    return [
        Suggestion(
            registration=fit.luxembourg if is_korean else fit.korean,
            ours=korean if is_korean else luxembourger,
            theirs=luxembourger if is_korean else korean,
            reasons=explain_match(matches[korean, luxembourger].explanation, reader=registration.company.country),
        )
        for fit, (korean, luxembourger) in zip(fits, pairs, strict=True)
    ]
