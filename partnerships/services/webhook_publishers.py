"""What webhook_publishers' programs are told of requests and introductions, in the transaction of what happened.

Neither pitch nor comment nor reason: those are for the two companies.
"""

from django.urls import reverse

from companies.models import Company, Project
from notifications.models import About, EventKind
from notifications.services.webhook_events import page_of, publish_event, thing_at
from partnerships.models import Introduction, PartnershipRequest


def publish_request_received(request: PartnershipRequest) -> None:
    publish_event(EventKind.REQUEST_RECEIVED, about=About(request), tell=lambda: describe_request(request))


def publish_request_answered(request: PartnershipRequest) -> None:
    publish_event(EventKind.REQUEST_ANSWERED, about=About(request), tell=lambda: describe_request(request))


def publish_introduction_made(introduction: Introduction) -> None:
    about = About(introduction)
    publish_event(EventKind.INTRODUCTION_MADE, about=about, tell=lambda: describe_introduction(introduction))


def describe_request(request: PartnershipRequest) -> dict[str, object]:
    page = page_of(reverse("partnerships:request_detail", args=[request.public_id]))
    return {
        "request": {"id": request.public_id, "status": request.status, "page": page},
        "sender": describe_side(request.sender, request.sender_project),
        "receiver": describe_side(request.receiver, request.receiver_project),
    }


def describe_introduction(introduction: Introduction) -> dict[str, object]:
    page = page_of(reverse("partnerships:introduction_detail", args=[introduction.public_id]))
    match, request = introduction.match, introduction.request
    return {
        "introduction": {"id": introduction.public_id, "page": page},
        "match": None if match is None else thing_at("match_detail", match.public_id),
        "request": None if request is None else {"id": request.public_id},
        "korean": describe_side(introduction.korean_company, introduction.korean_project),
        "luxembourg": describe_side(introduction.luxembourg_company, introduction.luxembourg_project),
    }


def describe_side(company: Company, project: Project | None) -> dict[str, object]:
    return {
        "company": thing_at("company_detail", company.public_id),
        "project": None if project is None else thing_at("project_detail", project.public_id),
    }
