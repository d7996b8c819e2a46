"""What Django's forms are made with, for those of ours that need something besides."""

from collections.abc import Mapping, MutableMapping
from typing import Any, TypedDict

Typed = Mapping[str, object]
"""What was typed, by the fields' names: a QueryDict, or any other mapping."""


class FormOptions(TypedDict, total=False):
    initial: MutableMapping[str, Any] | None
    prefix: str | None
