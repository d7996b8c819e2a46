"""Places as companies write them: which region a town lies in, and its name in either script."""
