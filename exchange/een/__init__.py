"""Profiles in the terms of the Enterprise Europe Network: read, written, and what is lost on the way."""
