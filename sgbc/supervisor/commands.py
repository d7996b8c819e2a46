"""Runs the management commands given as arguments, in one process and as far as the project has them."""

import os
import shlex
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command, get_commands


def run_existing(command_lines: list[str]) -> None:
    """Run each command line whose command exists, in order; the first one that fails raises."""
    django.setup()
    existing = get_commands()
    for line in command_lines:
        name, *arguments = shlex.split(line)
        if name in existing:
            call_command(name, *arguments)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sgbc.settings")
    try:
        run_existing(sys.argv[1:])
    except (CommandError, ImproperlyConfigured) as error:
        sys.exit(str(error))
