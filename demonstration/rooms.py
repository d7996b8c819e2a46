"""The demonstration's rooms: some at each stage of the way, messages and next actions, and a case told to everybody."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from companies.models import Company
from demonstration.dates import move_back_room
from demonstration.texts import load_texts, member_of
from partnerships.models import WAY, Collaboration, CollaborationStage, EndReason
from partnerships.permissions import Actor
from partnerships.services.cases import CaseTexts, CaseWords, approve_case, draft_case, translate_case
from partnerships.services.next_actions import set_next_action
from partnerships.services.stages import Move, move_stage
from partnerships.services.thread import post_message

STAGES = (*reversed(WAY), CollaborationStage.ENDED)
LONGEST_DAYS = 90


def furnish_rooms(reviewer: User) -> None:
    """Bring the rooms to the stages in turn, the oldest the furthest, and publish the first completed one."""
    rooms = list(Collaboration.objects.with_sides().order_by("introduction__created_at", "pk"))
    for number, room in enumerate(rooms):
        _furnish(room, STAGES[number % len(STAGES)])
        move_back_room(room, days=min(LONGEST_DAYS, int((timezone.now() - room.created_at).days * 0.8)))
    if rooms:
        _publish(Collaboration.objects.with_sides().get(pk=rooms[0].pk), reviewer)


def _furnish(room: Collaboration, stage: str) -> None:
    korean, luxembourger = (_actor(company) for company in room.companies)
    for target in _steps_to(stage):
        _move(room, korean, target)
    if stage == CollaborationStage.INTRODUCED:
        return
    for actor in (korean, luxembourger):
        text = load_texts()["messages"][actor.user.language]
        post_message(room, actor=actor, text=text, language=actor.user.language)
    if room.is_open:
        text = load_texts()["action"][korean.user.language]
        due_on = timezone.localdate() + timedelta(days=7 if room.pk % 2 else -2)
        set_next_action(room, actor=korean, text=text, owner=korean.company, due_on=due_on, seen_id=None)


def _actor(company: Company) -> Actor:
    return Actor(member_of(company), company)


def _steps_to(stage: str) -> tuple[CollaborationStage, ...]:
    if stage == CollaborationStage.ENDED:
        return CollaborationStage.IN_CONTACT, CollaborationStage.ENDED
    return WAY[1 : WAY.index(CollaborationStage(stage)) + 1]


def _move(room: Collaboration, actor: Actor, target: CollaborationStage) -> None:
    agreement = "technical_assistance" if target == CollaborationStage.AGREED else ""
    reason = EndReason.PRIORITIES if target == CollaborationStage.ENDED else ""
    move = Move(from_stage=room.stage, to_stage=target, agreement_type=agreement, end_reason=reason)
    move_stage(room, actor=actor, move=move)
    room.refresh_from_db(fields=["stage"])


def _publish(room: Collaboration, reviewer: User) -> None:
    texts = load_texts()["case"]
    korean, luxembourger = (_actor(company) for company in room.companies)
    original = CaseTexts(
        language=texts["language"],
        title=texts["title"],
        story=texts["story"],
        outcome=texts["outcome"],
        green_objectives=texts["objectives"],
    )
    case = draft_case(room, actor=korean, texts=original)
    for language, words in texts["translations"].items():
        case = translate_case(case, actor=korean, language=language, words=CaseWords(**words), version=case.version)
    for actor in (korean, luxembourger, Actor(reviewer, None)):
        approve_case(case, actor=actor, version=case.version)
