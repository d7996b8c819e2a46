"""Problems of scheduling: small ones as Hypothesis draws them, larger ones as a matchmaking day would bring."""

from itertools import product
from random import Random

from hypothesis import strategies as st

from meetings.scheduling import FixedMeeting, Pair, Participant, Place, Problem, Slot, kind_of_place
from meetings.scheduling.worths import worth_of

SLOT = 24.0
LENGTH = 20.0


def slots_of_day(count: int) -> tuple[Slot, ...]:
    return tuple(Slot(number, number * SLOT, number * SLOT + LENGTH) for number in range(1, count + 1))


@st.composite
def problems(draw: st.DrawFn, *, most_a_side: int = 3, most_slots: int = 3, with_fixed: bool = True) -> Problem:
    """Up to three of each country, three slots, two tables and a video room; odd ids on purpose."""
    slots = slots_of_day(draw(st.integers(1, most_slots)))
    people = [
        Participant(
            id=base + number,
            is_korean=is_korean,
            is_online=draw(st.integers(0, 3)) == 0,
            free=frozenset(draw(st.sets(st.sampled_from([slot.id for slot in slots])))),
            most=draw(st.integers(1, 3)),
        )
        for is_korean, base in ((True, 10), (False, 50))
        for number in range(draw(st.integers(1, most_a_side)))
    ]
    places = tuple(Place(number, "table", number) for number in range(1, 1 + draw(st.integers(0, 2))))
    places += tuple(Place(100 + number, "video", number) for number in range(draw(st.integers(0, 1))))
    couples = list(
        product([one.id for one in people if one.is_korean], [one.id for one in people if not one.is_korean])
    )
    pairs = tuple(
        Pair(korean, luxembourg, draw(st.integers(1, 9)) * 100, is_must=draw(st.integers(0, 5)) == 0)
        for korean, luxembourg in couples
        if draw(st.integers(0, 3))
    )
    barred = frozenset(couple for couple in couples if draw(st.integers(0, 7)) == 0)
    fixed = _fixed(draw, people, slots, places) if with_fixed else ()
    return Problem(tuple(people), slots, places, pairs, barred, fixed)


def _fixed(
    draw: st.DrawFn, people: list[Participant], slots: tuple[Slot, ...], places: tuple[Place, ...]
) -> tuple[FixedMeeting, ...]:
    """One pinned meeting at most; an organiser's hand may go beyond what people said of their time."""
    korean = next(one for one in people if one.is_korean)
    luxembourg = next(one for one in people if not one.is_korean)
    fitting = [place for place in places if place.kind == kind_of_place(korean, luxembourg)]
    if not fitting or draw(st.booleans()):
        return ()
    slot, place = draw(st.sampled_from(slots)), draw(st.sampled_from(fitting))
    return (FixedMeeting(korean.id, luxembourg.id, place.id, slot.start, slot.end, 300),)


def matchmaking_day(a_side: int, *, slots: int = 20, seed: int = 1, free: float = 0.8, most: int = 8) -> Problem:
    """So many of each country; a fifth of the Koreans online; half as many tables as a side has, some with video."""
    random = Random(seed)
    people = tuple(
        Participant(
            id=number,
            is_korean=number <= a_side,
            is_online=number <= a_side and random.random() < 0.2,
            free=frozenset(slot for slot in range(1, slots + 1) if random.random() < free),
            most=most,
        )
        for number in range(1, 2 * a_side + 1)
    )
    videos = max(1, a_side // 8)
    tables = max(1, a_side // 2 - videos)
    places = tuple(Place(number, "table", number) for number in range(1, tables + 1))
    places += tuple(Place(1_000 + number, "video", number) for number in range(1, videos + 1))
    return Problem(people, slots_of_day(slots), places, _pairs(a_side, random))


def _pairs(a_side: int, random: Random) -> tuple[Pair, ...]:
    """Fits as the engine's are spread (a median of 0.19, one in a hundred above 0.40); sixteen best partners each.

    Everybody asks five of theirs for a meeting, which adds to the fit as chances do; every eighth agrees.
    """
    taste = [[random.gauss(0, 1) for _trait in range(6)] for _one in range(2 * a_side)]
    fits = {
        (korean, luxembourg): 0.19 + 0.03 * sum(a * b for a, b in zip(taste[korean], taste[luxembourg], strict=True))
        for korean in range(a_side)
        for luxembourg in range(a_side, 2 * a_side)
    }
    kept: set[tuple[int, int]] = set()
    asked: set[tuple[int, int]] = set()
    for one in range(2 * a_side):
        own = sorted((couple for couple in fits if one in couple), key=lambda couple: (-fits[couple], couple))
        kept.update(own[:16])
        asked.update(random.sample(own[:16], 5))
    agreed = {couple for couple in sorted(asked) if random.random() < 0.125}
    return tuple(
        Pair(one + 1, other + 1, worth_of(fits[one, other], is_wished=(one, other) in asked), (one, other) in agreed)
        for one, other in sorted(kept)
        if fits[one, other] > 0
    )
