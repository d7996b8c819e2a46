"""Reads over several models: profiles as pages show them, and the directory."""

from companies.queries.profiles import with_details

__all__ = ["with_details"]
