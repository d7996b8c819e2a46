from collections import Counter
from itertools import combinations
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from meetings.scheduling import Pair, Participant, Place, Problem, Reason, Schedule, kind_of_place, make_schedule
from meetings.scheduling.board import lay_board
from meetings.scheduling.score import Score, score_of
from tests.meetings.scheduling.baselines import best_of_all, serve_requests
from tests.meetings.scheduling.problems import matchmaking_day, problems, slots_of_day

FEW = settings(max_examples=40, deadline=None)


def people_of(problem: Problem) -> dict[int, Participant]:
    return {one.id: one for one in problem.participants}


def score_of_schedule(problem: Problem, schedule: Schedule) -> Score:
    board = lay_board(problem)
    numbers = {(pair.korean, pair.luxembourg): p for p, pair in enumerate(board.pairs)}
    return score_of(board, {numbers[meeting.korean, meeting.luxembourg]: meeting.slot for meeting in schedule.meetings})


def times_and_places(problem: Problem, schedule: Schedule) -> list[tuple[set[int], int, float, float]]:
    """Every meeting, the fixed ones too: who, where, from when to when."""
    slots = {slot.id: slot for slot in problem.slots}
    return [({m.korean, m.luxembourg}, m.place, m.start, m.end) for m in problem.fixed] + [
        ({m.korean, m.luxembourg}, m.place, slots[m.slot].start, slots[m.slot].end) for m in schedule.meetings
    ]


@FEW
@given(problems())
def test_nobody_and_no_place_is_ever_booked_twice(problem: Problem) -> None:
    schedule = make_schedule(problem)

    for one, other in combinations(times_and_places(problem, schedule), 2):
        is_at_once = one[2] < other[3] and other[2] < one[3]
        assert not is_at_once or (one[0].isdisjoint(other[0]) and one[1] != other[1])


@FEW
@given(problems())
def test_people_meet_when_they_are_free_where_they_can_and_no_oftener_than_they_may(problem: Problem) -> None:
    schedule, people = make_schedule(problem), people_of(problem)
    kinds = {place.id: place.kind for place in problem.places}
    fixed = Counter(side for meeting in problem.fixed for side in (meeting.korean, meeting.luxembourg))
    counts = Counter(side for meeting in schedule.meetings for side in (meeting.korean, meeting.luxembourg))

    for meeting in schedule.meetings:
        korean, luxembourg = people[meeting.korean], people[meeting.luxembourg]
        assert meeting.slot in korean.free & luxembourg.free
        assert kinds[meeting.place] == kind_of_place(korean, luxembourg)
    assert all(count + fixed[one] <= people[one].most for one, count in counts.items())


@FEW
@given(problems())
def test_only_pairs_meet_once_each_and_none_that_is_barred(problem: Problem) -> None:
    schedule = make_schedule(problem)
    met = [(meeting.korean, meeting.luxembourg) for meeting in schedule.meetings]
    fixed = {(meeting.korean, meeting.luxembourg) for meeting in problem.fixed}

    assert len(set(met)) == len(met)
    assert set(met) <= {(pair.korean, pair.luxembourg) for pair in problem.pairs} - problem.barred - fixed


