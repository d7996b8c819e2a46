"""Stable matching, slot after slot, by the package `matching`: reads a problem as JSON, writes who meets when.

    python -I benchmarks/stable_meetings.py < problem.json

Run with -I, for the portal has a package of that name too. In each slot those who are free, have meetings left and have
not met yet are matched so that no two would rather have each other (Gale & Shapley 1962; ties go to the lower id).
Where there are more couples than places, the best stay.
"""

import json
import sys
import threading
import warnings

from matching.games import HospitalResident


def couples_of(wishes):
    """The stable couples of one slot: each Korean with its wishes in order, each Luxembourger likewise."""
    koreans = {
        one: [other for other in order if one in wishes["luxembourg"].get(other, ())]
        for one, order in wishes["korean"].items()
    }
    wanted = wishes["luxembourg"]
    koreans = {one: [other for other in order if one in wanted[other]] for one, order in wishes["korean"].items()}
    asked = {other for order in koreans.values() for other in order}
    luxembourgers = {one: [other for other in wishes["luxembourg"][one] if other in koreans] for one in asked}
    if not koreans:
        return []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        game = HospitalResident.create_from_dictionaries(koreans, luxembourgers, dict.fromkeys(luxembourgers, 1))
        return [
            (resident.name, hospital.name) for hospital, residents in game.solve().items() for resident in residents
        ]


def main():
    problem = json.load(sys.stdin)
    worth = {(korean, luxembourg): value for korean, luxembourg, value, _kind in problem["pairs"]}
    kinds = {(korean, luxembourg): kind for korean, luxembourg, _value, kind in problem["pairs"]}
    left = {int(one): most for one, most in problem["left"].items()}
    free = {int(one): set(slots) for one, slots in problem["free"].items()}
    met = {}
    for slot, rooms in problem["slots"]:
        able = [pair for pair in worth if pair not in met and all(left[one] and slot in free[one] for one in pair)]
        able.sort(key=lambda pair: (-worth[pair], pair))
        wishes = {"korean": {}, "luxembourg": {}}
        for korean, luxembourg in able:
            wishes["korean"].setdefault(korean, []).append(luxembourg)
            wishes["luxembourg"].setdefault(luxembourg, []).append(korean)
        for pair in sorted(couples_of(wishes), key=lambda pair: (-worth[pair], pair)):
            if rooms[kinds[pair]]:
                rooms[kinds[pair]] -= 1
                met[pair] = slot
                for one in pair:
                    left[one] -= 1
    json.dump([[*pair, slot] for pair, slot in met.items()], sys.stdout)


if __name__ == "__main__":
    sys.setrecursionlimit(1_000_000)  # the package copies its players with all whom they know, one inside the other
    threading.stack_size(512 * 1024 * 1024)
    thread = threading.Thread(target=main)
    thread.start()
    thread.join()
