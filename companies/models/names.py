"""What follows from a company's names: the columns are computed whenever the names are written."""

from collections.abc import Sequence
from typing import Any, Protocol, cast

from django.contrib.postgres.fields import ArrayField
from django.db import models

from taxonomy.languages import HANGUL
from values.alphabet import LONGEST_KEY, alphabet_key
from values.names import name_keys

NAMES = frozenset({"name", "name_local"})
IDENTITY = NAMES | {"country", "registration_number"}
"""What staff compared with the public register when they verified the company: it changes by their word alone."""
COLUMNS_FROM_NAMES = ("name_keys", "name_order", "name_order_ko")
"""`bulk_update` and `save(update_fields=…)` must name them beside a changed name."""


class Named(Protocol):
    """Whatever holds a company's two names."""

    @property
    def name(self) -> str: ...

    @property
    def name_local(self) -> str: ...


def name_for(company: Named, language: str) -> str:
    """The name a reader of `language` reads first: the one in Hangul for a Korean, the other for everybody else."""
    names = (company.name, company.name_local)
    fitting = [name for name in names if name and bool(HANGUL.search(name)) == (language == "ko")]
    return (*fitting, *names)[0]


class NameKeysField(ArrayField):  # type: ignore[type-arg]  # generic in the stubs only
    """Under which keys companies that may be the same are found, as `name_keys` makes them."""

    def pre_save(self, model_instance: models.Model, add: bool) -> list[str]:  # noqa: ARG002, FBT001
        keys = name_keys(*(getattr(model_instance, name) for name in sorted(NAMES)))
        setattr(model_instance, self.attname, keys)
        return keys


class NameOrderField(models.CharField):  # type: ignore[type-arg]  # generic in the stubs only
    """Where the company stands in a list by name, for readers of `language`."""

    def __init__(self, *, language: str, **options: Any) -> None:
        self.language = language
        super().__init__(**options | {"max_length": LONGEST_KEY, "db_default": "", "editable": False})

    def deconstruct(self) -> tuple[str, str, Sequence[object], dict[str, object]]:
        name, path, args, options = super().deconstruct()
        return name, path, args, {"language": self.language} | options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001
        key = alphabet_key(name_for(cast("Named", model_instance), self.language))
        setattr(model_instance, self.attname, key)
        return key


def compute_from_names(company: models.Model) -> None:
    """Set the columns without saving, for a `bulk_update`."""
    for field in company._meta.concrete_fields:
        if isinstance(field, NameKeysField | NameOrderField):
            field.pre_save(company, add=False)
