"""What is asked of rooms: the thread, the people, the next action, the board."""

from collections import Counter
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import TimeZone, User
from companies.models import Company
from matching.models import Match, Review, ReviewDecision
from partnerships.models import (
    OPEN_STAGES,
    Attachment,
    Collaboration,
    CollaborationStage,
    Message,
    NextAction,
    RoomVisit,
)
from taxonomy.vocabulary import Country

COLUMN_LENGTH = 50
ZONES = {Country.KOREA: TimeZone.SEOUL, Country.LUXEMBOURG: TimeZone.LUXEMBOURG}


def thread_of(collaboration: Collaboration) -> QuerySet[Message]:
    """Oldest first, with authors and the files' names but not their bytes."""
    files = Prefetch("attachments", Attachment.objects.defer("data"))
    return collaboration.messages.select_related("author", "company").prefetch_related(files)


def open_action_of(collaboration: Collaboration) -> NextAction | None:
    return collaboration.next_actions.filter(closed_at=None).select_related("owner", "created_by").first()


def members_in(collaboration: Collaboration) -> QuerySet[User]:
    """Who acts for one of the two companies now; nobody for one that is suspended."""
    sides = Company.objects.acting().filter(pk__in=[company.pk for company in collaboration.companies])
    return User.objects.filter(is_active=True, memberships__company__in=sides).distinct()


def people_in(collaboration: Collaboration) -> list[User]:
    """Who hears of news in the room: both companies' members and the case manager."""
    people = {person.pk: person for person in members_in(collaboration)}
    manager = collaboration.case_manager
    if manager is not None and manager.is_reviewer:
        people.setdefault(manager.pk, manager)
    return [people[pk] for pk in sorted(people)]


def staff_of(collaboration: Collaboration) -> list[User]:
    """The case manager; all reviewers while there is none."""
    manager = collaboration.case_manager
    return [manager] if manager is not None and manager.is_reviewer else list(User.objects.reviewers().order_by("pk"))


def reviewer_of(match: Match | None) -> User | None:
    """Who approved the match last, if they still work at the review desk."""
    reviews = Review.objects.filter(match=match, decision=ReviewDecision.APPROVE).select_related("reviewer")
    review = reviews.order_by("-round", "-pk").first() if match is not None else None
    reviewer = review.reviewer if review is not None else None
    return reviewer if reviewer is not None and reviewer.is_reviewer else None


def today_of(owner: Company | None, *, now: datetime | None = None) -> date:
    """The day it is where the owner works; staff work in Luxembourg."""
    return today_in(Country(owner.country) if owner else Country.LUXEMBOURG, now=now)


def today_in(country: Country, *, now: datetime | None = None) -> date:
    return (now or timezone.now()).astimezone(ZoneInfo(ZONES[country])).date()


def with_next_action(rooms: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    """The rooms with `open_actions`: a list of at most one action."""
    actions = NextAction.objects.filter(closed_at=None).select_related("owner")
    return rooms.prefetch_related(Prefetch("next_actions", actions, to_attr="open_actions"))


def with_news_for(rooms: QuerySet[Collaboration], user: User) -> QuerySet[Collaboration]:
    """The rooms with `has_news`: whether others wrote since this person was there last."""
    seen = RoomVisit.objects.filter(collaboration=OuterRef("collaboration"), user=user).values("seen_at")[:1]
    news = (
        Message.objects.filter(collaboration=OuterRef("pk"))
        .exclude(author=user)
        .annotate(seen_at=Subquery(seen, output_field=DateTimeField()))
        .filter(Q(seen_at=None) | Q(created_at__gt=F("seen_at")))
    )
    return rooms.annotate(has_news=Exists(news))


class BoardChoice(NamedTuple):
    """What the board is narrowed to: "none" as manager means nobody's; `turn` is a country or "staff"."""

    manager: str = ""
    turn: str = ""


def board_rooms(choice: BoardChoice) -> QuerySet[Collaboration]:
    """Every room of the choice: overdue actions first, then the earliest due, then the longest without a move."""
    due = NextAction.objects.filter(collaboration=OuterRef("pk"), closed_at=None).values("due_on")[:1]
    rooms = Collaboration.objects.with_sides().annotate(due_on=Subquery(due)).filter(_managed(choice.manager))
    if choice.turn:
        rooms = rooms.filter(pk__in=_actions_of(choice.turn).values("collaboration"))
    return with_next_action(rooms).order_by(F("due_on").asc(nulls_last=True), "stage_changed_at", "pk")


def _managed(manager: str) -> Q:
    if manager == "none":
        return Q(case_manager=None)
    return Q(case_manager=manager) if manager else Q()


def _actions_of(turn: str) -> QuerySet[NextAction]:
    actions = NextAction.objects.filter(closed_at=None)
    return actions.filter(owner=None) if turn == "staff" else actions.filter(owner__country=turn)


class BoardColumn(NamedTuple):
    """The rooms at one stage: how many, and the first of them."""

    stage: CollaborationStage
    total: int
    rooms: list[Collaboration]


def board_columns(choice: BoardChoice) -> list[BoardColumn]:
    """The open stages in the order of the way."""
    rooms = board_rooms(choice)
    counts = Counter(rooms.filter(stage__in=OPEN_STAGES).values_list("stage", flat=True))
    return [BoardColumn(stage, counts[stage], list(rooms.filter(stage=stage)[:COLUMN_LENGTH])) for stage in OPEN_STAGES]


def closed_rooms(choice: BoardChoice) -> QuerySet[Collaboration]:
    """Completed and ended ones, the latest first."""
    return board_rooms(choice).exclude(stage__in=OPEN_STAGES).order_by("-stage_changed_at", "-pk")
