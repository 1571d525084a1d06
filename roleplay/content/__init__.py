"""Finds content files and reads their YAML with the place of every value. Knows nothing of what they mean."""
