"""The demonstration's rooms: what was written in each, its stages and next action, and a case told to everybody."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from accounts.models import User
from companies.models import Company
from demonstration.room_dates import move_back_case, move_back_follow_up, move_back_room
from demonstration.texts import Story, member_of, project_of, staff_of
from demonstration.working_moments import next_working_day
from partnerships.models import WAY, Collaboration, CollaborationStage, FollowUp
from partnerships.permissions import Actor
from partnerships.services.cases import CaseTexts, CaseWords, approve_case, draft_case, translate_case
from partnerships.services.follow_ups import FollowUpOutcome, answer_follow_up, ask_due_follow_ups
from partnerships.services.next_actions import set_next_action
from partnerships.services.rooms import take_room
from partnerships.services.stages import Move, move_stage
from partnerships.services.thread import post_message


def furnish_room(room: Collaboration, story: Story, random: Random) -> None:
    """Let its people write, move it along, and agree on what comes next; then move all of it back."""
    texts, staff = story["room"], staff_of(story)
    if room.case_manager is None:
        room = take_room(room, user=staff, earlier_id=None)
    actors = _actors(room, staff)
    for message in texts["messages"]:
        post_message(room, actor=actors[message["by"]], text=message["text"], language=message["language"])
    for number, target in enumerate(_steps_to(texts["stage"])):
        _move(room, actors["luxembourg" if number % 2 else "korean"], target, texts)
    if "action" in texts:
        _set_action(room, actors, texts["action"])
    move_back_room(room, random)
    if "case" in texts:
        _publish(room, actors, texts["case"], random)


def _actors(room: Collaboration, staff: User) -> dict[str, Actor]:
    korean, luxembourger = room.companies
    return {
        "korean": Actor(member_of(korean), korean),
        "luxembourg": Actor(member_of(luxembourger), luxembourger),
        "staff": Actor(staff, None),
    }


def _steps_to(stage: str) -> tuple[CollaborationStage, ...]:
    if stage == CollaborationStage.ENDED:
        return CollaborationStage.IN_CONTACT, CollaborationStage.ENDED
    return WAY[1 : WAY.index(CollaborationStage(stage)) + 1]


def _move(room: Collaboration, actor: Actor, target: CollaborationStage, texts: Story) -> None:
    is_agreed, is_ended = target == CollaborationStage.AGREED, target == CollaborationStage.ENDED
    move = Move(
        from_stage=room.stage,
        to_stage=target,
        agreement_type=texts["agreement"] if is_agreed else "",
        end_reason=texts["end_reason"] if is_ended else "",
        comment=texts["end_comment"] if is_ended else "",
    )
    move_stage(room, actor=actor, move=move)
    room.refresh_from_db(fields=["stage"])


def _set_action(room: Collaboration, actors: dict[str, Actor], action: Story) -> None:
    actor = actors[action["by"]]
    owner: Company | None = actor.company
    day = timezone.localdate() + timedelta(days=action["days"])
    due_on = next_working_day(day, owner.country) if owner else day
    set_next_action(room, actor=actor, text=action["text"], owner=owner, due_on=due_on, seen_id=None)


def _publish(room: Collaboration, actors: dict[str, Actor], texts: Story, random: Random) -> None:
    author = actors["korean"]
    original = CaseTexts(
        language=texts["language"],
        title=texts["title"],
        story=texts["story"],
        outcome=texts["outcome"],
        green_objectives=texts["objectives"],
    )
    case = draft_case(Collaboration.objects.with_sides().get(pk=room.pk), actor=author, texts=original)
    for language, words in texts["translations"].items():
        case = translate_case(case, actor=author, language=language, words=CaseWords(**words), version=case.version)
    for actor in actors.values():
        approve_case(case, actor=actor, version=case.version)
    move_back_case(case, random)


def answer_follow_ups(stories: Iterable[Story]) -> None:
    """Ask for what is due by now, and answer where the story says so."""
    ask_due_follow_ups()
    for number, story in enumerate(stories):
        for answer in story.get("room", {}).get("follow_ups", ()):
            _answer_follow_up(story, dict(answer), Random(number))  # noqa: S311 - made-up dates, no secret


def _answer_follow_up(story: Story, answer: Story, random: Random) -> None:
    project = project_of(story[answer.pop("by")])
    asked = FollowUp.objects.filter(asked_at__isnull=False, months=answer.pop("months"))
    follow_up = asked.filter(company=project.company).order_by("pk").first() if project else None
    if follow_up is not None:
        outcome = FollowUpOutcome(**answer | {"tonnes_co2": Decimal(answer["tonnes_co2"])})
        answer_follow_up(follow_up, user=member_of(follow_up.company), outcome=outcome)
        move_back_follow_up(follow_up, random)
