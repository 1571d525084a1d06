"""What authors write: the model of every kind of file, and the reading of a tree into it."""
