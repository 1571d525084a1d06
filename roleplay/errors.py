"""Errors that a person can act on, and the exit codes of the program."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program tells the shell."""

    DONE = 0
    PROBLEMS = 1
    """Problems were found in content."""
    USAGE = 2
    """Wrong usage or settings."""
    STORE = 3
    """The store cannot be reached or is of another version."""
    INTERRUPTED = 130


class RoleplayError(Exception):
    """The user's situation, in words: what is wrong and what to do. Never a bug of ours."""

    code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class StoreError(RoleplayError):
    """The store cannot be used as asked."""

    code = ExitCode.STORE
