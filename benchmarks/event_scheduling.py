"""Schedules of 40, 200 and 600 participants beside three other ways to make one, all in one run.

    python -m benchmarks.event_scheduling [PARTICIPANTS ...]

20 slots, tables and video rooms for a quarter of the participants, eight meetings each at most, four fifths of the
times free, a fifth of the Koreans online. Value: what all meetings are worth together; bound: what no schedule exceeds,
as the solver proved; left out: who could have a meeting and has none while another has three.
"""

import argparse
import platform
import time
from collections import Counter
from pathlib import Path
from random import Random

from meetings.scheduling import make_schedule
from tests.meetings.scheduling.baselines import serve_participants, serve_requests, serve_stably
from tests.meetings.scheduling.problems import matchmaking_day


def processor():
    """What the machine calls its processor."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def make(problem):
    schedule = make_schedule(problem)
    return {(one.korean, one.luxembourg): one.slot for one in schedule.meetings}, schedule


def timed(work, *arguments):
    wall, cpu = time.monotonic(), time.process_time()
    answer = work(*arguments)
    return answer, time.monotonic() - wall, time.process_time() - cpu


def describe(problem, met):
    """Value, meetings, the fewest anybody has, and how many have none."""
    worth = {_couple(pair): pair.worth for pair in problem.pairs}
    counts = Counter(one for couple in met for one in couple)
    of_each = [counts[one.id] for one in problem.participants]
    return sum(worth[couple] for couple in met), len(met), min(of_each), of_each.count(0)


def _couple(pair):
    return pair.korean, pair.luxembourg


def compare(participants):
    problem = matchmaking_day(participants // 2)
    (met, schedule), wall, cpu = timed(make, problem)
    random = Random(1)
    requests = random.sample([_couple(pair) for pair in problem.pairs], len(problem.pairs))
    people = random.sample([one.id for one in problem.participants], participants)
    others = {
        "requests in the order they come": timed(serve_requests, problem, requests),
        "one after the other, best first": timed(serve_participants, problem, people),
        "stable, slot after slot": timed(serve_stably, problem),
    }
    value, *rest = describe(problem, met)
    agreed = sum(pair.is_must for pair in problem.pairs)
    placed = sum(_couple(pair) in met for pair in problem.pairs if pair.is_must)
    print(f"\n{participants} participants, {len(problem.pairs)} pairs, {agreed} of them agreed")
    print(f"{'':34}{'seconds':>9}{'CPU':>8}{'value':>9}{'meetings':>10}{'fewest':>8}{'none':>6}{'ours is':>9}")
    line = "{:34}{:9.1f}{:8.1f}{:9.1f}{:10d}{:8d}{:6d}{:>9}"
    print(line.format("schedule", wall, cpu, value / 1000, *rest, ""))
    for name, (other, other_wall, other_cpu) in others.items():
        other_value, *other_rest = describe(problem, other)
        ratio = f"× {value / other_value:.2f}"
        print(line.format(name, other_wall, other_cpu, other_value / 1000, *other_rest, ratio))
    print(
        f"bound {schedule.bound / 1000:.1f}, gap {schedule.gap:.2%}; {placed} of {agreed} agreed meetings placed",
        flush=True,
    )


def main():
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("participants", nargs="*", type=int, default=[40, 200, 600])
    options = parser.parse_args()
    print(processor(), flush=True)
    for participants in options.participants:
        compare(participants)


if __name__ == "__main__":
    main()
