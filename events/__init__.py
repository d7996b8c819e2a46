"""Networking events: announcements, registrations, one-to-one meetings and what came of them."""
