"""Whatever door a text comes in by, a field of one line keeps one line, and nothing that nobody can see."""

import importlib
from collections.abc import Iterable, Iterator

import pytest
from allauth.account import app_settings
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from rest_framework import serializers

from accounts.models import User
from companies.serializers.own import CompanyEditSerializer
from rest.serializers import StrictSerializer, TextField
from tests.structure import APPS, ROOT
from values.text import clean_line, clean_paragraphs

# Short, so that no limit of length hides what a field does.
PASTED = ("\n", "\r\n", "\u2028", "\u202e", "\u2066", "\u200e", "\u200f", "\u200b", "\ufeff", "\x1b")
SECRETS = "password"  # nobody sees them, and every sign of them counts


def import_everything() -> None:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not {"management", "migrations", "supervisor", "formats"} & set(path.parts):
                parts = path.relative_to(ROOT).with_suffix("").parts
                importlib.import_module(".".join(parts).removesuffix(".__init__"))


def subclasses(kind: type) -> Iterator[type]:
    for child in kind.__subclasses__():
        yield child
        yield from subclasses(child)


def forms_of_ours() -> Iterator[tuple[str, forms.Field]]:
    import_everything()
    for form in set(subclasses(forms.BaseForm)):
        app, *_rooms, module = form.__module__.split(".")
        if app in APPS and module != "admin":  # those are tried as the administration makes them
            for name, field in getattr(form, "base_fields", {}).items():
                if name == "username" and name not in app_settings.SIGNUP_FIELDS:
                    continue  # the library declares it for every sign-up, and takes it away again
                yield f"{form.__qualname__}.{name}", field


def forms_of_the_administration() -> Iterator[tuple[str, forms.Field]]:
    request = RequestFactory().get("/")
    request.user = User(staff_role="administrator")
    for model, model_admin in admin.site._registry.items():
        if model._meta.app_label in APPS:
            for name, field in model_admin.get_form(request).base_fields.items():
                yield f"{type(model_admin).__name__}.{name}", field


def bodies_of_the_api() -> Iterator[tuple[str, serializers.CharField]]:
    import_everything()
    bodies = [kind for kind in set(subclasses(StrictSerializer)) if "id" not in kind._declared_fields]
    for kind in bodies:
        for name, field in kind._declared_fields.items():
            if isinstance(field, serializers.CharField):
                yield f"{kind.__name__}.{name}", field


def kept_by(field: forms.Field | serializers.CharField, text: str) -> str:
    """What the field makes of the text; nothing where it refuses it."""
    try:
        return str(field.clean(text) if isinstance(field, forms.Field) else field.run_validation(text))
    except (ValidationError, serializers.ValidationError):
        return ""


def faults_of(name: str, field: forms.Field | serializers.CharField, *, is_long: bool) -> list[str]:
    clean = clean_paragraphs if is_long else clean_line
    return [f"{name}: {sign!r}" for sign in PASTED if (kept := kept_by(field, f"a{sign}b")) != clean(kept)]


def faults(fields: Iterable[tuple[str, forms.Field]]) -> tuple[int, list[str]]:
    """How many were looked at, and what they keep that they should not."""
    texts = [
        (name, field)
        for name, field in fields
        if isinstance(field, forms.CharField) and SECRETS not in name and not field.widget.is_hidden
    ]
    found = [
        fault
        for name, field in texts
        for fault in faults_of(name, field, is_long=isinstance(field.widget, forms.Textarea))
    ]
    return len(texts), found


@pytest.mark.django_db
def test_every_form_keeps_only_what_can_be_seen() -> None:
    count, found = faults(forms_of_ours())

    assert found == []
    assert count > 30


@pytest.mark.django_db
def test_every_form_of_the_administration_keeps_only_what_can_be_seen() -> None:
    count, found = faults(forms_of_the_administration())

    assert found == []
    assert count > 5


def test_every_body_of_the_api_keeps_only_what_can_be_seen() -> None:
    bodies = list(bodies_of_the_api())

    found = [fault for name, field in bodies for fault in faults_of(name, field, is_long=type(field) is TextField)]

    assert found == []
    assert len(bodies) > 15


def test_a_text_of_which_nothing_can_be_seen_is_no_text() -> None:
    with pytest.raises(serializers.ValidationError, match="blank"):
        CompanyEditSerializer().fields["name"].run_validation("\u200b\u202e")
