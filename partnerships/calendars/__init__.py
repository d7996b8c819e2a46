"""When people in Seoul and in Luxembourg can meet, and calendar files about it. Pure: the clock is an argument."""
