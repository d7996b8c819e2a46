"""What the points of a review mean for a project, in words, before anything is saved."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import CompanyStatus, Project
from companies.rubric import HIGHEST_TOTAL, HOLD_FROM, PUBLISH_FROM, RubricVerdict, Scores, judge


@dataclass(frozen=True, slots=True)
class ReviewOutcome:
    verdict: RubricVerdict
    total: int
    why: str
    what_next: str
    is_possible: bool
    """False when the project would be published and its company is not verified yet."""
    highest: int = HIGHEST_TOTAL


def explain_outcome(scores: Scores | None, project: Project) -> ReviewOutcome | None:
    """None until all four criteria have points."""
    if scores is None:
        return None
    verdict = judge(scores)
    is_verified = project.company.status == CompanyStatus.VERIFIED
    return ReviewOutcome(
        verdict=verdict,
        total=scores.total,
        why=_explain_points(scores, verdict),
        what_next=_next_step(verdict),
        is_possible=verdict != RubricVerdict.PUBLISH or is_verified,
    )


def _explain_points(scores: Scores, verdict: RubricVerdict) -> str:
    if scores.failed:
        return _("A project with 0 points for any criterion is returned, whatever its other scores.")
    if verdict == RubricVerdict.PUBLISH:
        return _("A project with %(least)d points or more is published.") % {"least": PUBLISH_FROM}
    if verdict == RubricVerdict.RETURN:
        return _("A project with fewer than %(least)d points is returned.") % {"least": HOLD_FROM}
    missing = PUBLISH_FROM - scores.total
    words = ngettext(
        "A project with %(least)d to %(most)d points is put on hold: with %(missing)d more point "
        "it would be published.",
        "A project with %(least)d to %(most)d points is put on hold: with %(missing)d more points "
        "it would be published.",
        missing,
    )
    return words % {"least": HOLD_FROM, "most": PUBLISH_FROM - 1, "missing": missing}


def _next_step(verdict: RubricVerdict) -> str:
    words = {
        RubricVerdict.PUBLISH: _(
            "Everyone can see the project for 365 days from now, and the matching system looks for partners."
        ),
        RubricVerdict.HOLD: _("The project stays in this queue with your review; the company is not notified yet."),
        RubricVerdict.RETURN: _(
            "The company receives your reason and remarks by e-mail, changes the texts and submits the project again."
        ),
    }
    return words[verdict]
