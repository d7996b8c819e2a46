"""A problem as it is solved: in the order of ids, with what is fixed taken out of everybody's time and every place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.scheduling.problem import (
    TABLE,
    VIDEO,
    FixedMeeting,
    Pair,
    Participant,
    Place,
    Problem,
    Slot,
    kind_of_place,
)

KINDS = (TABLE, VIDEO)


@dataclass(frozen=True, slots=True)
class Board:
    """`pairs` are those that may still meet; `kinds` and `slots_of` (common free slots with a place) go with them.

    `left` is how many more meetings a participant may have, `free` in which slots; `places` the free ones by slot and
    kind; `has_met` those with a fixed meeting.
    """

    participants: dict[int, Participant]
    slots: tuple[Slot, ...]
    pairs: tuple[Pair, ...]
    kinds: tuple[str, ...]
    slots_of: tuple[tuple[int, ...], ...]
    left: dict[int, int]
    free: dict[int, frozenset[int]]
    places: dict[tuple[int, str], tuple[Place, ...]]
    has_met: frozenset[int]

    def room(self, slot: int, kind: str) -> int:
        return len(self.places[slot, kind])

    @property
    def slot_ids(self) -> tuple[int, ...]:
        return tuple(slot.id for slot in self.slots)


def lay_board(problem: Problem) -> Board:
    """The same for the same problem, in whatever order its parts come."""
    participants = {one.id: one for one in sorted(problem.participants, key=lambda one: one.id)}
    slots = tuple(sorted(problem.slots, key=lambda slot: (slot.start, slot.id)))
    busy, taken = _what_is_fixed(problem.fixed, slots)
    free = {
        one.id: frozenset(slot.id for slot in slots if slot.id in one.free) - busy.get(one.id, frozenset())
        for one in participants.values()
    }
    places = {
        (slot.id, kind): tuple(place for place in _in_order(problem.places, kind) if (slot.id, place.id) not in taken)
        for slot in slots
        for kind in KINDS
    }
    counts = Counter(side for meeting in problem.fixed for side in (meeting.korean, meeting.luxembourg))
    pairs = tuple(_pairs_to_plan(problem, participants))
    kinds = tuple(kind_of_place(participants[pair.korean], participants[pair.luxembourg]) for pair in pairs)
    return Board(
        participants=participants,
        slots=slots,
        pairs=pairs,
        kinds=kinds,
        slots_of=tuple(_slots_of(pair, kind, slots, free, places) for pair, kind in zip(pairs, kinds, strict=True)),
        left={one.id: max(0, one.most - counts[one.id]) for one in participants.values()},
        free=free,
        places=places,
        has_met=frozenset(counts),
    )


def _pairs_to_plan(problem: Problem, participants: dict[int, Participant]) -> Iterable[Pair]:
    past = problem.barred | {(meeting.korean, meeting.luxembourg) for meeting in problem.fixed}
    ordered = sorted(problem.pairs, key=lambda pair: (pair.korean, pair.luxembourg, -pair.is_must, -pair.worth))
    seen: set[tuple[int, int]] = set()
    for pair in ordered:
        key = (pair.korean, pair.luxembourg)
        if key not in past | seen and pair.korean in participants and pair.luxembourg in participants:
            seen.add(key)
            yield pair


def _what_is_fixed(
    fixed: Iterable[FixedMeeting], slots: tuple[Slot, ...]
) -> tuple[dict[int, frozenset[int]], set[tuple[int, int]]]:
    """In which slots participants are busy, and which places are taken in which slots."""
    busy: dict[int, frozenset[int]] = {}
    taken: set[tuple[int, int]] = set()
    for meeting in fixed:
        during = frozenset(slot.id for slot in slots if slot.start < meeting.end and meeting.start < slot.end)
        taken |= {(slot, meeting.place) for slot in during}
        for side in (meeting.korean, meeting.luxembourg):
            busy[side] = busy.get(side, frozenset()) | during
    return busy, taken


def _in_order(places: Iterable[Place], kind: str) -> list[Place]:
    return sorted((place for place in places if place.kind == kind), key=lambda place: (place.number, place.id))


def _slots_of(
    pair: Pair,
    kind: str,
    slots: tuple[Slot, ...],
    free: dict[int, frozenset[int]],
    places: dict[tuple[int, str], tuple[Place, ...]],
) -> tuple[int, ...]:
    both = free[pair.korean] & free[pair.luxembourg]
    return tuple(slot.id for slot in slots if slot.id in both and places[slot.id, kind])
