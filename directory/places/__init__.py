"""Where companies are: provinces and cantons, which of them a city lies in, and their outlines for a map."""
