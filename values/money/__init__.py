"""Money as people write it, in euros and won: one reader for forms, programs and files, one rate between the two."""
