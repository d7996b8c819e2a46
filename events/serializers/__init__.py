"""What the API tells of events, and what it takes."""
