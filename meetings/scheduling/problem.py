"""What a schedule is made from, and what it consists of. Ids are the caller's; times are comparable numbers."""

from dataclasses import dataclass
from enum import Enum

TABLE, VIDEO = "table", "video"


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who meets one at a time: in the slots of `free`, at most `most` times, fixed meetings included."""

    id: int
    is_korean: bool
    is_online: bool
    free: frozenset[int]
    most: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A time for one meeting at each place. Slots of one problem do not overlap."""

    id: int
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Place:
    """A table or a video room; `number` is their order in the hall."""

    id: int
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may meet once. `worth` is in thousandths, at least 1; `is_must`: both agreed to meet."""

    korean: int
    luxembourg: int
    worth: int
    is_must: bool = False


@dataclass(frozen=True, slots=True)
class FixedMeeting:
    """A meeting that stays as it is, at whatever time it takes place."""

    korean: int
    luxembourg: int
    place: int
    start: float
    end: float
    worth: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Pairs among `barred` never meet, whatever else is said of them."""

    participants: tuple[Participant, ...]
    slots: tuple[Slot, ...]
    places: tuple[Place, ...]
    pairs: tuple[Pair, ...]
    barred: frozenset[tuple[int, int]] = frozenset()
    fixed: tuple[FixedMeeting, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedMeeting:
    korean: int
    luxembourg: int
    slot: int
    place: int


class Reason(Enum):
    """Why somebody has no meeting. The first that holds, in this order."""

    NO_PARTNER = "no_partner"  # nobody who comes fits
    BARRED = "barred"  # all who fit are kept apart from them
    NEVER_FREE = "never_free"  # free in no slot at all
    NOT_FREE = "not_free"  # in no slot free together with a partner
    NO_PLACE = "no_place"  # no table or video room is left when they could meet
    PARTNERS_FULL = "partners_full"  # all partners have as many meetings as they can take, or are busy at those times


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`partners` are those it fits, best first; `slots` those in which it is free."""

    participant: int
    reason: Reason
    partners: tuple[int, ...] = ()
    slots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """`value` of at most `bound`, both in thousandths with what the fixed meetings are worth.

    `meetings` are the new ones by slot and place; `unmet` the agreed pairs for which there was no room.
    """

    meetings: tuple[PlacedMeeting, ...]
    value: int
    bound: int
    left_out: tuple[LeftOut, ...]
    unmet: tuple[tuple[int, int], ...]

    @property
    def gap(self) -> float:
        """What is at most missing to the best schedule there is, as a part of the bound; 0 where it is the best."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


def kind_of_place(one: Participant, other: Participant) -> str:
    """Two who are there meet at a table; whoever meets a guest online joins from a video room."""
    return VIDEO if one.is_online or other.is_online else TABLE
