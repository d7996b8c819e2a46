"""Which page of a list somebody asks for."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from values.numbers import number_in

PAGE_SIZE = 20


def nearest_page(
    items: "QuerySet[Any] | Sequence[Any]", asked: str | int | None, *, size: int = PAGE_SIZE
) -> "Page[Any]":
    """The page asked for, or the nearest there is: the first for what is no number, the last for what is beyond it."""
    paginator = Paginator(items, size)
    return paginator.page(min(max(number_in(asked) or 1, 1), paginator.num_pages))
