"""The matching engine: profiles and vectors in, scores and reasons out. NumPy and the standard library only."""
