"""What an import was asked to do, and what it did."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from accounts.models import User
from exchange.profiles.reading import InvalidLine

MAX_LISTED = 1000  # more are counted only: a file of the wrong kind must not fill the memory


@dataclass(frozen=True, slots=True)
class ImportOptions:
    source: str = "import"
    is_publishing: bool = False
    """Verify the companies and publish their imported projects."""
    is_updating: bool = True
    """False leaves companies that are already there untouched, whatever their line says now."""
    is_telling_changes: bool = False
    """Keep what each changed field said before and says now."""
    by: User | None = None
    """Whose name the history gives; staff need not check their own changes."""


Changes = dict[str, tuple[str, str]]
"""By field the text before and after; empty texts where only the fact is told."""


@dataclass(slots=True)
class BatchOutcome:
    created: set[int] = field(default_factory=set)
    updated: set[int] = field(default_factory=set)
    unchanged: set[int] = field(default_factory=set)
    """Ids of companies, each in one of the three."""
    published_ids: list[int] = field(default_factory=list)
    entered_ids: set[int] = field(default_factory=set)
    """Projects that may have become public or changed in public."""
    invalid_lines: list[InvalidLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    company_ids: dict[int, int] = field(default_factory=dict)
    """The company's id by the number of its line."""
    changes: dict[int, Changes] = field(default_factory=dict)
    """By company id, when the options ask for them."""

    def record_change(self, company_id: int, name: str, before: str = "", after: str = "") -> None:
        self.changes.setdefault(company_id, {})[name] = (before, after)


class ImportListener(Protocol):
    """Whoever wants to know what became of the lines, batch by batch."""

    def add(self, outcome: BatchOutcome) -> None: ...

    def refuse(self, invalid_lines: Sequence[InvalidLine]) -> None: ...


@dataclass(slots=True)
class ImportReport:
    """What an import did, in companies; invalid lines and notes list the first thousand."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    published: int = 0
    """Projects that became public."""
    invalid_lines: list[InvalidLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, outcome: BatchOutcome) -> None:
        self.created += len(outcome.created)
        self.updated += len(outcome.updated)
        self.unchanged += len(outcome.unchanged)
        self.published += len(outcome.published_ids)
        self.notes += outcome.notes[: MAX_LISTED - len(self.notes)]
        self.refuse(outcome.invalid_lines)

    def refuse(self, invalid_lines: Sequence[InvalidLine]) -> None:
        self.refused += len(invalid_lines)
        self.invalid_lines += invalid_lines[: MAX_LISTED - len(self.invalid_lines)]
