"""The one place that prints errors and picks exit codes."""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

from roleplay.cleaning import clean
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _


def run(command: Callable[[], ExitCode]) -> ExitCode:
    """Return what a command comes to. The user's situation is told on stderr; a bug shows itself."""
    try:
        code = _carry_out(command)
        sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:
            raise
        # Without a name it is a stream that failed. The interpreter would complain once more as it closes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            os.dup2(sys.stdout.fileno(), sys.stderr.fileno())
            return ExitCode.DONE
        tell(_("The output cannot be written: {reason}.").format(reason=error.strerror))
        return ExitCode.USAGE
    return code


def _carry_out(command: Callable[[], ExitCode]) -> ExitCode:
    try:
        return command()
    except RoleplayError as error:
        tell(error.message, error.hint)
        return error.code
    except KeyboardInterrupt:
        tell(_("Interrupted."))
        return ExitCode.INTERRUPTED


def tell(message: str, hint: str = "") -> None:
    """Say something to the user on stderr."""
    print(clean(message), file=sys.stderr)
    if hint:
        print(clean(hint), file=sys.stderr)


def leave(code: ExitCode) -> NoReturn:
    """End the program."""
    raise SystemExit(int(code))
