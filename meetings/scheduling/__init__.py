"""Schedules of one-to-one meetings: who meets whom, when and where. Pure: numbers in, numbers out.

`make_schedule` reads a `Problem` and answers with a `Schedule`. How it goes about it is told in `solving`.
"""

from meetings.scheduling.problem import (
    FixedMeeting,
    LeftOut,
    Pair,
    Participant,
    Place,
    PlacedMeeting,
    Problem,
    Reason,
    Schedule,
    Slot,
    kind_of_place,
)
from meetings.scheduling.solving import make_schedule

__all__ = [
    "FixedMeeting",
    "LeftOut",
    "Pair",
    "Participant",
    "Place",
    "PlacedMeeting",
    "Problem",
    "Reason",
    "Schedule",
    "Slot",
    "kind_of_place",
    "make_schedule",
]
