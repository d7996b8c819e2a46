"""Runs the management commands given as arguments, in one process and as far as the project has them."""

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, get_commands


def run_existing(command_lines: list[str]) -> None:
    """Run each command line whose command exists and has something to do, in order; the first that fails raises."""
    django.setup()
    existing = get_commands()
    for line in command_lines:
        name, *arguments = shlex.split(line)
        has_something_to_do = UNLESS_DONE.get(name, lambda: True)
        if name in existing and has_something_to_do():
            call_command(name, *arguments)


def is_static_file_newer() -> bool:
    """Tell whether any static file came or changed since all were collected, which takes seconds."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected_at = manifest.stat().st_ctime
    paths = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    return any(Path(path).stat().st_ctime >= collected_at for path in paths)


UNLESS_DONE: dict[str, Callable[[], bool]] = {"collectstatic": is_static_file_newer}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sgbc.settings")
    try:
        run_existing(sys.argv[1:])
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(str(error))
