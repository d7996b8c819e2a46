"""Networking events: announcements, programmes, registrations, the door; the models of meetings too."""
