"""How people write things, read as they meant them: registration numbers, industry classes, names of companies."""
