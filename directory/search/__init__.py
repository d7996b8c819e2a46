"""The pure part of the directory's search: texts to lexemes, facets to bitmaps, words to their nearest spelling."""
