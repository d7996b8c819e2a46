"""Where the bars of a drawing stand: numbers in, coordinates out. Labels lie above their bars, so any length fits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from django.utils.translation import pgettext

WIDTH = 480
ROW_HEIGHT, LABEL_HEIGHT, BAR_HEIGHT = 52, 24, 16
LABEL_ROOM = 38  # letters of Latin script; those of East Asia take twice the room
MARK_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """`label` as it fits, `note` at the right end, `spoken` for who hears the drawing."""

    label: str
    note: str
    spoken: str
    y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    width: int
    height: int
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row of a drawing says; `values` are drawn over each other, the largest first."""

    label: str
    note: str
    values: tuple[float, ...]


BarsOf = Callable[[Entry, float], tuple[Bar, ...]]


def draw_nested(entries: Sequence[Entry]) -> Chart:
    """Bars within bars, each row's steps on one line; the tones count from 1, a single bar has the third."""
    highest = max((value for entry in entries for value in entry.values), default=0)
    return _draw(entries, lambda entry, y: _nested(entry, y, highest))


def draw_steps(entries: Sequence[Entry]) -> Chart:
    """A funnel: a bar for each step, in a tone of its own."""
    highest = max((entry.values[0] for entry in entries), default=0)
    tones = iter(range(1, len(entries) + 1))
    return _draw(entries, lambda entry, y: (_bar(0, entry.values[0], highest, y, f"{next(tones)}"),))


def draw_ranges(entries: Sequence[Entry]) -> Chart:
    """From the first to the last of three values, with a mark at the middle one."""
    highest = max((value for entry in entries for value in entry.values), default=0)
    return _draw(entries, lambda entry, y: _range(entry, y, highest))


def _draw(entries: Sequence[Entry], bars_of: BarsOf) -> Chart:
    rows = [
        ChartRow(
            label=fit_label(entry.label),
            note=entry.note,
            spoken=_say(entry),
            y=index * ROW_HEIGHT + LABEL_HEIGHT - 7,
            bars=bars_of(entry, index * ROW_HEIGHT + LABEL_HEIGHT),
        )
        for index, entry in enumerate(entries)
    ]
    return Chart(WIDTH, max(1, len(rows)) * ROW_HEIGHT, tuple(rows))


def _say(entry: Entry) -> str:
    """A row for whoever hears the chart."""
    return pgettext("sentence about a row of a chart", "%(label)s: %(value)s.") % {
        "label": entry.label,
        "value": entry.note,
    }


def _nested(entry: Entry, y: float, highest: float) -> tuple[Bar, ...]:
    tones = range(1, len(entry.values) + 1) if len(entry.values) > 1 else (3,)
    return tuple(_bar(0, value, highest, y, f"{tone}") for tone, value in zip(tones, entry.values, strict=True))


def _range(entry: Entry, y: float, highest: float) -> tuple[Bar, ...]:
    if not entry.values:
        return (_bar(0, 0, highest, y, "1"),)
    lower, median, upper = entry.values
    mark = _bar(median, median, highest, y - 3, "mark")
    place = min(max(0, mark.x - MARK_WIDTH / 2), WIDTH - MARK_WIDTH)
    return _bar(lower, upper, highest, y, "2"), Bar(place, mark.y, MARK_WIDTH, BAR_HEIGHT + 6, "mark")


def _bar(start: float, end: float, highest: float, y: float, tone: str) -> Bar:
    left, right = (round(value / highest * WIDTH, 1) if highest else 0 for value in (start, end))
    return Bar(left, y, round(right - left, 1), BAR_HEIGHT, tone)


def fit_label(label: str) -> str:
    """The label, cut with an ellipsis where it is too long to be drawn."""
    room = LABEL_ROOM
    for position, letter in enumerate(label):
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            return label[: max(position - 1, 1)].rstrip() + "…"
    return label
