from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = pgettext_lazy("networking", "Events")

    def ready(self) -> None:
        import_module("events.receivers")
