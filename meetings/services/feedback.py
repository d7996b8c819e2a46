"""What the two sides say of their meeting, and the introduction that two yes lead to."""

from typing import NamedTuple

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import User
from companies.services.standing import obstacle_between
from events.models import GoingOn, Meeting, MeetingFeedback, Registration
from jobs.clock import database_now
from meetings.errors import FeedbackRefusedError
from meetings.queries.feedback import ANSWERED_STATUSES
from partnerships.models import Introduction
from partnerships.services.introductions import introduce
from values.errors import StateConflictError


class Answer(NamedTuple):
    """One side's word on a meeting; the note is for the case manager alone."""

    was_worth_it: bool
    going_on: GoingOn
    note: str = ""


@transaction.atomic
def give_feedback(meeting: Meeting, *, registration: Registration, by: User, answer: Answer) -> Meeting:
    """Keep the answer of this side. If both sides have said yes they are introduced, once whatever races.

    It may be changed until the other side has answered too. Raises FeedbackRefusedError for a meeting that has not
    begun or did not take place and where a company is suspended, StateConflictError once both have answered.
    """
    _require_standing(meeting, registration, answer)
    locked = Meeting.objects.with_sides().select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    _require_held(locked)
    given = {row.registration_id: row for row in MeetingFeedback.objects.filter(meeting=locked)}
    other = given.get(locked.other_side(registration).pk)
    if other is not None and registration.pk in given:
        raise StateConflictError(_("Both companies have answered: the answers can no longer be changed."))
    fields = {**answer._asdict(), "given_by": by, "given_at": Now()}
    MeetingFeedback.objects.update_or_create(meeting=locked, registration=registration, defaults=fields)
    if other is not None and {other.going_on, answer.going_on} == {GoingOn.YES}:
        _introduce(locked)
    return locked


def _require_standing(meeting: Meeting, registration: Registration, answer: Answer) -> None:
    """Both companies may act, for a yes may lead to an introduction; for anything else the one that answers."""
    companies = [registration.company]
    if answer.going_on == GoingOn.YES:
        companies.append(meeting.other_side(registration).company)
    if obstacle := obstacle_between(*companies, reader=registration.company):
        raise FeedbackRefusedError(obstacle)


def _require_held(meeting: Meeting) -> None:
    if meeting.status not in ANSWERED_STATUSES:
        raise FeedbackRefusedError(_("This meeting did not take place, so you cannot give feedback on it."))
    if meeting.starts_at > database_now():
        raise FeedbackRefusedError(_("This meeting has not begun. You can answer once it has."))


def _introduce(meeting: Meeting) -> None:
    """As `introduce`: an introduction these two already have serves, if the meeting was about no project of theirs."""
    meeting.introduction = _introduction_without_projects(meeting) or introduce(
        korean_company=meeting.korean.company,
        luxembourg_company=meeting.luxembourg.company,
        korean_project=meeting.korean_project,
        luxembourg_project=meeting.luxembourg_project,
    )
    meeting.save(update_fields=["introduction"])


def _introduction_without_projects(meeting: Meeting) -> Introduction | None:
    if meeting.korean_project_id is not None and meeting.luxembourg_project_id is not None:
        return None
    pair = {"korean_company": meeting.korean.company_id, "luxembourg_company": meeting.luxembourg.company_id}
    return Introduction.objects.filter(**pair).order_by("pk").first()
