"""What the API tells of meetings at an event, and what it takes."""
