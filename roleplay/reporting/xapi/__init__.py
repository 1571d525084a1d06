"""Learning records: the statements of xAPI 1.0.3 that sessions come to, and what makes a statement valid."""
