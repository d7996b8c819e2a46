"""Profiles taken in and given out."""
