"""Hosts a group: what may be asked of it, and what it answers once the answer is kept."""
