"""The time for meetings cut into slots: inside it, in order, never overlapping."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from events.calendars.slots import Slot, slots_within

NINE = datetime(2027, 1, 21, 9, 0, tzinfo=UTC)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def test_twenty_minutes_and_four_to_change_tables() -> None:
    slots = slots_within([Slot(NINE, NINE + minutes(70))], length=minutes(20), pause=minutes(4))

    assert [(slot.start - NINE, slot.end - NINE) for slot in slots] == [
        (minutes(0), minutes(20)),
        (minutes(24), minutes(44)),
        (minutes(48), minutes(68)),
    ]


def test_a_time_too_short_has_no_slot() -> None:
    assert slots_within([Slot(NINE, NINE + minutes(19))], length=minutes(20), pause=minutes(0)) == []


@given(
    st.lists(st.tuples(st.integers(0, 600), st.integers(1, 300)), max_size=6), st.integers(5, 120), st.integers(0, 120)
)
def test_slots_lie_in_their_time_and_apart(spans: list[tuple[int, int]], length: int, pause: int) -> None:
    times = [Slot(NINE + minutes(begin), NINE + minutes(begin + lasts)) for begin, lasts in spans]

    slots = slots_within(times, length=minutes(length), pause=minutes(pause))

    assert all(slot.end - slot.start == minutes(length) for slot in slots)
    assert all(any(span.start <= slot.start and slot.end <= span.end for span in times) for slot in slots)
    assert all(earlier.end <= later.start for earlier, later in pairwise(slots))
    assert slots_within(times[::-1], length=minutes(length), pause=minutes(pause)) == slots
