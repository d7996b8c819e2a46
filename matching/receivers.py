"""What matching does when something happens in the apps below it."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from companies.signals import projects_entered, projects_left
from jobs.enqueueing import enqueue_on_commit
from matching.models import Match, MatchStatus
from matching.services.emails import about_round
from matching.services.requests import request_rematch, retire_matches
from matching.tasks import advance_run
from notifications.models import EmailKind, OutboxEmail
from notifications.signals import email_about_to_leave


@receiver(projects_entered)
def rematch_projects(project_ids: list[int], **_kwargs: object) -> None:
    for run in request_rematch(project_ids=project_ids):
        enqueue_on_commit(advance_run, run.pk)


@receiver(projects_left)
def retire_project_matches(project_ids: list[int], **_kwargs: object) -> None:
    retire_matches(project_ids=project_ids)


@receiver(email_about_to_leave)
def keep_back_outdated_suggestion(email: OutboxEmail, **_kwargs: object) -> str | None:
    """A suggestion leaves only while staff still stand behind it."""
    if email.kind != EmailKind.SUGGESTION:
        return None
    match = email.among(Match.objects.filter(status=MatchStatus.APPROVED)).first()
    is_open = match is not None and email.occasion == about_round(match).occasion
    return None if is_open else _("the suggestion is no longer open")
