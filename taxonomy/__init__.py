"""The green and digital concepts, their labels and phrases in four languages, and how to find them in a text."""
