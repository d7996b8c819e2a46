"""The tables that the portal has; one that a test makes for itself comes and goes."""

from django.apps import apps
from django.db.models import Model


def models_of_the_portal() -> list[type[Model]]:
    return [model for model in apps.get_models() if not model.__module__.startswith("tests.")]
