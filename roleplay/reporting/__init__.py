"""What is told of a session: feedback after a turn, the debrief at the end, as text, page and data."""
