"""A small world with every way in which suggestions and requests can end, as rows, and its recount by loops."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from companies.models import Company, Cooperation, Project
from matching.models import Match, MatchStatus, Response, Review
from partnerships.figures import Funnel
from partnerships.models import Collaboration, Introduction, PartnershipRequest
from taxonomy.sectors import sectors_of
from tests.factories import (
    CompanyFactory,
    LuxembourgCompanyFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    ProjectFactory,
    ReviewerFactory,
    ReviewFactory,
)

BEGIN = datetime(2026, 1, 10, tzinfo=UTC)
NACE = (["38.32"], ["62.01", "71.12"], [], [], ["27.11", "35.11", "27.90"])
GREEN = (["water"], ["circular_economy", "climate_mitigation"], ["biodiversity"])
COOPERATIONS = ([("technology_transfer", "provider")], [("joint_research", "peer"), ("joint_venture", "peer")])


def build_world(seed: int = 7) -> None:
    """Four companies a side with two projects each; pairs suggested in one or two rounds, and requests either way."""
    random = Random(seed)
    koreans, luxembourgers = _projects(random, CompanyFactory), _projects(random, LuxembourgCompanyFactory)
    reviewers = [ReviewerFactory(), ReviewerFactory()]
    for korean in koreans:
        for luxembourger in luxembourgers:
            if random.random() < 0.5:
                _suggest(random, korean, luxembourger, reviewers)
            else:
                _request(random, *random.sample([korean, luxembourger], 2))


def _projects(random: Random, factory: Any) -> list[Project]:
    make = ProjectFactory if factory is CompanyFactory else LuxembourgProjectFactory
    companies = [factory(nace=random.choice(NACE) if index else []) for index in range(4)]
    return [
        make(company=company, green_objectives=random.choice(GREEN), cooperations=random.choice(COOPERATIONS))
        for company in companies
        for _index in range(2)
    ]


def _suggest(random: Random, korean: Project, luxembourger: Project, reviewers: list[Any]) -> None:
    match = MatchFactory(korean_project=korean, luxembourg_project=luxembourger, round=random.choice([1, 2]))
    for number in range(1, match.round + 1):
        decision = random.choice(["approve", "approve", "reject"])
        at = BEGIN + timedelta(days=random.randrange(0, 200))
        ReviewFactory(
            match=match,
            round=number,
            reviewer=random.choice(reviewers),
            decision=decision,
            reason="" if decision == "approve" else "known",
            weights_version="test",
            created_at=at,
        )
        if decision == "approve":
            _answer(random, match, number, at)


def _answer(random: Random, match: Match, number: int, at: datetime) -> None:
    answers = []
    for company in (match.korean_project.company, match.luxembourg_project.company):
        if random.random() < 0.6:
            answer = random.choice(["interested", "interested", "declined"])
            answers.append(answer)
            Response.objects.create(
                match=match,
                round=number,
                company=company,
                answer=answer,
                reason="" if answer == "interested" else "no_fit",
                created_at=at + timedelta(hours=random.uniform(1, 500)),
            )
    if answers == ["interested", "interested"] and number == match.round:
        Match.objects.filter(pk=match.pk).update(status=MatchStatus.INTRODUCED, introduced_at=at)
        _introduce(random, match.korean_project, match.luxembourg_project, match=match)


def _request(random: Random, sender: Project, receiver: Project) -> None:
    status = random.choice(["sent", "accepted", "accepted", "declined", "withdrawn", "expired"])
    if PartnershipRequest.objects.filter(sender=sender.company, receiver=receiver.company, status="sent").exists():
        status = "accepted"
    at = BEGIN + timedelta(days=random.randrange(0, 200))
    request = PartnershipRequest.objects.create(
        sender=sender.company,
        sender_project=sender,
        receiver=receiver.company,
        receiver_project=random.choice([receiver, None]),
        cooperation=random.choice(["joint_research", "technology_transfer"]),
        pitch="We build lines that take photovoltaic modules apart. " * 4,
        language="en",
        status=status,
        sent_at=at,
        answered_at=at + timedelta(hours=random.uniform(1, 400)) if status in ("accepted", "declined") else None,
        decline_reason="no_fit" if status == "declined" else "",
    )
    if status == "accepted":
        sides = sorted((sender, receiver), key=lambda project: project.company.country)
        _introduce(random, sides[0], sides[1], request=request)


def _introduce(random: Random, korean: Project, luxembourger: Project, **origin: Any) -> None:
    introduction, is_new = Introduction.objects.get_or_create(
        korean_company=korean.company,
        luxembourg_company=luxembourger.company,
        korean_project=korean,
        luxembourg_project=luxembourger,
        defaults=origin,
    )
    if is_new:
        stage = random.choice(["introduced", "negotiating", "agreed", "completed", "ended"])
        has_agreed = stage in ("agreed", "completed")
        Collaboration.objects.create(
            introduction=introduction,
            stage=stage,
            agreement_type="licence" if has_agreed else "",
            agreed_at=BEGIN + timedelta(days=300) if has_agreed else None,
            end_reason="no_fit" if stage == "ended" else "",
        )


def recount(start: datetime, end: datetime) -> dict[str, dict[str, Funnel]]:
    """What `count_cases` says of funnels, row by row and without a single GROUP BY."""
    funnels: dict[str, dict[str, Funnel]] = {
        name: defaultdict(Funnel) for name in ("origin", "country", "sector", "green", "cooperation", "month")
    }
    for review in Review.objects.all():
        if review.decision == "approve" and start <= review.created_at < end:
            _recount_suggestion(funnels, review)
    for request in PartnershipRequest.objects.all():
        if start <= request.sent_at < end:
            _recount_request(funnels, request)
    return {name: dict(by_tag) for name, by_tag in funnels.items()}


def _recount_suggestion(funnels: dict[str, dict[str, Funnel]], review: Review) -> None:
    match = review.match
    projects = [match.korean_project, match.luxembourg_project]
    answers = {row.company_id for row in Response.objects.filter(match=match, round=review.round)}
    introductions = (
        Introduction.objects.filter(match=match) if review.round == match.round else Introduction.objects.none()
    )
    introduced, agreed = _outcome(list(introductions))
    _add(funnels, "suggestion", review.created_at, Funnel(1, bool(answers), introduced, agreed), projects)
    types = [{row.type for row in Cooperation.objects.filter(project=project)} for project in projects]
    _add_tags(funnels["cooperation"], types[0] & types[1], Funnel(1, bool(answers), introduced, agreed))
    for project in projects:
        answered = project.company_id in answers
        funnel = Funnel(1, answered, answered and introduced, answered and agreed)
        funnels["country"][project.company.country] += funnel


def _recount_request(funnels: dict[str, dict[str, Funnel]], request: PartnershipRequest) -> None:
    introduced, agreed = _outcome([row for row in Introduction.objects.filter(request=request) if row.match_id is None])
    funnel = Funnel(1, request.answered_at is not None, introduced, agreed)
    objectives = [request.sender_project] + ([request.receiver_project] if request.receiver_project else [])
    companies = [request.sender, request.receiver]
    _add(funnels, "request", request.sent_at, funnel, objectives, companies)
    funnels["country"][request.receiver.country] += funnel
    funnels["cooperation"][request.cooperation] += funnel


def _outcome(introductions: list[Introduction]) -> tuple[bool, bool]:
    rooms = [room for row in introductions for room in Collaboration.objects.filter(introduction=row)]
    return bool(introductions), any(room.agreed_at for room in rooms)


def _add(
    funnels: dict[str, dict[str, Funnel]],
    origin: str,
    at: datetime,
    funnel: Funnel,
    projects: list[Project],
    companies: list[Company] | None = None,
) -> None:
    funnels["origin"][origin] += funnel
    funnels["month"][at.astimezone(ZoneInfo("Europe/Luxembourg")).strftime("%Y-%m")] += funnel
    _add_tags(funnels["green"], {name for project in projects for name in project.green_objectives}, funnel)
    nace = [code for company in companies or [project.company for project in projects] for code in company.nace]
    _add_tags(funnels["sector"], {name for name in sectors_of(nace) if len(name) == 1}, funnel)


def _add_tags(by_tag: dict[str, Funnel], tags: set[str], funnel: Funnel) -> None:
    for tag in tags or {""}:
        by_tag[tag] += funnel
