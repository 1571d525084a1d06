"""How a session is played in a terminal: line by line, nothing redrawn, everything also in words."""
