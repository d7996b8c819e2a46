"""Lets companies register, ask and answer at the same moment, and organisers plan and publish; counts who was first.

    python -m benchmarks.event_races [--rounds 200] [--only WORD]

As `benchmarks.introduction_races`: on a PostgreSQL of its own, every person on a connection of their own. Each round
asserts what must hold whoever was first: one gets the last place, one answer to a request, nothing given away twice.
"""

import sys

from benchmarks.introduction_races import main

TABLES = (
    *("events.event_races.EVENT_RACES", "events.races.REGISTRATION_RACES"),
    "meetings.request_races.MEETING_REQUEST_RACES",
)

if __name__ == "__main__":
    sys.exit(main(TABLES, description=__doc__ or ""))
