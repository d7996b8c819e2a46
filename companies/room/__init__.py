"""What the members' own room reads."""
