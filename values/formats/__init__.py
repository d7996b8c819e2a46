"""How each language writes dates, numbers, money, places and people: the one place that knows.

Django finds what `date` and `localize` need in `de/`, `en/`, `fr/` and `ko/` (FORMAT_MODULE_PATH); the rest comes from
the Unicode locale data that Babel carries. Templates reach it through the filters of `values.formats.filters`, which
need no `{% load %}`.
"""
