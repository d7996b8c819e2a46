"""The arithmetic of the insights, beside hand-made and independent computations."""

from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.charts import WIDTH, Entry, draw_nested, draw_ranges, draw_steps, fit_label
from partnerships.figures import measure_agreement, quartiles, share
from partnerships.insights.tables import count_figure
from values.formats.numbers import write_percent

hours = st.lists(st.floats(0, 10_000), min_size=1, max_size=40)


@given(hours)
def test_quartiles_are_those_of_the_standard_library(values: list[float]) -> None:
    found = quartiles(values)

    expected = quantiles(values * 1 if len(values) > 1 else values * 2, n=4, method="inclusive")
    assert found is not None
    assert found[0] == len(values)
    assert list(found[1:]) == pytest.approx(expected)
    assert min(values) <= found.lower <= found.median <= found.upper <= max(values) or found.lower == pytest.approx(
        found.upper
    )


def test_nothing_has_no_quartiles_and_no_share() -> None:
    assert quartiles([]) is None
    assert share(0, 0) is None


def test_kappa_of_a_table_computed_by_hand() -> None:
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15

    agreement = measure_agreement(pairs)

    assert (agreement.pairs, agreement.agreeing) == (50, 35)
    assert agreement.kappa == pytest.approx(0.4)


def test_kappa_is_kept_back_while_it_says_nothing() -> None:
    assert measure_agreement([(True, False)] * 29).kappa is None
    assert measure_agreement([(True, True)] * 50).kappa is None
    assert measure_agreement([]).kappa is None


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_kappa_is_at_most_one_and_reached_by_full_agreement(pairs: list[tuple[bool, bool]]) -> None:
    agreement = measure_agreement(pairs, fewest=1)

    assert agreement.kappa is None or agreement.kappa <= 1 + 1e-9
    if agreement.kappa is not None and agreement.agreeing == agreement.pairs:
        assert agreement.kappa == pytest.approx(1)


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=4, max_size=4), max_size=12))
def test_bars_stay_inside_and_grow_with_their_values(rows: list[list[int]]) -> None:
    chart = draw_nested([Entry("row", "", tuple(sorted(row, reverse=True))) for row in rows])

    bars = [bar for row in chart.rows for bar in row.bars]
    assert all(0 <= bar.width <= WIDTH and bar.y >= 0 and bar.y + bar.height <= chart.height for bar in bars)
    for row in chart.rows:
        assert [bar.width for bar in row.bars] == sorted((bar.width for bar in row.bars), reverse=True)


@given(hours)
def test_mark_of_a_range_stays_inside_the_drawing(values: list[float]) -> None:
    found = quartiles(values)

    bars = draw_ranges([Entry("row", "", found[1:] if found else ())]).rows[0].bars

    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH + 0.2 for bar in bars)


def test_steps_have_a_tone_each() -> None:
    chart = draw_steps([Entry("a", "", (10,)), Entry("b", "", (5,)), Entry("c", "", (0,))])

    assert [(bar.tone, bar.width) for row in chart.rows for bar in row.bars] == [("1", 480), ("2", 240), ("3", 0)]


def test_long_labels_are_cut_by_the_room_they_take() -> None:
    assert fit_label("Water") == "Water"
    assert fit_label("Professional, scientific and technical activities") == "Professional, scientific and technica…"
    assert len(fit_label("전문 과학 기술 서비스업 그리고 다른 모든 것을 여기에")) < 24


def test_shares_are_rounded_and_not_cut() -> None:
    assert count_figure(35, of=39).detail == "90%"
    assert write_percent(2 / 3) == "67%"
