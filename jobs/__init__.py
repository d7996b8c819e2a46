"""How work is done that is kept as rows: who holds a row while working on it, and how workers are asked."""
