"""Writing translations: asked of a machine, made by it, or written by people."""
