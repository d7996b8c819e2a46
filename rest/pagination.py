"""Lists by page, with how many there are in all."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.utils.urls import remove_query_param, replace_query_param

from rest.problems import QueryRefusedError
from rest.serializers import ApiSerializer

PAGE_SIZE, LARGEST_PAGE, LAST_PAGE = 20, 100, 1_000_000


class PageQuery(ApiSerializer):
    """Which page, and how many entries on one."""

    page = serializers.IntegerField(
        min_value=1, max_value=LAST_PAGE, default=1, help_text="Page number, starting at 1."
    )
    page_size = serializers.IntegerField(
        min_value=1, max_value=LARGEST_PAGE, default=PAGE_SIZE, help_text="Entries per page, up to 100."
    )


def read_query(query: ApiSerializer) -> dict[str, Any]:
    """The parameters of the address. Raises QueryRefusedError, by parameter."""
    if not query.is_valid():
        raise QueryRefusedError(query.errors)
    found: dict[str, Any] = query.validated_data
    return found


def page_of(
    request: Request, rows: QuerySet[Any] | Sequence[Any], show: Callable[[Any], dict[str, object]]
) -> dict[str, object]:
    """One page of `rows`, each as `show` tells it."""
    asked = read_query(PageQuery(data=request.query_params.dict()))
    shown = Paginator(rows, asked["page_size"]).get_page(asked["page"])
    return wrap_page(request, asked, total=shown.paginator.count, results=[show(row) for row in shown])


def wrap_page(request: Request, asked: dict[str, Any], *, total: int, results: Sequence[object]) -> dict[str, object]:
    """Raises NotFound for a page after the last one."""
    page, pages = asked["page"], max(1, -(-total // asked["page_size"]))
    if page > pages:
        raise NotFound
    return {
        "count": total,
        "next": _address(request, page + 1) if page < pages else None,
        "previous": _address(request, page - 1) if page > 1 else None,
        "results": results,
    }


def _address(request: Request, page: int) -> str:
    address = request.build_absolute_uri()
    return remove_query_param(address, "page") if page == 1 else replace_query_param(address, "page", page)
