"""The one log of all processes: each line begins with the name of the one that speaks."""

import sys
import unicodedata
from threading import Lock
from typing import IO

NAME_WIDTH = 8
_one_at_a_time = Lock()


def say(name: str, line: str) -> None:
    """Write one line of `name`."""
    with _one_at_a_time:
        sys.stdout.write(f"{name:{NAME_WIDTH}}| {line}\n")
        sys.stdout.flush()


def relay(name: str, output: IO[bytes]) -> None:
    """Write every line of a process as it comes, until the last one that writes there has ended."""
    with output:
        for line in output:
            say(name, line.decode(errors="replace").rstrip())


def show_box(lines: list[str]) -> None:
    """Write `lines` in a frame that stands out of the log."""
    width = max(map(columns, lines))
    framed = [f"│ {line}{' ' * (width - columns(line))} │" for line in lines]
    with _one_at_a_time:
        sys.stdout.write("\n".join([f"┌{'─' * (width + 2)}┐", *framed, f"└{'─' * (width + 2)}┘", ""]))
        sys.stdout.flush()


def columns(text: str) -> int:
    """Return the columns `text` takes on a terminal: Korean letters take two, combining marks none."""
    return sum(_columns_of(letter) for letter in text)


def _columns_of(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
