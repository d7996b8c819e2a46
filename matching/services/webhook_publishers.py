"""What webhook_publishers' programs are told of matches, in the transaction of the decision."""

from companies.models import Project
from matching.models import Match
from matching.services.emails import about_round
from notifications.models import EventKind
from notifications.services.webhook_events import publish_event, thing_at


def publish_match_approved(match: Match) -> None:
    publish_event(EventKind.MATCH_APPROVED, about=about_round(match), tell=lambda: describe_match(match))


def describe_match(match: Match) -> dict[str, object]:
    return {
        "match": thing_at("match_detail", match.public_id) | {"status": match.status, "round": match.round},
        "korean": describe_side(match.korean_project),
        "luxembourg": describe_side(match.luxembourg_project),
    }


def describe_side(project: Project) -> dict[str, object]:
    company = project.company
    return {
        "company": thing_at("company_detail", company.public_id),
        "project": thing_at("project_detail", project.public_id),
    }
