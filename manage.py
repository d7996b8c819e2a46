#!/usr/bin/env python
"""Django's command-line utility; with no database set, it brings its own for the time of the command."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from sgbc.embedded import ServiceError, demonstration


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sgbc.settings")
    try:
        with demonstration(Path(__file__).resolve().parent, os.environ):
            execute_from_command_line(sys.argv)
    except ServiceError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
