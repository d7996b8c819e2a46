"""Which page of a list somebody asks for."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet

from values.numbers import number_in

PAGE_SIZE = 20
Row = TypeVar("Row")


def nearest_page(
    items: "QuerySet[Model, Row] | Sequence[Row]", asked: str | int | None, *, size: int = PAGE_SIZE
) -> "Page[Row]":
    """The page asked for, or the nearest there is: the first for what is no number, the last for what is beyond it."""
    paginator = Paginator(items, size)
    return paginator.page(min(max(number_in(asked) or 1, 1), paginator.num_pages))
