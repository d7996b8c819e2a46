"""Times of events in the zones of those who read of them. Pure: the clock is an argument."""