@FEW
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(problem: Problem, random: Random) -> None:
    def shuffled(items: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(random.sample(items, len(items)))

    other = Problem(
        shuffled(problem.participants),
        shuffled(problem.slots),
        shuffled(problem.places),
        shuffled(problem.pairs),
        problem.barred,
        shuffled(problem.fixed),
    )

    assert make_schedule(other) == make_schedule(problem)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_of_all_schedules_it_is_the_best_and_proven_so(problem: Problem) -> None:
    schedule = make_schedule(problem)

    best = best_of_all(problem)
    kept = sum(meeting.worth for meeting in problem.fixed)
    assert score_of_schedule(problem, schedule) == best
    assert schedule.value == best.value + kept
    assert schedule.bound >= schedule.value


@FEW
@given(problems(with_fixed=False))
def test_nobody_goes_without_a_meeting_that_somebody_with_three_could_give_up(problem: Problem) -> None:
    assume(not any(pair.is_must for pair in problem.pairs))
    schedule, people = make_schedule(problem), people_of(problem)
    counts = Counter(side for meeting in schedule.meetings for side in (meeting.korean, meeting.luxembourg))
    allowed = {(pair.korean, pair.luxembourg) for pair in problem.pairs} - problem.barred
    kinds = {place.id: place.kind for place in problem.places}

    for one in (one for one in people.values() if not counts[one.id]):
        for meeting in schedule.meetings:
            stays, goes = (
                (meeting.luxembourg, meeting.korean) if one.is_korean else (meeting.korean, meeting.luxembourg)
            )
            couple = (one.id, stays) if one.is_korean else (stays, one.id)
            could_take_it = (
                counts[goes] >= 3
                and couple in allowed
                and meeting.slot in one.free
                and kinds[meeting.place] == kind_of_place(one, people[stays])
            )
            assert not could_take_it


@FEW
@given(problems())
def test_everybody_without_a_meeting_has_one_reason(problem: Problem) -> None:
    schedule = make_schedule(problem)

    met = {side for who, *_rest in times_and_places(problem, schedule) for side in who}
    assert [left.participant for left in schedule.left_out] == sorted(people_of(problem).keys() - met)


def one_table_day(*people: Participant, pairs: tuple[Pair, ...] = (), barred: frozenset = frozenset(), tables: int = 1):  # type: ignore[no-untyped-def, type-arg]
    places = tuple(Place(number, "table", number) for number in range(1, tables + 1))
    return Problem(people, slots_of_day(2), places, pairs, barred)


def somebody(number: int, free: set[int] | None = None, *, most: int = 2, is_online: bool = False) -> Participant:
    return Participant(number, number < 50, is_online, frozenset({1, 2} if free is None else free), most)


def reasons_of(problem: Problem) -> dict[int, Reason]:
    return {left.participant: left.reason for left in make_schedule(problem).left_out}


def test_the_reasons_for_having_no_meeting() -> None:
    ours, theirs = somebody(10), somebody(50)
    pair = (Pair(10, 50, 500),)

    assert reasons_of(one_table_day(ours, theirs)) == {10: Reason.NO_PARTNER, 50: Reason.NO_PARTNER}
    assert reasons_of(one_table_day(ours, theirs, pairs=pair, barred=frozenset({(10, 50)})))[10] == Reason.BARRED
    assert reasons_of(one_table_day(somebody(10, set()), theirs, pairs=pair)) == {
        10: Reason.NEVER_FREE,
        50: Reason.NOT_FREE,
    }
    assert reasons_of(one_table_day(somebody(10, {1}), somebody(50, {2}), pairs=pair))[10] == Reason.NOT_FREE
    assert reasons_of(one_table_day(ours, theirs, pairs=pair, tables=0))[10] == Reason.NO_PLACE
    assert reasons_of(one_table_day(somebody(10, is_online=True), theirs, pairs=pair))[10] == Reason.NO_PLACE


def test_whose_partners_have_no_time_left_is_told_so() -> None:
    pairs = (Pair(10, 50, 900), Pair(11, 50, 100))

    schedule = make_schedule(one_table_day(somebody(10), somebody(11), somebody(50, most=1), pairs=pairs))

    assert [(left.participant, left.reason, left.partners) for left in schedule.left_out] == [
        (11, Reason.PARTNERS_FULL, (50,))
    ]


def test_an_agreed_meeting_goes_before_any_other_and_one_without_room_is_named() -> None:
    pairs = (Pair(10, 50, 900), Pair(11, 50, 200, is_must=True), Pair(12, 50, 100, is_must=True))

    schedule = make_schedule(
        one_table_day(somebody(10), somebody(11), somebody(12), somebody(50, most=1), pairs=pairs, tables=2)
    )

    assert [(meeting.korean, meeting.luxembourg) for meeting in schedule.meetings] == [(11, 50)]
    assert schedule.unmet == ((12, 50),)


def test_a_day_of_forty_is_proven_best_or_nearly_and_beats_first_come_first_served() -> None:
    problem = matchmaking_day(20)
    worth = {(pair.korean, pair.luxembourg): pair.worth for pair in problem.pairs}

    schedule = make_schedule(problem)

    order = Random(1).sample(sorted(worth), len(worth))
    greedy = sum(worth[couple] for couple in serve_requests(problem, order))
    assert schedule.gap <= 0.02
    assert schedule.value >= 1.15 * greedy
    assert schedule.left_out == ()


def test_a_pair_of_which_one_does_not_come_counts_for_nothing() -> None:
    assert reasons_of(one_table_day(somebody(10), pairs=(Pair(10, 50, 500),))) == {10: Reason.NO_PARTNER}


def test_nobody_meets_where_there_is_nobody() -> None:
    assert make_schedule(Problem((), (), (), ())) == Schedule((), 0, 0, (), ())
